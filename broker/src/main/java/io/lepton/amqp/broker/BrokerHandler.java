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
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import io.lepton.amqp.protocol.Terminus;
import io.lepton.amqp.protocol.TerminusDurability;
import io.lepton.amqp.protocol.TerminusExpiryPolicy;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Joins links to queues. All its callbacks run on the broker's one loop, so nothing here needs a lock. */
final class BrokerHandler implements MessagingHandler {

    /** Credit for each sender: enough that a fast one never waits for the next grant. */
    private static final int CREDIT_WINDOW = 1000;

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
        Queue queue = dynamic || address == null ? dynamicNode(sender) : addresses.get(address);
        subscriptions.put(sender, new Subscription(queue, sender, deadLetters));
        // the answer says what there is: no filters, and nothing that outlives the link
        sender.open(link -> link.source(s -> s.address(queue.address())
                .filter(Map.of())
                .durable(TerminusDurability.NONE)
                .expiryPolicy(TerminusExpiryPolicy.LINK_DETACH)));
    }

    private void openProducer(Receiver receiver) {
        Terminus terminus = receiver.remoteTerminus();
        if (terminus instanceof Coordinator) {
            receiver.close(ErrorCondition.of(AmqpError.NOT_IMPLEMENTED, "this broker has no transactions"));
        } else if (terminus instanceof Target target) {
            String address = target.address();
            Queue queue = target.dynamic() ? dynamicNode(receiver) : address == null ? null : addresses.get(address);
            producers.put(receiver, queue);
            receiver.open(link -> {
                link.creditWindow(CREDIT_WINDOW).maxMessageSize(options.maxMessageSize());
                if (queue != null) {
                    link.target(t -> t.address(queue.address()));
                }
            });
        } else {
            receiver.close(ErrorCondition.of(AmqpError.INVALID_FIELD, "a target is needed"));
        }
    }

    private Queue dynamicNode(Link link) {
        Queue queue = addresses.createDynamic();
        dynamicNodes.put(link, queue);
        return queue;
    }

    @Override
    public void onLinkOpened(LinkEvent event) {
        if (event.link() instanceof Sender sender) {
            Subscription subscription = subscriptions.get(sender);
            if (subscription != null) {
                subscription.queue().subscribe(subscription);
            }
        }
    }

    @Override
    public void onSendable(SenderEvent event) {
        Subscription subscription = subscriptions.get(event.sender());
        if (subscription != null) {
            subscription.queue().dispatch();
        }
    }

    @Override
    public void onMessage(MessageEvent event) {
        Queue queue = producers.get(event.receiver());
        Message message = event.message();
        if (queue == null) {
            String to = message.messageFormat() == 0 ? message.to() : null;
            if (to == null) {
                event.reject(ErrorCondition.of(
                        AmqpError.PRECONDITION_FAILED, "a message on a link to no address needs its own, in \"to\""));
                return;
            }
            queue = addresses.get(to);
        }
        String obstacle = queue.put(message, event.delivery().size());
        if (obstacle == null) {
            options.onStored().accept(queue.address(), event);
        } else {
            event.reject(ErrorCondition.of(AmqpError.RESOURCE_LIMIT_EXCEEDED, obstacle));
        }
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
            subscription.outcome(event.delivery(), event.delivery().remoteState());
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
        Queue node = dynamicNodes.remove(link);
        if (link instanceof Sender sender) {
            Subscription subscription = subscriptions.remove(sender);
            if (subscription != null) {
                subscription.end();
            }
        } else if (link instanceof Receiver receiver) {
            producers.remove(receiver);
        }
        if (node != null) {
            addresses.remove(node);
        }
    }
}
