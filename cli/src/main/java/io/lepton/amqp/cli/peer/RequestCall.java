// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.Connection;
import io.lepton.amqp.DisconnectedEvent;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.LinkLostEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.Receiver;
import io.lepton.amqp.Sender;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.AmqpException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code request}: sends the messages on standard input with a dynamic address to reply to, and prints what comes back there.
 * A response belongs to the request whose correlation-id, or else message-id, it bears; one that bears none belongs to the
 * oldest request without a response.
 */
public final class RequestCall extends ClientCall {

    /** How many requests may be without a response. */
    private static final int WINDOW = 100;

    private final @Nullable String address;
    private final Consumer<String> notes;
    private final MessageInput input;
    /** The requests without a response, by their index. */
    private final Map<Long, MessageInput.Item> unanswered = new LinkedHashMap<>();

    private @Nullable Sender sender;
    private @Nullable String replyTo;
    private boolean open;
    private long count;

    /**
     * A call that sends to an address.
     *
     * @param address where to; null: where each message's {@code to} says
     * @param notes takes what a person may want to know
     */
    public RequestCall(
            PeerEvents events, CallSteps steps, JsonLines lines, @Nullable String address, Consumer<String> notes) {
        super(events, steps);
        this.address = address;
        this.notes = notes;
        this.input = new MessageInput(lines, this, WINDOW, this::take, this::endIfDone);
    }

    @Override
    void begin(Connection made) {
        receiver(made, null, options -> options.dynamic().creditWindow(WINDOW));
        // after a loss it is from here that requests go again: they need the new address
        sender = sender(made, address, options -> options.atLeastOnce().resend(false));
        input.start();
    }

    /** With both links open, requests can go; if the links are back, those without a response go again. */
    @Override
    public void onLinkOpened(LinkEvent event) {
        Receiver replies = event.receiver();
        String fresh = replies == null ? null : replies.address();
        steps().post(() -> {
            if (replies == null) {
                open = true;
            } else if (fresh == null) {
                fail(new PeerError(AmqpError.INVALID_FIELD.toString(), "the peer made no address for replies", false));
                return;
            } else {
                replyTo = fresh;
            }
            if (ready()) {
                unanswered.forEach(this::send);
                endIfDone();
            }
        });
    }

    @Override
    public void onLinkLost(LinkLostEvent event) {
        boolean replies = event.link() instanceof Receiver;
        steps().post(() -> {
            open &= replies;
            replyTo = replies ? null : replyTo;
        });
    }

    @Override
    public void onDisconnected(DisconnectedEvent event) {
        steps().post(() -> {
            open = false;
            replyTo = null;
        });
    }

    private boolean ready() {
        return open && replyTo != null;
    }

    private void take(MessageInput.Item item) {
        if (correlation(item) == null) {
            item.message().id(UUID.randomUUID().toString());
        }
        long index = count++;
        unanswered.put(index, item);
        if (ready()) {
            send(index, item);
        }
    }

    private static @Nullable Object correlation(MessageInput.Item request) {
        Object id = request.message().correlationId();
        return id == null ? request.message().id() : id;
    }

    private void send(long index, MessageInput.Item item) {
        Sender link = sender;
        if (link == null) {
            return;
        }
        Message message = item.message().replyTo(replyTo);
        try {
            link.send(message)
                    .outcome()
                    .whenComplete((outcome, failure) -> steps().post(() -> told(index, outcome, failure)));
        } catch (IllegalStateException closed) {
            // the step that tells why is on its way
        }
    }

    /** A request that nobody took gets no response. One that was lost with its link goes again if that comes back. */
    private void told(long index, @Nullable Outcome outcome, @Nullable Throwable failure) {
        if (failure != null && lostWithLink(failure)) {
            return;
        }
        if (failure instanceof AmqpException known) {
            giveUp(index, PeerError.of(known, false));
        } else if (failure != null) {
            giveUp(index, PeerError.unexpected(failure));
        } else if (outcome instanceof Rejected rejected && rejected.error() != null) {
            giveUp(index, PeerError.told(rejected.error(), "request " + index + " was rejected: "));
        } else if (outcome != null && !(outcome instanceof Accepted)) {
            String text = "request " + index + " was " + Outcomes.name(outcome);
            giveUp(index, new PeerError(AmqpError.PRECONDITION_FAILED.toString(), text, true));
        }
    }

    private void giveUp(long index, PeerError why) {
        MessageInput.Item request = unanswered.remove(index);
        if (request != null) {
            tell(why);
            input.leave(request);
            endIfDone();
        }
    }

    @Override
    public void onMessage(MessageEvent event) {
        steps().post(() -> answered(event));
    }

    private void answered(MessageEvent event) {
        Message response = readable(event);
        if (response != null) {
            Long index = indexOf(response.correlationId());
            MessageInput.Item request = index == null ? null : unanswered.remove(index);
            if (index == null || request == null) {
                notes.accept("a response to no request that is open: correlation-id " + response.correlationId());
            } else {
                print(index, response);
                input.leave(request);
            }
            event.accept();
        }
        endIfDone();
    }

    private void print(long index, Message response) {
        events().event("response", json -> {
            json.writeNumberField("index", index);
            json.writeFieldName("message");
            MessageWriter.write(json, response);
        });
    }

    private @Nullable Long indexOf(@Nullable Object correlation) {
        for (Map.Entry<Long, MessageInput.Item> request : unanswered.entrySet()) {
            if (correlation == null || correlation.equals(correlation(request.getValue()))) {
                return request.getKey();
            }
        }
        return null;
    }

    private void endIfDone() {
        if (input.ended() && ready() && unanswered.isEmpty()) {
            end();
        }
    }

    @Override
    void finished() {
        input.tellMistake();
    }
}
