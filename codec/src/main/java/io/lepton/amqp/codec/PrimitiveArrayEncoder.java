// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

/** Writes the constructor and the elements of Java's arrays of primitives. */
final class PrimitiveArrayEncoder {

    private PrimitiveArrayEncoder() {}

    /** Answers how many elements there are. */
    static int write(Buffer buffer, Object array) {
        if (array instanceof int[] ints) {
            return writeInts(buffer, ints);
        } else if (array instanceof long[] longs) {
            return writeLongs(buffer, longs);
        } else if (array instanceof double[] doubles) {
            return writeDoubles(buffer, doubles);
        } else if (array instanceof float[] floats) {
            return writeFloats(buffer, floats);
        } else if (array instanceof short[] shorts) {
            return writeShorts(buffer, shorts);
        } else if (array instanceof boolean[] booleans) {
            return writeBooleans(buffer, booleans);
        }
        return writeChars(buffer, (char[]) array);
    }

    private static void begin(Buffer buffer, int code, int length, int width) {
        buffer.writeByte(code);
        buffer.ensureWritable(Math.multiplyExact(length, width));
    }

    private static int writeInts(Buffer buffer, int[] array) {
        boolean small = true;
        for (int element : array) {
            small &= element == (byte) element;
        }
        begin(buffer, small ? FormatCode.SMALLINT : FormatCode.INT, array.length, small ? 1 : 4);
        for (int element : array) {
            if (small) {
                buffer.writeByte(element);
            } else {
                buffer.writeInt(element);
            }
        }
        return array.length;
    }

    private static int writeLongs(Buffer buffer, long[] array) {
        boolean small = true;
        for (long element : array) {
            small &= element == (byte) element;
        }
        begin(buffer, small ? FormatCode.SMALLLONG : FormatCode.LONG, array.length, small ? 1 : 8);
        for (long element : array) {
            if (small) {
                buffer.writeByte((int) element);
            } else {
                buffer.writeLong(element);
            }
        }
        return array.length;
    }

    private static int writeDoubles(Buffer buffer, double[] array) {
        begin(buffer, FormatCode.DOUBLE, array.length, 8);
        for (double element : array) {
            buffer.writeLong(Double.doubleToRawLongBits(element));
        }
        return array.length;
    }

    private static int writeFloats(Buffer buffer, float[] array) {
        begin(buffer, FormatCode.FLOAT, array.length, 4);
        for (float element : array) {
            buffer.writeInt(Float.floatToRawIntBits(element));
        }
        return array.length;
    }

    private static int writeShorts(Buffer buffer, short[] array) {
        begin(buffer, FormatCode.SHORT, array.length, 2);
        for (short element : array) {
            buffer.writeShort(element);
        }
        return array.length;
    }

    private static int writeBooleans(Buffer buffer, boolean[] array) {
        begin(buffer, FormatCode.BOOLEAN, array.length, 1);
        for (boolean element : array) {
            buffer.writeByte(element ? 1 : 0);
        }
        return array.length;
    }

    private static int writeChars(Buffer buffer, char[] array) {
        begin(buffer, FormatCode.CHAR, array.length, 4);
        for (char element : array) {
            buffer.writeInt(Encoder.requireScalar(element));
        }
        return array.length;
    }
}
