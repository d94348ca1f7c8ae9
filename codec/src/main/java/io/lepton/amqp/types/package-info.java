// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * The values of the AMQP 1.0 type system that Java has no type for, and the errors that carry them (part 1).
 */
@NullMarked
package io.lepton.amqp.types;

import org.jspecify.annotations.NullMarked;
