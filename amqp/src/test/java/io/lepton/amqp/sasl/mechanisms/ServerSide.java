// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import io.lepton.amqp.engine.SaslServerMechanism;
import io.lepton.amqp.engine.SaslServerReply;
import io.lepton.amqp.protocol.SaslCode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a listener's mechanism as the engine does, and waits for its answers. */
record ServerSide(SaslServerMechanism mechanism) {

    /** What it does with the client: a challenge if there is no code. */
    record Answer(
            @Nullable SaslCode code,
            @Nullable String identity,
            @Nullable String data,
            @Nullable String reason) {

        String challenge() {
            if (code != null || data == null) {
                throw new AssertionError("no challenge, but " + this);
            }
            return data;
        }
    }

    Answer start(@Nullable String initialResponse) {
        return ask(reply -> mechanism.start(bytes(initialResponse), reply));
    }

    Answer response(String response) {
        return response(response.getBytes(StandardCharsets.UTF_8));
    }

    Answer response(byte[] response) {
        return ask(reply -> mechanism.response(response, reply));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static Answer ask(Consumer<SaslServerReply> question) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        question.accept(new SaslServerReply() {
            @Override
            public void challenge(byte[] challenge) {
                answer.complete(new Answer(null, null, text(challenge), null));
            }

            @Override
            public void accept(@Nullable String identity, byte @Nullable [] data) {
                answer.complete(new Answer(SaslCode.OK, identity, data == null ? null : text(data), null));
            }

            @Override
            public void refuse(SaslCode code, String reason) {
                answer.complete(new Answer(code, null, null, reason));
            }
        });
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
