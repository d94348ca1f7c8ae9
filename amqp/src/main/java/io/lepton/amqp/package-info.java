// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * The messaging API: containers, connections, senders, receivers and the events they raise.
 */
@NullMarked
package io.lepton.amqp;

import org.jspecify.annotations.NullMarked;
