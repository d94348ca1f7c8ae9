// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.function.Consumer;

/**
 * Is told every frame and every protocol header of a connection, for traces. Called on the thread that drives the engine,
 * for input before it takes effect. Secrets are masked already. No text is made unless there is a listener.
 */
@FunctionalInterface
public interface FrameListener {

    /** Which way something goes. */
    enum Direction {
        /** To the peer. */
        OUT("->"),
        /** From the peer. */
        IN("<-");

        private final String arrow;

        Direction(String arrow) {
            this.arrow = arrow;
        }

        /** {@code ->} or {@code <-}. */
        @Override
        public String toString() {
            return arrow;
        }
    }

    /**
     * A frame.
     *
     * @param direction which way it goes
     * @param channel its channel; 0 for SASL frames, which have none
     * @param body what it carries as one readable line, such as {@code Transfer{handle=0, …}}; {@code empty} for an empty
     *     frame
     * @param payloadSize how many bytes follow the performative
     */
    void onFrame(Direction direction, int channel, String body, int payloadSize);

    /**
     * A protocol header; ignored by default.
     *
     * @param direction which way it goes
     * @param header what it asks for, such as {@code AMQP 1.0.0 with SASL}
     */
    default void onHeader(Direction direction, String header) {}

    /** A listener that makes one line of each, such as {@code -> [0] Transfer{handle=0, …} 112 bytes}. */
    static FrameListener toLines(Consumer<String> lines) {
        return new FrameTrace(lines);
    }
}
