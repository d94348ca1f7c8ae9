// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * The message: a mutable holder of application content and its metadata (part 3, 3.2).
 */
@NullMarked
package io.lepton.amqp.message;

import org.jspecify.annotations.NullMarked;
