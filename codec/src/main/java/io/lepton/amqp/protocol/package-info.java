// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * What AMQP frames carry: performatives, termini, delivery states, SASL and transaction bodies (parts 2 to 5).
 */
@NullMarked
package io.lepton.amqp.protocol;

import org.jspecify.annotations.NullMarked;
