// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.util.List;

/**
 * How to carry AMQP in a WebSocket.
 *
 * @param path the resource that the client asks for, beginning with a slash; listeners take any
 * @param maxFrame the longest WebSocket frame to take, in bytes: it is buffered whole before a byte of it is handed on
 * @param origins from where web pages may connect to a listener, beside its own host: {@code https://host}, or {@code *}
 */
public record WebSocketSettings(String path, int maxFrame, List<String> origins) {

    /** The root, and 1 MiB: peers put a whole batch of AMQP frames into one of the WebSocket's. */
    public static final WebSocketSettings DEFAULT = new WebSocketSettings("/", 1 << 20);

    /** Without other origins. */
    public WebSocketSettings(String path, int maxFrame) {
        this(path, maxFrame, List.of());
    }
}
