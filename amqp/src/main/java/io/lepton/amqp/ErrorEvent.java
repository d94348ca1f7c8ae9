// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import org.jspecify.annotations.Nullable;

/** Code of the application threw: a callback of a handler, a task or a timer. */
public interface ErrorEvent extends Event {

    /** What it threw. */
    Throwable cause();

    /** The event that was being handled; null if it was a task or a timer. */
    @Nullable
    Event event();
}
