// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The network, or TLS, failed: what happened in plain words with host and port, and what kind of failure it is. */
public final class NetworkException extends IOException {

    /** What went wrong, for code that decides by it. */
    public enum Kind {
        /** The name has no address. */
        NO_SUCH_HOST,
        /** Nobody listens there. */
        REFUSED,
        /** No way leads there: network or host unreachable, or the local address cannot be used. */
        UNREACHABLE,
        /** No answer in time, neither yes nor no. */
        CONNECT_TIMEOUT,
        /** The TLS handshake did not end in time. */
        TLS_TIMEOUT,
        /** The peer's certificate is for another name. */
        TLS_NAME,
        /** The peer's certificate is not trusted: unknown issuer, expired, revoked, unfit. */
        TLS_UNTRUSTED,
        /** TLS failed for another reason: no common protocol or cipher, refused by the peer, not TLS at all. */
        TLS_FAILED,
        /** The TLS settings are of no use: a file that cannot be read or understood. */
        TLS_SETTINGS,
        /** The proxy refused to connect us, or failed to. */
        PROXY_FAILED,
        /** The WebSocket's handshake failed, or the peer broke its rules. */
        WEBSOCKET_FAILED,
        /** The connection broke: reset by the peer or by the network. */
        BROKEN,
        /** The stream ended without TLS's close_notify: it may have been cut by somebody in between. */
        TRUNCATED,
        /** A listener's limit of connections was reached. */
        TOO_MANY_CONNECTIONS,
        /** The port to listen on is taken, or not allowed, or the address is not of this machine. */
        CANNOT_BIND,
        /** Out of file descriptors or memory, a defect, or what no other kind describes. */
        OTHER
    }

    private final Kind kind;

    /** A failure of that kind. */
    public NetworkException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What kind of failure it is. */
    public Kind kind() {
        return kind;
    }
}
