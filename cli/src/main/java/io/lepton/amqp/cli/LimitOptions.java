// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.PeerOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a script announces in its open: the options that clients and listeners share. */
final class LimitOptions {

    private static final long MAX_UINT = 0xffff_ffffL;

    /** A peer counts as dead after twice what is announced, and no time is longer than a uint of milliseconds. */
    private static final long LONGEST_IDLE = MAX_UINT / 2;

    @Option(
            names = "--idle-timeout",
            paramLabel = "MS",
            description =
                    "The idle time-out to announce, in milliseconds; the peer counts as dead after twice as long. 0:"
                            + " none. Default: 30000.")
    private @Nullable Long idleTimeout;

    @Option(
            names = "--max-frame-size",
            paramLabel = "BYTES",
            description = "The largest frame to accept, 512 at least.")
    private @Nullable Long maxFrameSize;

    @Option(names = "--channel-max", paramLabel = "N", description = "The highest channel number, 0 to 65535.")
    private @Nullable Integer channelMax;

    @Option(
            names = "--container-id",
            paramLabel = "ID",
            description = "The container's identity; by default a new one.")
    private @Nullable String containerId;

    /**
     * Puts these choices into the options of either end.
     *
     * @throws IllegalArgumentException if AMQP does not permit one
     * @throws InexpressibleException if AMQP permits one that this library has no way to say
     */
    void into(PeerOptions<?> options) {
        if (idleTimeout != null) {
            long millis = inRange("--idle-timeout", 0, idleTimeout);
            if (millis > LONGEST_IDLE) {
                throw new InexpressibleException(
                        "--idle-timeout: more than " + LONGEST_IDLE + " ms cannot be announced; 0 turns it off");
            }
            options.heartbeat(Duration.ofMillis(2 * millis));
        }
        if (maxFrameSize != null) {
            long bytes = inRange("--max-frame-size", 512, maxFrameSize);
            if (bytes > Integer.MAX_VALUE) {
                throw new InexpressibleException(
                        "--max-frame-size: frames of more than " + Integer.MAX_VALUE + " bytes cannot be taken");
            }
            options.maxFrameSize((int) bytes);
        }
        if (channelMax != null) {
            options.channelMax(channelMax);
        }
        if (containerId != null) {
            options.containerId(containerId);
        }
    }

    private static long inRange(String option, long min, long value) {
        if (value < min || value > MAX_UINT) {
            throw new IllegalArgumentException(option + " is " + min + " to " + MAX_UINT + ", not " + value);
        }
        return value;
    }
}
