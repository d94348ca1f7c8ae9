// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import org.jspecify.annotations.Nullable;

/**
 * The proxy to connect through; it resolves the name of the destination.
 *
 * @param kind what it speaks
 * @param host name or IP literal of the proxy
 * @param port of the proxy
 * @param user null for none
 * @param password of the user
 */
public record ProxySettings(
        Kind kind, String host, int port, @Nullable String user, Secret password) {

    /** The protocol between us and a proxy. */
    public enum Kind {
        /** The CONNECT method of HTTP/1.1. */
        HTTP,
        /** SOCKS version 5 (RFC 1928). */
        SOCKS5
    }
}
