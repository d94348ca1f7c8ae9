// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * The <code>lepton</code> command.
 */
@NullMarked
package io.lepton.amqp.cli;

import org.jspecify.annotations.NullMarked;
