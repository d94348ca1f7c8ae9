// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

/** The body of a SASL frame (part 5, 5.3.3). */
public sealed interface SaslFrame extends CompositeValue
        permits SaslMechanisms, SaslInit, SaslChallenge, SaslResponse, SaslOutcome {}
