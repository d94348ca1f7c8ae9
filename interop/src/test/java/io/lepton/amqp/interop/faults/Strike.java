// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

/**
 * A fault that strikes now.
 *
 * @param bytes how many bytes of the piece still pass
 * @param deed what happens then
 */
record Strike(int bytes, Runnable deed) {
    void run() {
        deed.run();
    }
}
