// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/** SASL mechanisms beyond the engine's: SCRAM, bearer tokens, Kerberos; and the threads on which they work. Internal. */
@NullMarked
package io.lepton.amqp.sasl.mechanisms;

import org.jspecify.annotations.NullMarked;
