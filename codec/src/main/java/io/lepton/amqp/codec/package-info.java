// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * AMQP values to bytes and back: the buffer, the encoder, the decoder and its limits (part 1).
 */
@NullMarked
package io.lepton.amqp.codec;

import org.jspecify.annotations.NullMarked;
