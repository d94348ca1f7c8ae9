// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.EncodeException;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.codec.FormatCode;
import io.lepton.amqp.types.Described;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Reads and writes delivery states of any kind (part 3, 3.4; part 4, 4.5). */
public final class DeliveryStates {

    /** The bytes of accepted: its descriptor and an empty list. */
    static final int ACCEPTED = 0x0053_2445;

    private static final int RELEASED = 0x0053_2645;
    private static final int PLAIN_SIZE = 4;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private DeliveryStates() {}

    /**
     * Reads a state, null if that is what comes. Allocates nothing for accepted and released.
     *
     * @throws DecodeException if no described value comes or it breaks the declaration of its type
     */
    public static @Nullable DeliveryState read(Buffer in, DecodeLimits limits) {
        if (Decoder.readNull(in)) {
            return null;
        }
        Outcome plain = plainOutcome(in.array(), in.readIndex(), in.writeIndex());
        if (plain != null) {
            in.skip(plainSize(in.array(), in.readIndex()));
            return plain;
        }
        return readPresent(in, limits);
    }

    /** Writes a state, or null. */
    public static void write(Buffer out, @Nullable DeliveryState state) {
        if (state == null) {
            Encoder.writeNull(out);
        } else if (state == Accepted.INSTANCE) {
            out.writeInt(ACCEPTED);
        } else {
            state.write(out);
        }
    }

    /** Writes a state as part of something that began at {@code start}, and takes all of that back if it fails. */
    static void write(Buffer out, @Nullable DeliveryState state, int start) {
        try {
            write(out, state);
        } catch (EncodeException e) {
            out.writeIndex(start);
            throw e;
        }
    }

    /** Reads a state that is not null. */
    static DeliveryState readPresent(Buffer in, DecodeLimits limits) {
        return switch (Descriptors.peek(in)) {
            case 0x23 -> Received.TYPE.read(in, limits);
            case 0x33 -> Declared.TYPE.read(in, limits);
            case 0x34 -> TransactionalState.TYPE.read(in, limits);
            case 0x24, 0x25, 0x26, 0x27 -> readOutcome(in, limits);
            default -> readUnknown(in, limits);
        };
    }

    /** Reads an outcome that is not null; one that the standard does not define is refused. */
    static Outcome readOutcome(Buffer in, DecodeLimits limits) {
        return switch (Descriptors.peek(in)) {
            case 0x24 -> Accepted.TYPE.read(in, limits);
            case 0x25 -> Rejected.TYPE.read(in, limits);
            case 0x26 -> Released.TYPE.read(in, limits);
            case 0x27 -> Modified.TYPE.read(in, limits);
            default -> throw Descriptors.unexpected(in, limits, "an outcome");
        };
    }

    /**
     * Accepted or released if one of them comes in the form that nearly all outcomes have: a one-byte descriptor and an empty list
     * of either kind. Null if not.
     */
    static @Nullable Outcome plainOutcome(byte[] array, int index, int end) {
        if (end - index < PLAIN_SIZE) {
            return null;
        }
        int word = (int) INT.get(array, index);
        if (word == ACCEPTED) {
            return Accepted.INSTANCE;
        } else if (word == RELEASED) {
            return Released.INSTANCE;
        }
        return isLongForm(array, index, end) ? withLongList(word) : null;
    }

    /** Whether an empty list follows the descriptor that says so in three bytes. */
    private static boolean isLongForm(byte[] array, int index, int end) {
        return end - index >= 6
                && array[index + 3] == (byte) FormatCode.LIST8
                && array[index + 4] == 1
                && array[index + 5] == 0;
    }

    private static @Nullable Outcome withLongList(int word) {
        return switch ((word & ~0xff) | FormatCode.LIST0) {
            case ACCEPTED -> Accepted.INSTANCE;
            case RELEASED -> Released.INSTANCE;
            default -> null;
        };
    }

    /** How many bytes the outcome takes that {@link #plainOutcome} has found. */
    static int plainSize(byte[] array, int index) {
        return array[index + 3] == FormatCode.LIST0 ? PLAIN_SIZE : 6;
    }

    private static DeliveryState readUnknown(Buffer in, DecodeLimits limits) {
        int start = in.readIndex();
        if (in.readable() > 0 && Decoder.readValue(in, limits) instanceof Described described) {
            return new UnknownState(described);
        }
        in.readIndex(start);
        throw Descriptors.unexpected(in, limits, "a delivery state");
    }
}
