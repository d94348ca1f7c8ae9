// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.FormatCode;
import io.lepton.amqp.codec.ValuePrinter;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Symbol;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Recognises the descriptors of the standard's composite types, in each of their encodings (part 1, 1.1.2 and 1.5). */
final class Descriptors {

    /** Stands for every descriptor that is none of the standard's small numbers, and for no descriptor at all. */
    static final int UNKNOWN = -1;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long MAX_CODE = 0xff;

    private Descriptors() {}

    /** Loaded when the first symbolic descriptor comes along. */
    private static final class Symbols {

        static final Map<String, Integer> CODES = Composites.all().stream()
                .collect(Collectors.toUnmodifiableMap(type -> type.symbol().toString(), Composite::code));
        static final int LONGEST =
                CODES.keySet().stream().mapToInt(String::length).max().orElseThrow();

        private Symbols() {}
    }

    /** The descriptor of the value that comes next; does not move and never throws. */
    static int peek(Buffer in) {
        byte[] array = in.array();
        int index = in.readIndex();
        if (in.readable() < 3 || array[index] != 0) {
            return UNKNOWN;
        }
        return array[index + 1] == FormatCode.SMALLULONG
                ? array[index + 2] & 0xff
                : peekUncommon(array, index + 1, in.writeIndex());
    }

    /** Passes over a descriptor that {@link #peek} has recognised. */
    static void skip(Buffer in) {
        int index = in.readIndex() + 1;
        in.readIndex(index + size(in.array(), index));
    }

    private static int peekUncommon(byte[] array, int index, int end) {
        return switch (array[index] & 0xff) {
            case FormatCode.ULONG -> end - index >= 9 ? small((long) LONG.get(array, index + 1)) : UNKNOWN;
            case FormatCode.SYM8 -> symbol(array, index + 2, array[index + 1] & 0xff, end);
            case FormatCode.SYM32 ->
                end - index >= 5 ? symbol(array, index + 5, (int) INT.get(array, index + 1), end) : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    private static int small(long code) {
        return code >= 0 && code <= MAX_CODE ? (int) code : UNKNOWN;
    }

    private static int symbol(byte[] array, int start, int length, int end) {
        if (length < 0 || length > end - start || length > Symbols.LONGEST) {
            return UNKNOWN;
        }
        String name = new String(array, start, length, StandardCharsets.ISO_8859_1);
        return Symbols.CODES.getOrDefault(name, UNKNOWN);
    }

    private static int size(byte[] array, int index) {
        return switch (array[index] & 0xff) {
            case FormatCode.SMALLULONG -> 2;
            case FormatCode.ULONG -> 9;
            case FormatCode.SYM8 -> 2 + (array[index + 1] & 0xff);
            default -> 5 + (int) INT.get(array, index + 1);
        };
    }

    /** What to throw if the value that comes next has not the descriptor that is wanted here. */
    static DecodeException unexpected(Buffer in, DecodeLimits limits, String wanted) {
        int start = in.readIndex();
        if (in.readByte() != 0) {
            int code = in.getByte(start) & 0xff;
            return DecodeException.malformed(
                    wanted + " was to come, but there is no descriptor but " + FormatCode.describe(code), start);
        }
        String found = ValuePrinter.print(Decoder.readValue(in, limits));
        in.readIndex(start);
        boolean known = Composites.all().stream().anyMatch(type -> type.code() == peek(in));
        Symbol condition = known ? AmqpError.DECODE_ERROR : AmqpError.NOT_IMPLEMENTED;
        return new DecodeException(condition, wanted + " was to come, but the descriptor is " + found, start);
    }
}
