// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.Binary;

/** The body of each message: one data section that begins with a {@link Stamp}. */
final class Body {
    /** From so many bytes on a body is a {@link Binary}, which the library does not copy. */
    static final int LARGE = 4096;

    private Body() {}

    static Message message(Arguments arguments, long stamp) {
        return message(Stamp.body(arguments.size(), stamp));
    }

    /** A message of this body, which nobody changes until its outcome is known. */
    static Message message(byte[] body) {
        return Message.of(body.length < LARGE ? body : Binary.wrap(body, 0, body.length));
    }

    /** The stamp of a message that some arrow sent; what Qpid JMS sends as a BytesMessage is such a body too. */
    static long stamp(Message message) {
        if (message.body() instanceof Binary bytes && bytes.size() >= Stamp.BYTES) {
            return Stamp.at(bytes.sharedArray(), bytes.sharedOffset());
        }
        throw new IllegalArgumentException("not an arrow's message: " + message);
    }
}
