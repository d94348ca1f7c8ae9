// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * The AMQP 1.0 protocol as a sans-I/O state machine: bytes and time in, bytes and callbacks out.
 */
@NullMarked
package io.lepton.amqp.engine;

import org.jspecify.annotations.NullMarked;
