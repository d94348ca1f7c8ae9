// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.protocol.SaslFrame;
import io.lepton.amqp.protocol.SaslFrames;
import org.jspecify.annotations.Nullable;

/** Joins the SASL layer to the engine. */
final class EngineSasl implements SaslSink {

    private final Engine engine;

    EngineSasl(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void write(SaslFrame body) {
        engine.writer().writeSasl(body);
    }

    @Override
    public void succeeded() {
        engine.listener().onAuthenticated(engine);
        engine.input().authenticated();
    }

    @Override
    public void failed(SaslFailure failure) {
        engine.listener().onAuthenticationFailed(engine, failure);
        engine.fail(failure.condition());
    }

    @Override
    public void resumed() {
        engine.input().answered();
    }

    /** Tells the trace what a frame holds, if it holds anything; reading it for real is the layer's. */
    static void trace(@Nullable FrameListener trace, Buffer body) {
        if (trace == null) {
            return;
        }
        int start = body.readIndex();
        String text;
        try {
            text = body.readable() == 0
                    ? "empty"
                    : SaslFrames.read(body, DecodeLimits.UNAUTHENTICATED).toString();
        } catch (DecodeException e) {
            text = "unreadable: " + e.condition();
        }
        body.readIndex(start);
        trace.onFrame(FrameListener.Direction.IN, 0, text, 0);
    }
}
