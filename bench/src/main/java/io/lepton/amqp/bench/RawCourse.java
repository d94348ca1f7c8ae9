// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

/** What the raw connections of one end have in common: one meter, and the end of it all. Used by their one loop. */
final class RawCourse {

    private final Report report;
    private final Meter meter;
    private Runnable whenOver = () -> {};
    private int open;
    private long sent;
    private boolean over;

    RawCourse(Arguments arguments, Report report) {
        this.report = report;
        meter = new Meter(arguments);
    }

    /** What to do once the last connection has closed. */
    void whenOver(Runnable action) {
        whenOver = action;
    }

    Meter meter() {
        return meter;
    }

    /** Whether one more message is to be sent now; counts it. */
    boolean sendsMore(long now) {
        if (!over && meter.wantsMore(sent, now)) {
            sent++;
        } else {
            over = true;
        }
        return !over;
    }

    /** Whether all has been sent that is to be. */
    boolean over() {
        return over;
    }

    void opened() {
        open++;
    }

    /** The last one that closes reports. */
    void closed() {
        open--;
        if (open == 0) {
            report.of(meter);
            whenOver.run();
        }
    }
}
