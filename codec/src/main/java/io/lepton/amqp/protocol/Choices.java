// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.ValuePrinter;
import io.lepton.amqp.types.AmqpError;
import java.util.List;

/**
 * A restricted type: one of a few values of another (part 1, 1.3).
 *
 * @param <E> the enumeration of the values
 */
final class Choices<E extends Enum<E>> {

    private final FieldType<?> wire;
    private final List<E> values;

    Choices(FieldType<?> wire, E[] values) {
        this.wire = wire;
        this.values = List.of(values);
    }

    E read(Buffer in, DecodeLimits limits) {
        int start = in.readIndex();
        Object read = wire.read(in, limits);
        for (E value : values) {
            if (onWire(value).equals(read)) {
                return value;
            }
        }
        String what = ValuePrinter.print(read) + " is none of " + values;
        throw new DecodeException(AmqpError.INVALID_FIELD, what, start);
    }

    void write(Buffer out, Object value) {
        wire.writeAny(out, onWire(value));
    }

    /** What stands for a value on the wire, of the type of the FieldType that it is declared with. */
    private static Object onWire(Object value) {
        if (value instanceof Role role) {
            return role == Role.RECEIVER;
        }
        if (value instanceof SenderSettleMode mode) {
            return mode.code();
        }
        if (value instanceof ReceiverSettleMode mode) {
            return mode.code();
        }
        if (value instanceof TerminusDurability durability) {
            return (long) durability.code();
        }
        if (value instanceof TerminusExpiryPolicy policy) {
            return policy.symbol();
        }
        if (value instanceof DistributionMode mode) {
            return mode.symbol();
        }
        return ((SaslCode) value).code();
    }
}
