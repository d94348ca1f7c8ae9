// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

/** Which sections make up a message's body (part 3, 3.2). */
public enum BodyKind {
    /** One or more sections of opaque bytes (part 3, 3.2.6 data). */
    DATA,
    /** One or more sections of a sequence of values (part 3, 3.2.7 amqp-sequence). */
    SEQUENCE,
    /** Exactly one value, which may be null (part 3, 3.2.8 amqp-value). */
    VALUE
}
