// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Coordinator;
import io.lepton.amqp.protocol.Declare;
import io.lepton.amqp.protocol.Declared;
import io.lepton.amqp.protocol.Discharge;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Terminus;
import io.lepton.amqp.protocol.TransactionCapability;
import io.lepton.amqp.protocol.TransactionRequest;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.TransactionError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The end of transactions that coordinates: the receiving end of a controller's link (part 4, 4.1). It reads the
 * controller's requests, answers them and knows which transactions are open; what a transaction holds is the resource's to
 * keep. Not thread-safe.
 */
public final class TransactionCoordinator {

    /** What transactions are about: queues, say. Its methods are called while the request is being answered. */
    public interface Resource {

        /** Starts a transaction and names it, by 1 to 32 bytes that name no other one; null to refuse. */
        @Nullable
        Binary begin(@Nullable Object globalId);

        /** Makes the work of a transaction effective, or undoes all of it and tells why; null means done. */
        @Nullable
        ErrorCondition commit(Binary txnId);

        /** Undoes the work of a transaction. */
        void rollBack(Binary txnId);
    }

    private static final Symbol REJECTED = Rejected.TYPE.symbol();

    private final EngineReceiver link;
    private final Resource resource;
    private final int maxOpen;
    private final Set<Binary> open = new LinkedHashSet<>();

    /**
     * A coordinator for a link that the peer has attached.
     *
     * @param link a link for which {@link #isFor} holds
     * @param resource what the transactions are about
     * @param maxOpen how many transactions may be open at a time; more are refused
     */
    public TransactionCoordinator(EngineReceiver link, Resource resource, int maxOpen) {
        this.link = link;
        this.resource = resource;
        this.maxOpen = maxOpen;
    }

    /** Whether the peer attached the link to control transactions. Refuse it if there are none to control. */
    public static boolean isFor(EngineLink link) {
        return link instanceof EngineReceiver && link.remoteTarget() instanceof Coordinator;
    }

    /** Whether this transaction is open, so that work may join it. */
    public boolean isOpen(Binary txnId) {
        return open.contains(txnId);
    }

    /** The error to answer work with that names a transaction which is not open. */
    public static ErrorCondition unknown(Binary txnId) {
        return ErrorCondition.of(TransactionError.UNKNOWN_ID, "transaction " + txnId + " is not open");
    }

    /** Reads and answers a request that came in on the link. */
    public void received(IncomingDelivery delivery) {
        TransactionRequest request = read(delivery);
        if (delivery.remotelySettled()) {
            link.close(ErrorCondition.of(AmqpError.NOT_ALLOWED, "a request to a coordinator cannot be settled"));
        } else if (request instanceof Declare declare) {
            declare(delivery, declare);
        } else if (request instanceof Discharge discharge) {
            discharge(delivery, discharge);
        } else {
            refuse(delivery, ErrorCondition.of(AmqpError.DECODE_ERROR, "neither declare nor discharge"));
        }
    }

    /** The link is gone: what was not discharged is rolled back (part 4, 4.3). */
    public void closed() {
        List<Binary> undone = List.copyOf(open);
        open.clear();
        undone.forEach(resource::rollBack);
    }

    /** The request in the message, or null if there is none that makes sense. */
    private static @Nullable TransactionRequest read(IncomingDelivery delivery) {
        try {
            if (Message.decode(delivery.payload()).body() instanceof Described body) {
                return Declare.TYPE.describes(body.descriptor())
                        ? Declare.TYPE.fromDescribed(body)
                        : Discharge.TYPE.fromDescribed(body);
            }
        } catch (DecodeException e) {
            // answered like everything else that makes no sense
        }
        return null;
    }

    private void declare(IncomingDelivery delivery, Declare request) {
        if (request.globalId() != null && !distributes()) {
            refuse(delivery, ErrorCondition.of(AmqpError.NOT_IMPLEMENTED, "transactions are local here"));
            return;
        }
        Binary txnId = open.size() < maxOpen ? resource.begin(request.globalId()) : null;
        if (txnId == null) {
            refuse(
                    delivery,
                    ErrorCondition.of(
                            AmqpError.RESOURCE_LIMIT_EXCEEDED,
                            "no more than " + open.size() + " transactions can be open"));
            return;
        }
        open.add(txnId);
        delivery.disposition(new Declared(txnId), true);
    }

    private void discharge(IncomingDelivery delivery, Discharge request) {
        Binary txnId = request.txnId();
        if (!open.remove(txnId)) {
            refuse(delivery, unknown(txnId));
            return;
        }
        ErrorCondition failure = null;
        if (request.fail()) {
            resource.rollBack(txnId);
        } else {
            failure = resource.commit(txnId);
        }
        if (failure == null) {
            delivery.disposition(Accepted.INSTANCE, true);
        } else {
            refuse(delivery, failure);
        }
    }

    /** By a rejection, if the controller's source can take that outcome; else the link has to go (part 4, 4.3). */
    private void refuse(IncomingDelivery delivery, ErrorCondition error) {
        Source source = link.remoteSource();
        if (source == null || source.outcomes().isEmpty() || source.outcomes().contains(REJECTED)) {
            delivery.disposition(new Rejected(error), true);
        } else {
            link.close(error);
        }
    }

    private boolean distributes() {
        Terminus target = link.target();
        return target != null && target.capabilities().contains(TransactionCapability.DISTRIBUTED_TRANSACTIONS);
    }
}
