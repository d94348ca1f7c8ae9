// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.Connection;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.Sender;
import io.lepton.amqp.SentDelivery;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.types.AmqpException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code send}: sends the messages on standard input in order, and tells the outcome of each as soon as it is known. */
public final class SendCall extends ClientCall {

    /** How much of the memory may hold messages that wait for credit. */
    private static final int SHARE_OF_MEMORY = 4;

    private static final long MOST_BYTES = 64L << 20;

    private final @Nullable String address;
    private final boolean presettled;
    private final int window;
    private final MessageInput input;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private @Nullable Sender sender;
    private boolean opened;
    private long sent;
    private long outstanding;

    /**
     * A call that sends to an address.
     *
     * @param address where to; null: where each message's {@code to} says
     * @param presettled whether to send settled
     * @param window how many messages may be without an outcome
     */
    public SendCall(
            PeerEvents events,
            CallSteps steps,
            JsonLines lines,
            @Nullable String address,
            boolean presettled,
            int window) {
        super(events, steps);
        this.address = address;
        this.presettled = presettled;
        this.window = window;
        this.input = new MessageInput(lines, this, window, this::take, this::endIfDone);
    }

    @Override
    void begin(Connection made) {
        long bytes = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
        sender = sender(made, address, options -> {
            options.maxQueued(window).maxQueuedBytes(bytes);
            if (presettled) {
                options.atMostOnce();
            } else {
                options.atLeastOnce();
            }
        });
        input.start();
    }

    @Override
    public void onLinkOpened(LinkEvent event) {
        steps().post(() -> {
            opened = true;
            endIfDone();
        });
    }

    private void take(Message message) {
        waiting.add(message);
        sendWaiting();
    }

    /** Sends what is to be sent; what the sender has no room for now waits until it has. */
    private void sendWaiting() {
        Message next = waiting.peek();
        while (next != null && trySend(next)) {
            waiting.remove();
            next = waiting.peek();
        }
    }

    private boolean trySend(Message message) {
        Sender open = sender;
        if (open == null) {
            return false;
        }
        SentDelivery delivery;
        try {
            delivery = open.send(message);
        } catch (IllegalArgumentException e) {
            throw new InputException("a message cannot be encoded: " + e.getMessage(), e);
        } catch (IllegalStateException closed) {
            // the step that tells why is on its way
            return false;
        }
        CompletionStage<@Nullable Outcome> outcome = delivery.outcome();
        Throwable refusal = failureOf(outcome.toCompletableFuture());
        if (outstanding > 0 && refusal != null && hadNoRoom(refusal)) {
            return false;
        }
        outstanding++;
        long index = sent++;
        outcome.whenComplete((told, failure) -> steps().post(() -> tellOutcome(index, told, failure)));
        return true;
    }

    /** What an outcome has failed with already; null if it has not. */
    private static @Nullable Throwable failureOf(CompletableFuture<@Nullable Outcome> outcome) {
        return outcome.isCompletedExceptionally()
                ? outcome.handle((told, failure) -> failure).join()
                : null;
    }

    private void tellOutcome(long index, @Nullable Outcome outcome, @Nullable Throwable failure) {
        if (failure != null && lostWithLink(failure)) {
            return;
        }
        outstanding--;
        if (failure instanceof AmqpException known) {
            tell(PeerError.of(known, false));
        } else if (failure != null) {
            tell(PeerError.unexpected(failure));
        } else {
            events().event("outcome", json -> {
                json.writeNumberField("index", index);
                json.writeStringField("state", Outcomes.name(outcome));
                json.writeStringField("condition", conditionOf(outcome));
            });
        }
        input.leave();
        sendWaiting();
        endIfDone();
    }

    private static @Nullable String conditionOf(@Nullable Outcome outcome) {
        return outcome instanceof Rejected rejected && rejected.error() != null
                ? rejected.error().condition().toString()
                : null;
    }

    private void endIfDone() {
        if (input.ended() && opened && waiting.isEmpty() && outstanding == 0) {
            end();
        }
    }

    /** What was wrong in the input is told once all that was right has been seen off. */
    @Override
    void finished() {
        if (!input.tellMistake()) {
            events().event("done", json -> json.writeNumberField("sent", sent));
        }
    }
}
