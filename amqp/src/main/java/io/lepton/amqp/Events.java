// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The events that are rare enough to be objects of their own. Those that come with every message are the delivery or
 * the link itself.
 */
final class Events {

    private Events() {}

    record OfContainer(Container container) implements ContainerEvent {}

    record OfConnection(Connection connection) implements ConnectionEvent {}

    record OfSession(Session session) implements SessionEvent {}

    record OfLink(Link link) implements LinkEvent {}

    record OfSender(Sender sender) implements SenderEvent {}

    record OfReceiver(Receiver receiver) implements ReceiverEvent {}

    record OfListener(Listener listener) implements ListenerEvent {}

    record OfListenerError(Listener listener, TransportException cause) implements ListenerErrorEvent {}

    record OfError(
            Container container, Throwable cause, @Nullable Event event) implements ErrorEvent {}

    record OfConnectionError(Connection connection, ConnectionException cause) implements ConnectionErrorEvent {
        @Override
        public ErrorCondition condition() {
            return cause.condition();
        }
    }

    record OfSessionError(Session session, SessionException cause) implements SessionErrorEvent {
        @Override
        public ErrorCondition condition() {
            return cause.condition();
        }
    }

    record OfLinkError(Link link, LinkException cause) implements LinkErrorEvent {
        @Override
        public ErrorCondition condition() {
            return cause.condition();
        }
    }

    record OfLostLink(Link link, LinkException cause, Duration delay) implements LinkLostEvent {}

    record OfFailedDelivery(SentDelivery delivery, DeliveryException cause) implements DeliveryFailedEvent {
        @Override
        public Sender sender() {
            return delivery.sender();
        }
    }

    record OfTransportError(Connection connection, AmqpException cause) implements TransportErrorEvent {
        @Override
        public ErrorCondition condition() {
            return cause.condition();
        }
    }

    record OfDisconnection(Connection connection, AmqpException cause, Redial.@Nullable Next next)
            implements DisconnectedEvent {
        @Override
        public boolean willReconnect() {
            return next != null;
        }

        @Override
        public Duration delay() {
            return next == null ? Duration.ZERO : next.delay();
        }

        @Override
        public @Nullable ConnectionUrl url() {
            return next == null ? null : next.url();
        }

        @Override
        public int attempt() {
            return next == null ? 0 : next.number();
        }
    }
}
