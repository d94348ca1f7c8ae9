// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * The faults C1 to C24 that Lepton holds against. What holds after each: no message that was accepted is lost, only those
 * under way at a fault come twice, every outcome is told once, first deliveries keep their order, nothing is left behind, and
 * the process goes on.
 */
@NullMarked
package io.lepton.amqp.interop.chaos;

import org.jspecify.annotations.NullMarked;
