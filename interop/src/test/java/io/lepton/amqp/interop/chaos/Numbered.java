// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.Binary;
import java.nio.ByteBuffer;

/** Messages that carry a number, in a body that shows if a part of it was lost or mixed up. */
final class Numbered {
    private static final int NUMBER_BYTES = 4;
    /** Around what decides how a message is kept, framed and put together. */
    private static final int[] SIZES = {4, 100, 4_000, 4_096, 10_240, 70_000, 140_000};

    private Numbered() {}

    /** A durable message with a body of this many bytes, four at least. */
    static Message message(int number, int size) {
        return Message.of(Binary.wrap(body(number, size), 0, size)).durable(true);
    }

    /** Messages of all sizes by turns, whose body is lent by one and has to be copied of the other. */
    static Message ofAnySize(int number) {
        byte[] body = body(number, SIZES[number % SIZES.length]);
        boolean lent = number / SIZES.length % 2 == 0;
        return Message.of(lent ? Binary.wrap(body, 0, body.length) : body).durable(true);
    }

    private static byte[] body(int number, int size) {
        byte[] body = new byte[size];
        for (int i = NUMBER_BYTES; i < size; i++) {
            body[i] = at(number, i);
        }
        ByteBuffer.wrap(body).putInt(number);
        return body;
    }

    /** The number of a message that is whole. */
    static int of(Message message) {
        if (!(message.body() instanceof Binary bytes) || bytes.size() < NUMBER_BYTES) {
            throw new AssertionError("carries no number: " + message);
        }
        ByteBuffer body = bytes.asByteBuffer();
        int number = body.getInt(0);
        for (int i = NUMBER_BYTES; i < bytes.size(); i++) {
            if (body.get(i) != at(number, i)) {
                throw new AssertionError("message " + number + " is not what was sent from byte " + i + " on");
            }
        }
        return number;
    }

    private static byte at(int number, int index) {
        return (byte) (number * 31 + index);
    }
}
