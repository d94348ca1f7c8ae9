// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import org.jspecify.annotations.Nullable;

/** Something that happened to a sender or a receiver. */
public interface LinkEvent extends SessionEvent {

    /** The link. */
    Link link();

    /** The link as a sender; null if it is a receiver. */
    default @Nullable Sender sender() {
        return link() instanceof Sender sender ? sender : null;
    }

    /** The link as a receiver; null if it is a sender. */
    default @Nullable Receiver receiver() {
        return link() instanceof Receiver receiver ? receiver : null;
    }

    @Override
    default Session session() {
        return link().session();
    }
}
