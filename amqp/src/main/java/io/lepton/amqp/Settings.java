// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.EngineOptions;
import io.lepton.amqp.engine.FrameListener;
import io.lepton.amqp.protocol.Open;

/** What the options of connections mean to the engine, whoever makes the connection. */
final class Settings {

    private Settings() {}

    /** What both ends have in common; the place is the peer's, for the trace of frames. */
    static void common(EngineOptions.Builder builder, PeerOptions<?> options, String place) {
        FrameListener trace = FrameTracing.to(place);
        if (trace != null) {
            builder.trace(trace);
        }
        builder.outputHighWater(EnginePump.MOST_OUTPUT)
                .maxFrameSize(options.maxFrameSize)
                .channelMax(options.channelMax)
                .idleTimeout(options.heartbeat.toMillis())
                .closeTimeout(options.closeTimeout.toMillis());
    }

    static Open.Builder open(String containerId, PeerOptions<?> options) {
        return Open.builder(containerId)
                .offeredCapabilities(options.offeredCapabilities)
                .desiredCapabilities(options.desiredCapabilities)
                .properties(options.properties);
    }
}
