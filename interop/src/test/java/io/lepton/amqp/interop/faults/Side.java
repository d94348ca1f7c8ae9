// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

/** One of the two ends that a {@link FaultProxy} stands between: the one that dials, or the one that it dials. */
public enum Side {
    CLIENT,
    SERVER;

    Side other() {
        return this == CLIENT ? SERVER : CLIENT;
    }
}
