// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Choices that the application makes inside a lambda. They are fixed when the lambda has returned; what keeps a
 * reference to them and changes them later is told so.
 */
abstract sealed class Options permits ContainerOptions, PeerOptions, ReconnectOptions, SessionOptions, LinkOptions {

    private static final Duration CENTURY = Duration.ofDays(36_525);

    private boolean fixed;

    Options() {}

    /** Lets the application choose, checks what it chose and fixes it. */
    static <O extends Options> O choose(O options, Consumer<? super O> choices) {
        choices.accept(options);
        options.check();
        ((Options) options).fixed = true;
        return options;
    }

    /** Checks what only the whole of the choices can tell. */
    void check() {}

    /** To be called before each change. */
    final void change() {
        if (fixed) {
            throw new IllegalStateException("options are fixed once the lambda that chose them has returned");
        }
    }

    /** A duration that timers can count: what is longer than a century is as good as one. */
    static Duration atMostYears(Duration duration) {
        return duration.compareTo(CENTURY) > 0 ? CENTURY : duration;
    }

    static Duration positive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than zero, not " + duration);
        }
        return atMostYears(duration);
    }

    static int atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
        return value;
    }
}
