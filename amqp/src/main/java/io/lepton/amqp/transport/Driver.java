// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import org.jspecify.annotations.Nullable;

/**
 * What sits on a {@link Wire} and speaks a protocol over it. Every method is called on the wire's loop, one at a time,
 * and never from within a call of the wire's methods. A driver that throws loses its wire: the exception becomes the
 * cause given to {@link #closed}.
 */
public interface Driver {

    /** The connection stands and, if asked for, TLS is done and verified. The first call of a driver. */
    void connected(Wire wire);

    /**
     * Bytes arrived. The array belongs to the transport and holds them only until this call returns; parse them in place
     * and copy what has to stay.
     */
    void received(byte[] bytes, int offset, int length);

    /** The batch of input is over: the moment to write the answers and {@link Wire#flush() flush} once. */
    void readComplete();

    /**
     * The wire takes output again: called once after {@link Wire#writable()} told its caller that it doesn't.
     */
    void writable();

    /**
     * The peer sends nothing more (with TLS: it said so by close_notify). What is written from within this call is still
     * sent; afterwards the transport {@linkplain Wire#close() closes} the wire by itself.
     */
    void inputClosed();

    /**
     * The connection is gone, the last call of a driver. Called once for each call of {@link #connected}.
     *
     * @param cause why, or null if either side closed it in the orderly way
     */
    void closed(@Nullable NetworkException cause);

    /** It could not be reached, or TLS failed: no call precedes, none follows. Never called for accepted connections. */
    void connectFailed(NetworkException cause);
}
