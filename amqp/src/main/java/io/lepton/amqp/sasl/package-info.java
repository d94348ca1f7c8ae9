// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * What applications give to and take from authentication: stored SCRAM keys, bearer tokens. Own mechanisms implement
 * {@link io.lepton.amqp.engine.SaslClientMechanismFactory} and {@link io.lepton.amqp.engine.SaslServerMechanismFactory}.
 */
@NullMarked
package io.lepton.amqp.sasl;

import org.jspecify.annotations.NullMarked;
