// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * Lepton beside brokers and clients that others wrote. Tests tagged {@code debian} need packages of that distribution and
 * run in the Maven profile {@code interop} only.
 */
@NullMarked
package io.lepton.amqp.interop;

import org.jspecify.annotations.NullMarked;
