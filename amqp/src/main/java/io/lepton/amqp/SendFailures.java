// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.LinkError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of the sends of one sender that they failed: why, to whoever waits for the outcome, and to the handler. Many may fail
 * before the loop comes to it, and one task tells of all. May be used by any thread, but for {@link #failAll}.
 */
final class SendFailures {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private record Failure(SentDelivery delivery, DeliveryException cause) {}

    private final Sender sender;
    private final Queue<Failure> untold = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean telling = new AtomicBoolean();

    SendFailures(Sender sender) {
        this.sender = sender;
    }

    /** Fails one inside a call, or a callback, of the application: its handler is told later, unless all is over by then. */
    void fail(SentDelivery delivery, DeliveryException cause) {
        if (delivery.fail(cause)) {
            untold.add(new Failure(delivery, cause));
            if (telling.compareAndSet(false, true)) {
                sender.connection().work().later(this::tellAll);
            }
        }
    }

    private void tellAll() {
        telling.set(false); // before the first look, so that nothing can come in between and be forgotten
        List<Failure> known = new ArrayList<>();
        for (Failure next = untold.poll(); next != null; next = untold.poll()) {
            known.add(next);
        }
        for (Failure failure : known) {
            if (!sender.connection().life().over()) {
                tell(failure);
            }
        }
    }

    private void tell(Failure failure) {
        Callbacks.raise(
                sender.handler(),
                MessagingHandler::onDeliveryFailed,
                new Events.OfFailedDelivery(failure.delivery(), failure.cause()));
    }

    /** Fails what the end of the link, or the loss of its connection, left without an outcome, and tells at once. */
    void failAll(List<SentDelivery> lost, @Nullable AmqpException cause) {
        String why = cause == null ? "closed" : cause.getMessage();
        if (sender.accepted()) {
            LOG.debug("{}: {} messages have no outcome: {}", sender, lost.size(), why);
        } else {
            LOG.warn("{}: {} messages have no outcome: {}", sender, lost.size(), why);
        }
        for (SentDelivery delivery : lost) {
            DeliveryException failure = ended(delivery, cause);
            if (delivery.fail(failure)) {
                tell(new Failure(delivery, failure));
            }
        }
    }

    /** Fails one because its sender has ended. */
    void failEnded(SentDelivery delivery) {
        fail(delivery, ended(delivery, null));
    }

    private DeliveryException ended(SentDelivery delivery, @Nullable AmqpException cause) {
        boolean inDoubt = delivery.inDoubt();
        String text = inDoubt
                ? sender + " ended before the outcome of a message was known: it may have arrived"
                : sender + " ended before a message was sent";
        ErrorCondition condition = ErrorCondition.of(AmqpError.ILLEGAL_STATE, text);
        return new DeliveryException(text, cause == null ? condition : cause.condition(), inDoubt, cause);
    }

    /** Fails one that is larger than the receiver takes. */
    void failTooLarge(SentDelivery delivery, long limit) {
        String text =
                "a message of " + delivery.size() + " bytes is larger than the " + limit + " that the receiver takes";
        fail(
                delivery,
                new DeliveryException(text, ErrorCondition.of(LinkError.MESSAGE_SIZE_EXCEEDED, text), false, null));
    }

    /** Fails one that has been without an outcome for too long. */
    void failTimedOut(SentDelivery delivery, boolean inDoubt, Duration limit) {
        AmqpTimeoutException cause = Failures.timedOut("sending a message by " + sender, limit);
        String text = sender + " got no outcome of a message within " + limit.toMillis() + " ms: "
                + (inDoubt ? "it may have arrived" : "it was not sent");
        LOG.warn("{}: {}", sender.connection(), text);
        fail(delivery, new DeliveryException(text, cause.condition(), inDoubt, cause));
    }
}
