// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.ConnectionOptions;
import io.lepton.amqp.ReconnectOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and how a script's connection comes back. */
final class ReconnectChoice {

    @Option(names = "--reconnect", description = "Connect again when the connection is lost. Default: no.")
    boolean reconnect;

    @Option(
            names = "--reconnect-delay",
            paramLabel = "MS",
            description = "The first delay, in milliseconds. Default: 100.")
    private @Nullable Long delay;

    @Option(
            names = "--reconnect-max-delay",
            paramLabel = "MS",
            description = "The longest delay, in milliseconds. Default: 10000.")
    private @Nullable Long maxDelay;

    @Option(
            names = "--reconnect-attempts",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many attempts in a row; 0, the default: no limit.")
    private int attempts;

    /** Puts these choices into a connection's options. */
    void into(ConnectionOptions options) {
        if (reconnect) {
            options.reconnect(this::into);
        } else if (delay != null || maxDelay != null || attempts != 0) {
            throw new IllegalArgumentException("--reconnect-... needs --reconnect");
        }
    }

    private void into(ReconnectOptions options) {
        if (delay != null) {
            options.initialDelay(millis("--reconnect-delay", delay));
            // of one that is named alone, the other's default must not make nonsense
            options.maxDelay(millis("--reconnect-max-delay", Math.max(delay, 10_000)));
        }
        if (maxDelay != null) {
            Duration most = millis("--reconnect-max-delay", maxDelay);
            options.maxDelay(most);
            if (delay == null && maxDelay < 100) {
                options.initialDelay(most);
            }
        }
        options.maxAttempts(Counts.atLeast(0, "--reconnect-attempts", attempts));
    }

    /** A delay of none is the shortest there is. */
    private static Duration millis(String option, long value) {
        return Duration.ofMillis(Math.max(1, Counts.atLeast(0, option, value)));
    }
}
