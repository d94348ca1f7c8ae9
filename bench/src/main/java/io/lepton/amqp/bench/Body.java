// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.Binary;

/** The body of each message: one data section that begins with a {@link Stamp}. */
final class Body {
    private static final int LARGE = 4096;

    private Body() {}

    static Message message(Arguments arguments, long stamp) {
        byte[] body = Stamp.body(arguments.size(), stamp);
        // nobody changes it any more, so that it need not be copied where that would take longer than anything else
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
