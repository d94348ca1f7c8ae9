// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

/**
 * How to carry AMQP in a WebSocket.
 *
 * @param path the resource that the client asks for, beginning with a slash; listeners take any
 * @param maxFrame the longest WebSocket frame to take, in bytes: it is buffered whole before a byte of it is handed on
 */
public record WebSocketSettings(String path, int maxFrame) {

    /** The root, and 1 MiB: peers put a whole batch of AMQP frames into one of the WebSocket's. */
    public static final WebSocketSettings DEFAULT = new WebSocketSettings("/", 1 << 20);
}
