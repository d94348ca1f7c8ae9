// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.Connection;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.message.Section;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code respond}: sends the body of each request back to where it wants its response, and accepts the request once the
 * response is accepted. A request that cannot be answered is rejected with the reason; others go on.
 */
public final class RespondCall extends ClientCall {

    private final String address;
    private final Consumer<String> notes;
    private @Nullable ReplySenders replies;

    /**
     * A call that takes requests from an address.
     *
     * @param notes takes what a person may want to know
     */
    public RespondCall(PeerEvents events, CallSteps steps, String address, Consumer<String> notes) {
        super(events, steps);
        this.address = address;
        this.notes = notes;
    }

    @Override
    void begin(Connection made) {
        replies = new ReplySenders(made);
        receiver(made, address, options -> options.atLeastOnce());
    }

    @Override
    public void onMessage(MessageEvent event) {
        steps().post(() -> answer(event));
    }

    private void answer(MessageEvent event) {
        Message request = readable(event);
        ReplySenders senders = replies;
        if (request == null || senders == null) {
            return;
        }
        String replyTo = request.replyTo();
        if (replyTo == null) {
            refuse(event, "a request without reply-to cannot be answered");
            return;
        }
        try {
            senders.send(replyTo, response(request, replyTo))
                    .outcome()
                    .whenComplete((outcome, failure) -> steps().post(() -> answered(event, outcome, failure)));
        } catch (IllegalStateException closed) {
            // the connection is closing, and gives the request back
        }
    }

    /** The same body: its bytes, whether or not one could decode them. */
    private static Message response(Message request, String to) {
        Message response = request.copy();
        for (Section section : Section.values()) {
            if (section != Section.BODY) {
                response.clear(section);
            }
        }
        Object correlation = request.correlationId() == null ? request.id() : request.correlationId();
        return response.to(to).correlationId(correlation);
    }

    private void answered(MessageEvent event, @Nullable Outcome outcome, @Nullable Throwable failure) {
        if (failure != null) {
            refuse(event, "the response could not be delivered: " + failure.getMessage());
        } else if (outcome == null || outcome instanceof Accepted) {
            event.accept();
        } else {
            refuse(event, "the response was " + Outcomes.name(outcome));
        }
    }

    private void refuse(MessageEvent event, String why) {
        notes.accept(why);
        event.reject(ErrorCondition.of(AmqpError.PRECONDITION_FAILED, why));
    }

    @Override
    void stopped() {
        end();
    }

    @Override
    void finished() {}
}
