// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

/** The body of an AMQP frame (part 2, 2.7). */
public sealed interface Performative extends CompositeValue
        permits Open, Begin, Attach, Flow, Transfer, Disposition, Detach, End, Close {}
