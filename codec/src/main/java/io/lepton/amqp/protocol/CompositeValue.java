// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;

/** A value of one of the standard's composite types: a described list of fields (part 1, 1.4). Immutable. */
public interface CompositeValue {

    /** Appends the value with its descriptor, trailing absent fields left out. */
    void write(Buffer out);
}
