// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.function.Consumer;

/** Lays out frames as lines. */
final class FrameTrace implements FrameListener {

    private final Consumer<String> lines;

    FrameTrace(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void onFrame(Direction direction, int channel, String body, int payloadSize) {
        StringBuilder line = new StringBuilder(body.length() + 32);
        line.append(direction).append(" [").append(channel).append("] ").append(body);
        if (payloadSize > 0) {
            line.append(' ').append(payloadSize).append(payloadSize == 1 ? " byte" : " bytes");
        }
        lines.accept(line.toString());
    }

    @Override
    public void onHeader(Direction direction, String header) {
        lines.accept(direction + " " + header);
    }
}
