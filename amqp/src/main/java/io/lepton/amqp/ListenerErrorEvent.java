// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

/** A listener could not be opened, or failed. */
public interface ListenerErrorEvent extends ListenerEvent {

    /** What failed. */
    TransportException cause();
}
