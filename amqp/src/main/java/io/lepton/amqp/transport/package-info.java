// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * The network beneath the API; the only package that knows Netty.
 */
@NullMarked
package io.lepton.amqp.transport;

import org.jspecify.annotations.NullMarked;
