// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.FrameListener;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows every frame as a line, secrets masked: by a logger at the level TRACE, or on standard error if the environment says
 * {@code LEPTON_TRACE=frame}. Asked once for each attempt to be connected; a connection without a trace pays nothing.
 */
final class FrameTracing {

    /** The logger's name. */
    static final String LOGGER = "io.lepton.amqp.frames";

    /** What to trace, separated by commas; there is only {@code frame}. */
    static final String VARIABLE = "LEPTON_TRACE";

    private static final Logger FRAMES = LoggerFactory.getLogger(LOGGER);
    private static final boolean TO_STDERR = wanted(System.getenv(VARIABLE));

    private FrameTracing() {}

    static boolean wanted(@Nullable String value) {
        return value != null
                && Arrays.stream(value.split(",")).map(String::trim).anyMatch("frame"::equalsIgnoreCase);
    }

    /** The listener for a connection with this peer; null if nobody wants to see its frames. */
    static @Nullable FrameListener to(String peer) {
        return to(peer, TO_STDERR, System.err::println);
    }

    static @Nullable FrameListener to(String peer, boolean printed, Consumer<String> printer) {
        boolean logged = FRAMES.isTraceEnabled();
        if (!logged && !printed) {
            return null;
        }
        return FrameListener.toLines(line -> {
            if (logged) {
                FRAMES.trace("{} {}", peer, line);
            }
            if (printed) {
                printer.accept(peer + " " + line);
            }
        });
    }
}
