// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that arrived. Unless the handler says otherwise the message is accepted once the handler has returned.
 *
 * <p>Every method may be called from any thread. The first outcome counts: a second, different one is an
 * {@link IllegalStateException}.
 */
public interface MessageEvent extends DeliveryEvent, ReceiverEvent {

    /**
     * The message. Its sections are decoded when they are asked for.
     *
     * @throws AmqpException if the bytes are no AMQP message; the delivery is then rejected with
     *     {@code amqp:decode-error} unless the handler catches the exception and says otherwise
     */
    Message message();

    /** The delivery that carried the message; it is this event. */
    @Override
    ReceivedDelivery delivery();

    /** Takes responsibility for the message (part 3, 3.4.2) and settles it. */
    void accept();

    /** Declares the message invalid, without a reason (part 3, 3.4.3). */
    void reject();

    /** Declares the message invalid for this reason (part 3, 3.4.3). */
    void reject(ErrorCondition reason);

    /** Gives the message back untouched: it was not and will not be acted upon (part 3, 3.4.4). */
    void release();

    /**
     * Gives the message back changed (part 3, 3.4.5).
     *
     * @param deliveryFailed whether this counts as a failed attempt to deliver
     * @param undeliverableHere whether it must not be sent to this link again
     */
    void modify(boolean deliveryFailed, boolean undeliverableHere);

    /**
     * Gives the message back changed (part 3, 3.4.5).
     *
     * @param deliveryFailed whether this counts as a failed attempt to deliver
     * @param undeliverableHere whether it must not be sent to this link again
     * @param annotations what to merge into the message's annotations; may be empty
     */
    void modify(boolean deliveryFailed, boolean undeliverableHere, Map<Symbol, @Nullable Object> annotations);

    /** Forgets the delivery without stating an outcome, or with the one stated before. */
    void settle();
}
