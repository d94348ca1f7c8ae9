// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.net.SocketAddress;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a peer: bytes out, and what is known about the other end. Its methods are to be called on its
 * {@link #loop()} only.
 */
public interface Wire {

    /** The loop that this connection lives on. */
    EventLoop loop();

    /**
     * Copies the bytes into the outgoing queue; they leave with the next {@link #flush()} at the latest. Few large writes are faster than
     * many small ones. Bytes written after {@link #close()} are dropped. Write on only while {@link #writable()}: the queue
     * has no hard limit.
     *
     * @param more how many bytes the calls that follow before the flush will write
     */
    void write(byte[] bytes, int offset, int length, long more);

    /** Sends what was written, as far as the peer takes it; the rest follows by itself. */
    void flush();

    /**
     * False while more than {@link #HIGH_WATER_MARK} bytes wait, until less than {@link #LOW_WATER_MARK} do; then
     * {@link Driver#writable()} is called.
     */
    boolean writable();

    /** Stops taking input, so that the peer is held up by TCP, or goes on with it. Nothing is lost meanwhile. */
    void reading(boolean on);

    /**
     * Sends what was written, says so to the peer (close_notify, FIN), discards what still arrives and closes when the
     * peer does, or after a time limit. {@link Driver#closed} follows; {@link Driver#received} is called no more.
     */
    void close();

    /** Closes at once; what waits unsent is lost. {@link Driver#closed} follows. */
    void abort();

    /** The peer has authenticated and opened: it may have more kept here than a stranger may. */
    default void peerKnown() {}

    /** The TLS session with protocol, cipher suite and verified peer certificates; null on a plain connection. */
    @Nullable
    SSLSession tls();

    /** This end. */
    SocketAddress localAddress();

    /** The other end. */
    SocketAddress remoteAddress();

    /**
     * Bytes that may wait for the socket, whose own buffers are much larger, before {@link #writable()} turns false. Few, because
     * what has left the processor's cache before it can be sent costs twice.
     */
    int HIGH_WATER_MARK = 64 * 1024;

    /** Bytes below which {@link #writable()} turns true again: enough left for the socket to stay busy meanwhile. */
    int LOW_WATER_MARK = 32 * 1024;
}
