// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

/** Threads of the tools, which never keep the virtual machine alive. */
final class Threads {
    static final String PREFIX = "faults: ";

    private Threads() {}

    static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, PREFIX + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
