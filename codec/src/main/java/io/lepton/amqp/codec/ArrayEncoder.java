// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import io.lepton.amqp.types.AmqpArray;
import io.lepton.amqp.types.AmqpType;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.CodePoint;
import io.lepton.amqp.types.Decimal128;
import io.lepton.amqp.types.Decimal32;
import io.lepton.amqp.types.Decimal64;
import io.lepton.amqp.types.Symbol;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the constructor and the elements of arrays, with the shortest constructor that holds all of them. Those without
 * width (true, uint 0, ...) are left alone, because careful peers limit or refuse them.
 */
final class ArrayEncoder {

    private ArrayEncoder() {}

    /** Everything behind the count; answers the count. */
    static int writeElements(Buffer buffer, Object array, int depth) {
        if (array instanceof AmqpArray general) {
            for (Object descriptor : general.descriptors()) {
                buffer.writeByte(FormatCode.DESCRIBED);
                ValueEncoder.write(buffer, descriptor, depth);
            }
            return writeObjects(buffer, general.type(), general.elements(), depth);
        }
        if (array instanceof Object[] objects) {
            return writeObjects(buffer, elementType(objects), Arrays.asList(objects), depth);
        }
        return PrimitiveArrayEncoder.write(buffer, array);
    }

    private static AmqpType elementType(Object[] array) {
        try {
            return AmqpType.ofClass(array.getClass().getComponentType());
        } catch (IllegalArgumentException e) {
            throw new EncodeException(e.getMessage()
                    + ", so that its array has no element type; use a List, an AmqpArray or an array of one type");
        }
    }

    private static int writeObjects(Buffer buffer, AmqpType type, List<?> elements, int depth) {
        int code = constructor(type, elements);
        buffer.writeByte(code);
        int start = buffer.writeIndex();
        for (@Nullable Object element : elements) {
            if (element != null) {
                writeElement(buffer, code, element, depth);
            } else if (code != FormatCode.NULL) {
                throw new EncodeException("an array of " + type + " cannot hold null; use a List");
            }
        }
        ArrayNarrowing.narrow(buffer, start, code);
        return elements.size();
    }

    /** The code that all elements are written with; those with a size are narrowed afterwards if they can be. */
    private static int constructor(AmqpType type, List<?> elements) {
        return switch (type) {
            case NULL -> FormatCode.NULL;
            case BOOLEAN -> FormatCode.BOOLEAN;
            case UBYTE -> FormatCode.UBYTE;
            case USHORT -> FormatCode.USHORT;
            case UINT -> allSmallUnsigned(elements) ? FormatCode.SMALLUINT : FormatCode.UINT;
            case ULONG -> allSmallUnsigned(elements) ? FormatCode.SMALLULONG : FormatCode.ULONG;
            case BYTE -> FormatCode.BYTE;
            case SHORT -> FormatCode.SHORT;
            case INT -> allSmallSigned(elements) ? FormatCode.SMALLINT : FormatCode.INT;
            case LONG -> allSmallSigned(elements) ? FormatCode.SMALLLONG : FormatCode.LONG;
            case FLOAT -> FormatCode.FLOAT;
            case DOUBLE -> FormatCode.DOUBLE;
            case DECIMAL32 -> FormatCode.DECIMAL32;
            case DECIMAL64 -> FormatCode.DECIMAL64;
            case DECIMAL128 -> FormatCode.DECIMAL128;
            case CHAR -> FormatCode.CHAR;
            case TIMESTAMP -> FormatCode.TIMESTAMP;
            case UUID -> FormatCode.UUID;
            case BINARY -> FormatCode.VBIN32;
            case STRING -> FormatCode.STR32;
            case SYMBOL -> FormatCode.SYM32;
            case LIST -> FormatCode.LIST32;
            case MAP -> FormatCode.MAP32;
            case ARRAY -> FormatCode.ARRAY32;
        };
    }

    private static boolean allSmallUnsigned(List<?> elements) {
        for (@Nullable Object element : elements) {
            if (element instanceof Number number && (number.longValue() & ~0xffL) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean allSmallSigned(List<?> elements) {
        for (@Nullable Object element : elements) {
            if (element instanceof Number number && number.longValue() != number.byteValue()) {
                return false;
            }
        }
        return true;
    }

    private static void writeElement(Buffer buffer, int code, Object element, int depth) {
        switch (code) {
            case FormatCode.BOOLEAN -> buffer.writeByte((Boolean) element ? 1 : 0);
            case FormatCode.CHAR -> buffer.writeInt(codePoint(element));
            case FormatCode.TIMESTAMP -> buffer.writeLong(milliseconds(element));
            case FormatCode.UUID -> {
                buffer.writeLong(((UUID) element).getMostSignificantBits());
                buffer.writeLong(((UUID) element).getLeastSignificantBits());
            }
            case FormatCode.VBIN32 -> writeBinary(buffer, element);
            case FormatCode.STR32 -> TextEncoder.writeBareString(buffer, element.toString());
            case FormatCode.SYM32 -> {
                Symbol symbol = (Symbol) element;
                buffer.writeInt(symbol.length());
                int index = buffer.extend(symbol.length());
                symbol.copyTo(buffer.array(), index);
            }
            case FormatCode.LIST32 -> CompoundEncoder.writeBareList(buffer, (Collection<?>) element, nested(depth));
            case FormatCode.MAP32 -> CompoundEncoder.writeBareMap(buffer, (Map<?, ?>) element, nested(depth));
            case FormatCode.ARRAY32 -> {
                int start = buffer.extend(8);
                CompoundEncoder.endBare(buffer, start, writeElements(buffer, element, nested(depth)));
            }
            default -> writeNumber(buffer, code, (Number) element);
        }
    }

    private static int nested(int depth) {
        ValueEncoder.requireDepth(depth);
        return depth - 1;
    }

    private static void writeNumber(Buffer buffer, int code, Number number) {
        switch (code) {
            case FormatCode.FLOAT -> buffer.writeInt(Float.floatToRawIntBits(number.floatValue()));
            case FormatCode.DOUBLE -> buffer.writeLong(Double.doubleToRawLongBits(number.doubleValue()));
            case FormatCode.DECIMAL32 -> buffer.writeInt(((Decimal32) number).bits());
            case FormatCode.DECIMAL64 -> buffer.writeLong(((Decimal64) number).bits());
            case FormatCode.DECIMAL128 -> {
                buffer.writeLong(((Decimal128) number).mostSignificantBits());
                buffer.writeLong(((Decimal128) number).leastSignificantBits());
            }
            case FormatCode.USHORT, FormatCode.SHORT -> buffer.writeShort(number.intValue());
            case FormatCode.UINT, FormatCode.INT -> buffer.writeInt(number.intValue());
            case FormatCode.ULONG, FormatCode.LONG -> buffer.writeLong(number.longValue());
            default -> buffer.writeByte(number.intValue());
        }
    }

    private static int codePoint(Object element) {
        return element instanceof CodePoint codePoint ? codePoint.value() : Encoder.requireScalar((Character) element);
    }

    private static long milliseconds(Object element) {
        return element instanceof Date date
                ? ValueEncoder.milliseconds(date)
                : ValueEncoder.milliseconds((Instant) element);
    }

    private static void writeBinary(Buffer buffer, Object element) {
        Binary binary = element instanceof Binary value
                ? value
                : element instanceof byte[] bytes ? Binary.of(bytes) : Binary.of((ByteBuffer) element);
        buffer.writeInt(binary.size());
        int index = buffer.extend(binary.size());
        binary.copyTo(buffer.array(), index);
    }
}
