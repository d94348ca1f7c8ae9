// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

/**
 * The network as the API sees it: loops, outgoing connections, listeners. Every method may be called from any thread;
 * what comes back arrives on the loop that was named.
 */
public interface Transport extends AutoCloseable {

    /** The next loop, in turn; always the same one if there is only one. */
    EventLoop nextLoop();

    /**
     * Dials: resolves the name, tries its addresses, does the TLS handshake. Ends in exactly one call of
     * {@link Driver#connected} or {@link Driver#connectFailed}, never inside this call, or in none if cancelled.
     *
     * @param loop one of this transport's loops; the connection stays on it
     */
    Attempt connect(ConnectSettings settings, EventLoop loop, Driver driver);

    /**
     * Binds a port. Ends in exactly one call of {@link Acceptor#listening} or {@link Acceptor#listenFailed}, never inside
     * this call. Accepted connections are dealt out to the transport's loops in turn.
     *
     * @param loop one of this transport's loops; the listener's own callbacks run there
     */
    Binding listen(ListenSettings settings, EventLoop loop, Acceptor acceptor);

    /**
     * Closes what is still open, without waiting for unsent bytes, and ends the loops. Waits for their end unless called
     * on one of them. Closing again does nothing.
     */
    @Override
    void close();

    /** A connection that is being dialled. */
    interface Attempt {

        /** Gives up: closes what was opened so far; no callback follows. No effect once connected or failed. */
        void cancel();
    }

    /** A bound port. */
    interface Binding {

        /** Stops accepting; connections accepted before live on. {@link Acceptor#closed} follows once. */
        void close();
    }
}
