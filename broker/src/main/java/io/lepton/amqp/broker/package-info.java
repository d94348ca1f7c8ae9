// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * A small in-memory broker, built on the public listener API alone.
 */
@NullMarked
package io.lepton.amqp.broker;

import org.jspecify.annotations.NullMarked;
