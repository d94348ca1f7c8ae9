// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

/** Something that happened to a connection or to a part of one. */
public interface ConnectionEvent extends Event {

    /** The connection. */
    Connection connection();

    /**
     * Whether the connection was lost before and is back: in {@link MessagingHandler#onConnectionOpened} it tells the first
     * opening, where an application creates its links, from the later ones, to which the links come along.
     */
    default boolean reconnected() {
        return connection().reconnected();
    }

    @Override
    default Container container() {
        return connection().container();
    }
}
