// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * One program a file; the guide shows them.
 */
@NullMarked
package io.lepton.amqp.examples;

import org.jspecify.annotations.NullMarked;
