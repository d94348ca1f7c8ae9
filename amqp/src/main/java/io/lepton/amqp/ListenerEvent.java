// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

/** Something that happened to a listener. */
public interface ListenerEvent extends Event {

    /** The listener. */
    Listener listener();

    @Override
    default Container container() {
        return listener().container();
    }
}
