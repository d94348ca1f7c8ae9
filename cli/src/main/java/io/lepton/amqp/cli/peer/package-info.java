// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * <code>lepton peer</code>: the library driven by a script, with typed values as JSON on standard input and events as JSON on
 * standard output, one object a line.
 */
@NullMarked
package io.lepton.amqp.cli.peer;

import org.jspecify.annotations.NullMarked;
