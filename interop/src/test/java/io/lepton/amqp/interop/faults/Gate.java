// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

/** Whether one direction passes, is held up, or vanishes. Thread-safe. */
final class Gate {
    private boolean held;
    private boolean mute;

    /** Nothing more is read: what is sent fills the buffers of TCP, until the window is zero. */
    synchronized void hold() {
        held = true;
    }

    synchronized void release() {
        held = false;
        notifyAll();
    }

    /** What is sent from now on is read and thrown away. */
    synchronized void mute() {
        mute = true;
        release();
    }

    synchronized boolean isMute() {
        return mute;
    }

    /** Returns when nothing is held up. */
    synchronized void pass() throws InterruptedException {
        while (held) {
            wait();
        }
    }
}
