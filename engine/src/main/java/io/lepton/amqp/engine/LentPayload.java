// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import java.util.Arrays;

/**
 * The payload of the delivery that the application is being told of, where it lies in the input. It is copied when the
 * application asks for a copy, or afterwards unless the application has read it in place.
 */
final class LentPayload {

    private static final byte[] NOTHING = {};

    /** The engine's own, so it is the same each time. */
    private Buffer buffer = Buffer.wrap(NOTHING);

    private int from;
    private int to;
    private boolean readInPlace;
    private boolean taken;

    /** Lends the delivery what is left in the frame's body. */
    void lend(IncomingDelivery delivery, Buffer body) {
        if (buffer != body) {
            buffer = body;
        }
        from = body.readIndex();
        to = body.writeIndex();
        readInPlace = false;
        taken = false;
        delivery.payload(null);
    }

    /** The input is needed again: what the delivery may be asked for later is copied. */
    void takeBack(IncomingDelivery delivery) {
        if (delivery.lent()) {
            delivery.payload(readInPlace ? NOTHING : copy());
        }
    }

    /** A copy, after which there is nothing left to copy. */
    byte[] take() {
        byte[] all = copy();
        taken = true;
        return all;
    }

    byte[] copy() {
        return taken ? NOTHING : Arrays.copyOfRange(buffer.array(), from, to);
    }

    /** The payload from its start, to be read where it lies. */
    Buffer inPlace() {
        if (taken) {
            return Buffer.wrap(NOTHING);
        }
        readInPlace = true;
        buffer.readIndex(from);
        return buffer;
    }
}
