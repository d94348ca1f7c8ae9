// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

/** A task that waits for its time. */
public interface Cancellable {

    /** Takes the task back; false if it has run, is running or was cancelled before. May be called from any thread. */
    boolean cancel();
}
