// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

/**
 * A piece of a stream that is about to pass, whole.
 *
 * @param from who sent it
 * @param kind what it is
 * @param nth the how manyeth of its kind from this side on this connection, from 1 on
 * @param offset how many bytes this side sent before it
 * @param length its bytes
 */
public record Piece(Side from, Kind kind, int nth, long offset, int length) {}
