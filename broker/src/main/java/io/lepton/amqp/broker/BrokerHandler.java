// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.DeliveryEvent;
import io.lepton.amqp.Link;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.ListenerErrorEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.OutcomeEvent;
import io.lepton.amqp.Receiver;
import io.lepton.amqp.Sender;
import io.lepton.amqp.SenderEvent;
import io.lepton.amqp.SessionEvent;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Coordinator;
import io.lepton.amqp.protocol.DistributionMode;
import io.lepton.amqp.protocol.LifetimePolicy;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import io.lepton.amqp.protocol.Terminus;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins links to queues. All its callbacks run on the broker's one loop, so nothing here needs a lock. */
final class BrokerHandler implements MessagingHandler {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerHandler.class);

    /** Credit for each sender: enough that a fast one never waits for the next grant. */
    private static final int CREDIT_WINDOW = 1000;

    private static final ErrorCondition NO_TO = ErrorCondition.of(
            AmqpError.PRECONDITION_FAILED, "a message on a link to no address needs its own, in \"to\"");

    private final Addresses addresses;
    private final BrokerOptions options;
    private final DeadLetters deadLetters;
    private final Map<Sender, Subscription> subscriptions = new HashMap<>();
    /** Where each link puts its messages; null for a link to no address, which goes by the message's own. */
    private final Map<Receiver, @Nullable Queue> producers = new HashMap<>();

    private final Map<Link, Queue> dynamicNodes = new HashMap<>();

    BrokerHandler(Addresses addresses, BrokerOptions options) {
        this.addresses = addresses;
        this.options = options;
        this.deadLetters = new DeadLetters(addresses);
    }

    /** {@link Broker#start} throws it. */
    @Override
    public void onListenerError(ListenerErrorEvent event) {}

    @Override
    public void onLinkOpening(LinkEvent event) {
        if (event.link() instanceof Sender sender) {
            openSubscription(sender);
        } else if (event.link() instanceof Receiver receiver) {
            openProducer(receiver);
        }
    }

    private void openSubscription(Sender sender) {
        Source source = sender.remoteSource();
        String address = source == null ? null : source.address();
        boolean dynamic = source != null && source.dynamic();
        if (source == null || (address == null && !dynamic)) {
            sender.close(ErrorCondition.of(AmqpError.INVALID_FIELD, "a source needs an address, or must be dynamic"));
            return;
        }
        if (source.distributionMode() == DistributionMode.COPY) {
            sender.close(ErrorCondition.of(AmqpError.NOT_IMPLEMENTED, "this broker's queues cannot be browsed"));
            return;
        }
        ErrorCondition obstacle =
                dynamic || address == null ? addresses.obstacleToOneMore() : addresses.obstacle(address);
        if (obstacle != null) {
            sender.close(obstacle);
            return;
        }
        Queue queue = dynamic || address == null ? dynamicNode(sender, Answers.policy(source)) : addresses.get(address);
        Subscription subscription = new Subscription(queue, sender, deadLetters);
        subscriptions.put(sender, subscription);
        queue.subscribe(subscription);
        sender.open(link -> link.source(answer -> Answers.to(source, queue.address(), answer)));
    }

    private void openProducer(Receiver receiver) {
        Terminus terminus = receiver.remoteTerminus();
        if (terminus instanceof Coordinator) {
            receiver.close(ErrorCondition.of(AmqpError.NOT_IMPLEMENTED, "this broker has no transactions"));
        } else if (terminus instanceof Target target) {
            openProducer(receiver, target);
        } else {
            receiver.close(ErrorCondition.of(AmqpError.INVALID_FIELD, "a target is needed"));
        }
    }

    private void openProducer(Receiver receiver, Target target) {
        String address = target.dynamic() ? null : target.address();
        ErrorCondition obstacle = null;
        if (target.dynamic()) {
            obstacle = addresses.obstacleToOneMore();
        } else if (address != null) {
            obstacle = addresses.obstacle(address);
        }
        if (obstacle != null) {
            receiver.close(obstacle);
            return;
        }
        Queue queue = address == null ? null : addresses.get(address);
        if (target.dynamic()) {
            queue = dynamicNode(receiver, Answers.policy(target));
        }
        openProducer(receiver, target, queue);
    }

    /** Opens a link to a queue; null: to no address. */
    private void openProducer(Receiver receiver, Target target, @Nullable Queue queue) {
        producers.put(receiver, queue);
        if (queue != null) {
            queue.addProducer(receiver);
        }
        receiver.open(link -> link.creditWindow(CREDIT_WINDOW)
                .maxMessageSize(options.maxMessageSize())
                .target(answer -> Answers.to(target, queue == null ? null : queue.address(), answer)));
    }

    private Queue dynamicNode(Link link, LifetimePolicy policy) {
        Queue queue = addresses.createDynamic(policy);
        dynamicNodes.put(link, queue);
        return queue;
    }

    @Override
    public void onSendable(SenderEvent event) {
        Subscription subscription = subscriptions.get(event.sender());
        if (subscription != null) {
            subscription.queue().sendable(subscription);
            addresses.tidy(subscription.queue());
        }
    }

    @Override
    public void onMessage(MessageEvent event) {
        Queue queue = producers.get(event.receiver());
        if (queue != null) {
            put(event, queue);
            return;
        }
        Message message = event.message();
        String to = message.messageFormat() == 0 ? message.to() : null;
        ErrorCondition obstacle = to == null ? NO_TO : addresses.obstacle(to);
        if (to == null || obstacle != null) {
            refuse(event, obstacle == null ? NO_TO : obstacle);
        } else {
            put(event, addresses.get(to));
        }
    }

    private void put(MessageEvent event, Queue queue) {
        try {
            ErrorCondition obstacle =
                    queue.put(event.message(), event.delivery().size());
            if (obstacle == null) {
                event.accept(); // whatever the callback does: it is stored
                options.onStored().accept(queue.address(), event);
            } else {
                refuse(event, obstacle);
            }
        } finally {
            addresses.tidy(queue);
        }
    }

    /** Who sends settled does not hear of it, so the log does. */
    private static void refuse(MessageEvent event, ErrorCondition why) {
        if (event.delivery().settled()) {
            LOG.warn("dropped a message that was sent settled: {}", why);
        }
        event.reject(why);
    }

    @Override
    public void onAccepted(OutcomeEvent event) {
        outcome(event);
    }

    @Override
    public void onRejected(OutcomeEvent event) {
        outcome(event);
    }

    @Override
    public void onReleased(OutcomeEvent event) {
        outcome(event);
    }

    @Override
    public void onSettled(DeliveryEvent event) {
        if (event instanceof OutcomeEvent outcome) {
            outcome(outcome);
        }
    }

    private void outcome(OutcomeEvent event) {
        Subscription subscription = subscriptions.get(event.sender());
        if (subscription != null) {
            subscription.outcome(event.delivery());
            addresses.tidy(subscription.queue());
        }
    }

    @Override
    public void onLinkClosed(LinkEvent event) {
        forget(event.link());
    }

    /** A session takes its links with it. */
    @Override
    public void onSessionClosed(SessionEvent event) {
        forget(link -> link.session() == event.session());
    }

    /** A connection takes its links with it. */
    @Override
    public void onConnectionClosed(ConnectionEvent event) {
        forget(link -> link.connection() == event.connection());
    }

    private void forget(Predicate<Link> which) {
        Stream.concat(subscriptions.keySet().stream(), producers.keySet().stream())
                .filter(which)
                .toList()
                .forEach(this::forget);
    }

    private void forget(Link link) {
        Queue owned = dynamicNodes.remove(link);
        if (owned != null) {
            owned.ownerGone();
        }
        Queue used = null;
        if (link instanceof Sender sender) {
            Subscription subscription = subscriptions.remove(sender);
            if (subscription != null) {
                subscription.end();
                used = subscription.queue();
            }
        } else if (link instanceof Receiver receiver) {
            used = producers.remove(receiver);
            if (used != null) {
                used.removeProducer(receiver);
            }
        }
        if (used != null) {
            addresses.tidy(used);
        }
    }
}
