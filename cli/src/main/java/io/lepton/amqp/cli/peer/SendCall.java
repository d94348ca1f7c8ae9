// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.Connection;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.Sender;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.types.AmqpException;
import org.jspecify.annotations.Nullable;

/** {@code send}: sends the messages on standard input in order, and tells the outcome of each as soon as it is known. */
public final class SendCall extends ClientCall {

    private final @Nullable String address;
    private final boolean presettled;
    private final int window;
    private final MessageInput input;
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
        sender = sender(made, address, options -> {
            options.maxQueued(window).maxQueuedBytes(Long.MAX_VALUE); // the input has its own limit
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

    private void take(MessageInput.Item item) {
        Sender open = sender;
        if (open == null) {
            return;
        }
        outstanding++;
        long index = sent++;
        try {
            open.send(item.message())
                    .outcome()
                    .whenComplete((told, failure) -> steps().post(() -> tellOutcome(index, item, told, failure)));
        } catch (IllegalStateException closed) {
            // the step that tells why is on its way
        }
    }

    private void tellOutcome(
            long index, MessageInput.Item item, @Nullable Outcome outcome, @Nullable Throwable failure) {
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
        input.leave(item);
        endIfDone();
    }

    private static @Nullable String conditionOf(@Nullable Outcome outcome) {
        return outcome instanceof Rejected rejected && rejected.error() != null
                ? rejected.error().condition().toString()
                : null;
    }

    private void endIfDone() {
        if (input.ended() && opened && outstanding == 0) {
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
