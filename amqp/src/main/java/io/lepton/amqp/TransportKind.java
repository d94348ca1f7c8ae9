// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.SocketKind;

/**
 * By which of the system's interfaces a container drives its sockets. All but {@link #NIO} need a library: add
 * {@code io.netty:netty-transport-native-…} of Lepton's Netty version with the classifier of the system, such as
 * {@code linux-x86_64}.
 */
public enum TransportKind {
    /** The JDK's, which is there everywhere. */
    NIO(SocketKind.NIO),
    /** Linux's epoll, by {@code netty-transport-native-epoll}. */
    EPOLL(SocketKind.EPOLL),
    /** The kqueue of macOS and the BSDs, by {@code netty-transport-native-kqueue}. */
    KQUEUE(SocketKind.KQUEUE),
    /** Linux's io_uring, by {@code netty-transport-native-io_uring}; older kernels and many containers don't have it. */
    IO_URING(SocketKind.IO_URING);

    private final SocketKind sockets;

    TransportKind(SocketKind sockets) {
        this.sockets = sockets;
    }

    SocketKind sockets() {
        return sockets;
    }

    /** Whether this kind can be used here: the system has it, and its library is there. */
    public boolean isAvailable() {
        try {
            sockets.check();
            return true;
        } catch (IllegalArgumentException unavailable) {
            return false;
        }
    }
}
