// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how to listen.
 *
 * @param host the address to bind, name or IP literal; {@code 0.0.0.0} or {@code ::} for all, IPv4 and IPv6
 * @param port 0 for a free one
 * @param backlog connections that the system holds until they are accepted
 * @param maxConnections connections of this listener that may stand at once, those in their TLS handshake included;
 *     more are closed at once and {@linkplain Acceptor#refused refused}
 * @param maxPerAddress how many of those may come from one address, an IPv6 network of 64 bits counting as one
 * @param tls null for plain connections; needs an identity
 * @param tlsTimeout for the TLS handshake, from the moment of the accept, and once more for that of the WebSocket
 * @param webSocket null for AMQP straight on TCP or TLS
 * @param unixSocket the file of a Unix domain socket to bind instead of host and port; null for TCP
 * @param closeTimeout the longest that {@link Wire#close()} waits for unsent bytes and for the peer's end
 */
public record ListenSettings(
        String host,
        int port,
        int backlog,
        int maxConnections,
        int maxPerAddress,
        @Nullable TlsSettings tls,
        Duration tlsTimeout,
        @Nullable WebSocketSettings webSocket,
        @Nullable Path unixSocket,
        Duration closeTimeout) {

    /** Enough for a thousand clients that come back together after a restart. */
    public static final int DEFAULT_BACKLOG = 1024;
    /** Below the usual limit of file descriptors (65,536 for services) and far above the usual need. */
    public static final int DEFAULT_MAX_CONNECTIONS = 16_384;

    /** Plain connections with the default limits. */
    public static ListenSettings of(String host, int port) {
        return new ListenSettings(
                host,
                port,
                DEFAULT_BACKLOG,
                DEFAULT_MAX_CONNECTIONS,
                Integer.MAX_VALUE,
                null,
                ConnectSettings.DEFAULT_TLS_TIMEOUT,
                null,
                null,
                ConnectSettings.DEFAULT_CLOSE_TIMEOUT);
    }

    /** The same with another limit of connections. */
    public ListenSettings withMaxConnections(int limit) {
        return new ListenSettings(
                host, port, backlog, limit, maxPerAddress, tls, tlsTimeout, webSocket, unixSocket, closeTimeout);
    }

    /** The same with another limit of connections from one address. */
    public ListenSettings withMaxPerAddress(int limit) {
        return new ListenSettings(
                host, port, backlog, maxConnections, limit, tls, tlsTimeout, webSocket, unixSocket, closeTimeout);
    }

    /** The same over TLS. */
    public ListenSettings withTls(TlsSettings settings) {
        return new ListenSettings(
                host,
                port,
                backlog,
                maxConnections,
                maxPerAddress,
                settings,
                tlsTimeout,
                webSocket,
                unixSocket,
                closeTimeout);
    }

    /** The same with another limit for the TLS handshake. */
    public ListenSettings withTlsTimeout(Duration timeout) {
        return new ListenSettings(
                host, port, backlog, maxConnections, maxPerAddress, tls, timeout, webSocket, unixSocket, closeTimeout);
    }

    /** The same with another limit for closing. */
    public ListenSettings withCloseTimeout(Duration timeout) {
        return new ListenSettings(
                host, port, backlog, maxConnections, maxPerAddress, tls, tlsTimeout, webSocket, unixSocket, timeout);
    }

    /** The same by a Unix domain socket. */
    public ListenSettings withUnixSocket(@Nullable Path file) {
        return new ListenSettings(
                host, port, backlog, maxConnections, maxPerAddress, tls, tlsTimeout, webSocket, file, closeTimeout);
    }

    /** The same in WebSockets. */
    public ListenSettings withWebSocket(WebSocketSettings settings) {
        return new ListenSettings(
                host,
                port,
                backlog,
                maxConnections,
                maxPerAddress,
                tls,
                tlsTimeout,
                settings,
                unixSocket,
                closeTimeout);
    }
}
