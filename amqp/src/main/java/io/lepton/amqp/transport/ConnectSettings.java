// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where to and how to connect.
 *
 * @param host name or IP literal (IPv6 without brackets)
 * @param port 1 to 65535
 * @param connectTimeout for name resolution and TCP together, over all the addresses of the host
 * @param tls null for a plain connection
 * @param tlsTimeout for the TLS handshake, and once more for that of the WebSocket
 * @param tlsName the name to ask for (SNI) and to find in the certificate; null: the host
 * @param bindHost the local address to connect from; null: the system's choice
 * @param webSocket null for AMQP straight on TCP or TLS
 * @param proxy null for none
 * @param unixSocket the file of a Unix domain socket to connect to instead of host and port; null for TCP
 * @param closeTimeout the longest that {@link Wire#close()} waits for unsent bytes and for the peer's end
 */
public record ConnectSettings(
        String host,
        int port,
        Duration connectTimeout,
        @Nullable TlsSettings tls,
        Duration tlsTimeout,
        @Nullable String tlsName,
        @Nullable String bindHost,
        @Nullable WebSocketSettings webSocket,
        @Nullable ProxySettings proxy,
        @Nullable Path unixSocket,
        Duration closeTimeout) {

    /** Long enough for two lost SYN packets (1 s + 2 s) and a slow network. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(15);
    /** A handshake takes two round trips and some milliseconds of computing. */
    public static final Duration DEFAULT_TLS_TIMEOUT = Duration.ofSeconds(10);
    /** A peer that takes its last bytes at all takes them in this time. */
    public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** A plain connection with the default time limits. */
    public static ConnectSettings of(String host, int port) {
        return new ConnectSettings(
                host,
                port,
                DEFAULT_CONNECT_TIMEOUT,
                null,
                DEFAULT_TLS_TIMEOUT,
                null,
                null,
                null,
                null,
                null,
                DEFAULT_CLOSE_TIMEOUT);
    }

    /** The same with another limit for name resolution and TCP. */
    public ConnectSettings withConnectTimeout(Duration timeout) {
        return new ConnectSettings(
                host, port, timeout, tls, tlsTimeout, tlsName, bindHost, webSocket, proxy, unixSocket, closeTimeout);
    }

    /** The same over TLS. */
    public ConnectSettings withTls(TlsSettings settings) {
        return new ConnectSettings(
                host,
                port,
                connectTimeout,
                settings,
                tlsTimeout,
                tlsName,
                bindHost,
                webSocket,
                proxy,
                unixSocket,
                closeTimeout);
    }

    /** The same with another limit for the TLS handshake. */
    public ConnectSettings withTlsTimeout(Duration timeout) {
        return new ConnectSettings(
                host,
                port,
                connectTimeout,
                tls,
                timeout,
                tlsName,
                bindHost,
                webSocket,
                proxy,
                unixSocket,
                closeTimeout);
    }

    /** The same with another name to ask for and to verify. */
    public ConnectSettings withTlsName(@Nullable String name) {
        return new ConnectSettings(
                host,
                port,
                connectTimeout,
                tls,
                tlsTimeout,
                name,
                bindHost,
                webSocket,
                proxy,
                unixSocket,
                closeTimeout);
    }

    /** The same from this local address. */
    public ConnectSettings withBindHost(@Nullable String local) {
        return new ConnectSettings(
                host,
                port,
                connectTimeout,
                tls,
                tlsTimeout,
                tlsName,
                local,
                webSocket,
                proxy,
                unixSocket,
                closeTimeout);
    }

    /** The same in a WebSocket. */
    public ConnectSettings withWebSocket(WebSocketSettings settings) {
        return new ConnectSettings(
                host,
                port,
                connectTimeout,
                tls,
                tlsTimeout,
                tlsName,
                bindHost,
                settings,
                proxy,
                unixSocket,
                closeTimeout);
    }

    /** The same through a proxy. */
    public ConnectSettings withProxy(@Nullable ProxySettings through) {
        return new ConnectSettings(
                host,
                port,
                connectTimeout,
                tls,
                tlsTimeout,
                tlsName,
                bindHost,
                webSocket,
                through,
                unixSocket,
                closeTimeout);
    }

    /** The same by a Unix domain socket; host and port still name the peer. */
    public ConnectSettings withUnixSocket(@Nullable Path file) {
        return new ConnectSettings(
                host, port, connectTimeout, tls, tlsTimeout, tlsName, bindHost, webSocket, proxy, file, closeTimeout);
    }

    /** The same with another limit for closing. */
    public ConnectSettings withCloseTimeout(Duration timeout) {
        return new ConnectSettings(
                host, port, connectTimeout, tls, tlsTimeout, tlsName, bindHost, webSocket, proxy, unixSocket, timeout);
    }

    /** The name that TLS asks for and verifies. */
    public String peerName() {
        return tlsName == null ? host : tlsName;
    }
}
