// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.Coordinator;
import io.lepton.amqp.protocol.Declare;
import io.lepton.amqp.protocol.Declared;
import io.lepton.amqp.protocol.Discharge;
import io.lepton.amqp.protocol.SenderSettleMode;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Terminus;
import io.lepton.amqp.protocol.TransactionCapability;
import io.lepton.amqp.protocol.TransactionRequest;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The controlling end of transactions: a sending link to the peer's coordinator (part 4, 4.1). What it asks goes out as
 * messages; the answers are outcomes, which {@link EngineListener#onDeliveryUpdated} tells. Work joins a transaction by the
 * {@link io.lepton.amqp.protocol.TransactionalState} it is sent or settled with. Not thread-safe.
 */
public final class TransactionController {

    private static final int ROOM = 64;
    /** The descriptor of an amqp-value section (part 3, 3.2.8). */
    private static final int VALUE_SECTION = 0x77;

    private static final int SMALL_ULONG = 0x53;

    private final EngineSender link;

    /**
     * A link that is not open yet, so that the layer above can add to its settings, then open it.
     *
     * @param session where to attach it
     * @param linkName the name of the link
     * @param capabilities what the coordinator shall be able to do, see {@link TransactionCapability}
     */
    public TransactionController(EngineSession session, String linkName, List<Symbol> capabilities) {
        link = session.sender(linkName);
        link.settings().sndSettleMode(SenderSettleMode.UNSETTLED);
        link.source(Source.builder().build()).target(new Coordinator(capabilities));
    }

    /** The link to the coordinator; when it closes, all transactions that were not discharged are rolled back. */
    public EngineSender link() {
        return link;
    }

    /** Whether the coordinator told that it can do this. False before its attach came. */
    public boolean can(Symbol capability) {
        Terminus target = link.remoteTarget();
        return target != null && target.capabilities().contains(capability);
    }

    /**
     * Asks for a transaction.
     *
     * @param globalId a distributed transaction to join; null for a local one
     * @param context something of the layer above
     * @return the question, whose answer is read by {@link #declared}
     * @throws IllegalArgumentException if there is a global id although the coordinator cannot distribute transactions
     */
    public OutgoingDelivery declare(@Nullable Object globalId, @Nullable Object context) {
        if (globalId != null && !can(TransactionCapability.DISTRIBUTED_TRANSACTIONS)) {
            throw new IllegalArgumentException("the coordinator takes no global transaction ids");
        }
        return ask(new Declare(globalId), context);
    }

    /**
     * Asks to end a transaction. Accepted means done; if the answer is rejected, or the link closes with an error, the
     * transaction was rolled back; if the connection is lost before an answer, the outcome is in doubt.
     *
     * @param txnId the transaction
     * @param fail true to roll back, false to commit
     * @param context something of the layer above
     */
    public OutgoingDelivery discharge(Binary txnId, boolean fail, @Nullable Object context) {
        return ask(new Discharge(txnId, fail), context);
    }

    /** The transaction that was declared by this question; null if it was not answered so. */
    public static @Nullable Binary declared(OutgoingDelivery question) {
        return question.remoteState() instanceof Declared declared ? declared.txnId() : null;
    }

    private OutgoingDelivery ask(TransactionRequest request, @Nullable Object context) {
        Buffer message = Buffer.allocate(ROOM);
        message.writeByte(0);
        message.writeByte(SMALL_ULONG);
        message.writeByte(VALUE_SECTION);
        request.write(message);
        return link.send(message, 0, false, null, context);
    }
}
