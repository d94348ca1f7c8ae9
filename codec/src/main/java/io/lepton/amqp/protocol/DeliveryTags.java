// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.EncodeException;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Binary;
import java.util.Objects;

/** The bound on delivery tags (part 2, 2.8.7 delivery-tag). */
final class DeliveryTags {

    /** The most bytes of a delivery tag. */
    static final int MAX_SIZE = 32;

    private DeliveryTags() {}

    static Binary read(Buffer in, DecodeLimits limits) {
        int start = in.readIndex();
        Binary tag = (Binary) Objects.requireNonNull(Decoder.readValue(in, limits));
        if (tag.size() > MAX_SIZE) {
            throw tooLong(tag.size(), start);
        }
        return tag;
    }

    static void write(Buffer out, Binary tag) {
        requireShort(tag.size());
        Encoder.writeBinary(out, tag);
    }

    static void requireShort(int size) {
        if (size > MAX_SIZE) {
            throw new EncodeException("a delivery tag has at most " + MAX_SIZE + " bytes, not " + size);
        }
    }

    static DecodeException tooLong(int size, int offset) {
        String what = "a delivery tag has at most " + MAX_SIZE + " bytes, this one has " + size;
        return new DecodeException(AmqpError.INVALID_FIELD, what, offset);
    }
}
