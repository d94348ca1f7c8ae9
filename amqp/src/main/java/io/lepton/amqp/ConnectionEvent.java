// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

/** Something that happened to a connection or to a part of one. */
public interface ConnectionEvent extends Event {

    /** The connection. */
    Connection connection();

    @Override
    default Container container() {
        return connection().container();
    }
}
