// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import java.util.UUID;

/**
 * What can be chosen for a container, inside the lambda of {@link Container#create}.
 *
 * <p>To be used inside that lambda, by the thread that runs it: afterwards the choices are fixed, and every method throws
 * {@link IllegalStateException}. A value out of range is an {@link IllegalArgumentException} at once.
 */
public final class ContainerOptions extends Options {

    String id = UUID.randomUUID().toString();

    int loops = 1;
    TransportKind transport = TransportKind.NIO;

    ContainerOptions() {}

    /** The container's identity; by default a random UUID. */
    public ContainerOptions id(String value) {
        change();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the id of a container is not empty");
        }
        id = value;
        return this;
    }

    /**
     * By which of the system's interfaces sockets are driven. Default: {@link TransportKind#NIO}.
     *
     * @throws IllegalArgumentException if that kind cannot be used here; the message says why and what to do
     */
    public ContainerOptions transport(TransportKind value) {
        change();
        value.sockets().check();
        transport = value;
        return this;
    }

    /**
     * How many event loops, each a thread, the connections are dealt out to. With more than one, callbacks of different
     * connections run at the same time. Default: 1.
     */
    public ContainerOptions loops(int value) {
        change();
        loops = atLeast(1, "loops", value);
        return this;
    }
}
