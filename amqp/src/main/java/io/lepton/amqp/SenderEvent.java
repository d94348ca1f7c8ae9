// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import org.jspecify.annotations.Nullable;

/** Something that happened to a sender. */
public interface SenderEvent extends LinkEvent {

    /** The sender. */
    @Override
    Sender sender();

    @Override
    default Sender link() {
        return sender();
    }

    /** Always null: the link is a sender. */
    @Override
    default @Nullable Receiver receiver() {
        return null;
    }
}
