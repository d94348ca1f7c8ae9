// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import java.io.PrintStream;

/**
 * Where figures go, and under which name.
 *
 * @param out gets one line for each report
 * @param name what the line calls this implementation
 */
record Report(PrintStream out, String name) {

    void of(Meter meter) {
        out.println(meter.report(name));
    }

    void of(RoundTrips trips) {
        out.println(trips.report(name));
    }

    void of(Scale scale, Usage used) {
        out.println(scale.report(name, used));
    }
}
