// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

/** Time and memory of many idle connections, as one end of them sees it. */
final class Scale {
    private final Arguments arguments;
    private final Memory before = Memory.afterCollection();
    private Usage start = Usage.now();

    Scale(Arguments arguments) {
        this.arguments = arguments;
    }

    /** The clock starts anew: a server's, at its first connection. */
    void restart() {
        start = Usage.now();
    }

    /**
     * All connections are open; the answer is the line to print. Collects garbage, which takes its time.
     *
     * @param used what opening them took
     */
    String report(String name, Usage used) {
        Memory after = Memory.afterCollection();
        double connections = arguments.connections();
        return new JsonLine()
                .put("impl", name)
                .put("mode", arguments.mode())
                .put("connections", arguments.connections())
                .put("seconds", used.seconds())
                .put("conns_per_s", connections / used.seconds())
                .put("cpu_s", used.cpuNanos() / 1e9)
                .put("heap_kib_per_conn", (after.heapBytes() - before.heapBytes()) / 1024.0 / connections)
                .put("rss_kib_per_conn", (after.residentKib() - before.residentKib()) / connections)
                .put("rss_kib", after.residentKib())
                .put("java", System.getProperty("java.version"))
                .toString();
    }

    /** What has been used since the clock started. */
    Usage used() {
        return Usage.now().since(start);
    }
}
