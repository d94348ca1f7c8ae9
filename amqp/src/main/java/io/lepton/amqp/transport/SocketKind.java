// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** By which of the system's interfaces sockets are driven. */
public enum SocketKind {
    /** The JDK's, which is there everywhere. */
    NIO,
    /** Linux's epoll. */
    EPOLL,
    /** The kqueue of macOS and the BSDs. */
    KQUEUE,
    /** Linux's io_uring. */
    IO_URING;

    /**
     * Finds out whether it can be used, and loads its native library for that.
     *
     * @throws IllegalArgumentException if not; the message says why and what to do
     */
    public void check() {
        Throwable why;
        try {
            why = Sockets.unavailable(this);
        } catch (LinkageError missing) {
            why = missing;
        }
        if (why != null) {
            throw new IllegalArgumentException("transport: " + this + " cannot be used here: " + reason(why), why);
        }
    }

    private String reason(Throwable why) {
        if (!missing(why)) {
            Throwable root = why;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return Failures.words(root);
        }
        return "its library is not there; add io.netty:netty-transport-native-" + this
                + " with this system's classifier" + " (such as linux-x86_64) to the class path, or use NIO";
    }

    private static boolean missing(@Nullable Throwable why) {
        for (Throwable t = why; t != null; t = t.getCause()) {
            if (t instanceof LinkageError || t instanceof ClassNotFoundException) {
                return true;
            }
        }
        return false;
    }

    /** As Netty's artifacts call it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
