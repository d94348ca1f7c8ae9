// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * What makes networks and peers fail at a moment of the test's choice: a proxy that follows the frames passing through it
 * ({@link io.lepton.amqp.interop.faults.FaultProxy}), a server that says what a script makes it say
 * ({@link io.lepton.amqp.interop.faults.ScriptedServer}), processes that can be killed, and counts of what is left behind.
 * Plain blocking sockets and threads: nothing here shares code with what it tests, but the codec that it reads frames by.
 */
@NullMarked
package io.lepton.amqp.interop.faults;

import org.jspecify.annotations.NullMarked;
