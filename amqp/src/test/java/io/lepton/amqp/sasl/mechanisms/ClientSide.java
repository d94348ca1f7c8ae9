// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import io.lepton.amqp.engine.SaslClientMechanism;
import io.lepton.amqp.engine.SaslClientReply;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a client's mechanism as the engine does, and waits for its answers. */
record ClientSide(SaslClientMechanism mechanism) {

    /** What it wants to send, or why it gives up. */
    record Answer(byte @Nullable [] response, @Nullable String failure) {

        String text() {
            if (failure != null || response == null) {
                throw new AssertionError("no response, but " + failure);
            }
            return new String(response, StandardCharsets.UTF_8);
        }
    }

    Answer start() {
        return ask(mechanism::start);
    }

    Answer challenge(String challenge) {
        return ask(reply -> mechanism.challenge(challenge.getBytes(StandardCharsets.UTF_8), reply));
    }

    @Nullable
    String objection(@Nullable String additionalData) {
        return mechanism.objection(additionalData == null ? null : additionalData.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer ask(Consumer<SaslClientReply> question) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        question.accept(new SaslClientReply() {
            @Override
            public void respond(byte @Nullable [] response) {
                answer.complete(new Answer(response, null));
            }

            @Override
            public void fail(String reason) {
                answer.complete(new Answer(null, reason));
            }
        });
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
