// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import org.jspecify.annotations.Nullable;

/** Something that happened to a receiver. */
public interface ReceiverEvent extends LinkEvent {

    /** The receiver. */
    @Override
    Receiver receiver();

    @Override
    default Receiver link() {
        return receiver();
    }

    /** Always null: the link is a receiver. */
    @Override
    default @Nullable Sender sender() {
        return null;
    }
}
