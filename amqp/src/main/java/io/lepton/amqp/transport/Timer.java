// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

/** A task that waits for its time on an {@link EventLoop}. */
public interface Timer {

    /** Takes the task back; false if it ran already, runs now or was cancelled before. May be called from any thread. */
    boolean cancel();
}
