// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * The arrow: one end of a measured exchange, with the command line that the peers' arrows share.
 */
@NullMarked
package io.lepton.amqp.bench;

import org.jspecify.annotations.NullMarked;
