// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import org.jspecify.annotations.Nullable;

/** The format codes of AMQP's primitive types, each the first byte of a value (part 1, 1.2 and 1.6). */
public final class FormatCode {
    /** A descriptor and a value follow. */
    public static final int DESCRIBED = 0x00;

    /** Null. */
    public static final int NULL = 0x40;

    /** True. */
    public static final int TRUE = 0x41;

    /** False. */
    public static final int FALSE = 0x42;

    /** The uint 0. */
    public static final int UINT0 = 0x43;

    /** The ulong 0. */
    public static final int ULONG0 = 0x44;

    /** A list without items. */
    public static final int LIST0 = 0x45;

    /** A ubyte. */
    public static final int UBYTE = 0x50;

    /** A byte. */
    public static final int BYTE = 0x51;

    /** A uint in one byte. */
    public static final int SMALLUINT = 0x52;

    /** A ulong in one byte. */
    public static final int SMALLULONG = 0x53;

    /** An int in one byte. */
    public static final int SMALLINT = 0x54;

    /** A long in one byte. */
    public static final int SMALLLONG = 0x55;

    /** A boolean in one byte. */
    public static final int BOOLEAN = 0x56;

    /** A ushort. */
    public static final int USHORT = 0x60;

    /** A short. */
    public static final int SHORT = 0x61;

    /** A uint. */
    public static final int UINT = 0x70;

    /** An int. */
    public static final int INT = 0x71;

    /** A float. */
    public static final int FLOAT = 0x72;

    /** A char. */
    public static final int CHAR = 0x73;

    /** A decimal32. */
    public static final int DECIMAL32 = 0x74;

    /** A ulong. */
    public static final int ULONG = 0x80;

    /** A long. */
    public static final int LONG = 0x81;

    /** A double. */
    public static final int DOUBLE = 0x82;

    /** A timestamp. */
    public static final int TIMESTAMP = 0x83;

    /** A decimal64. */
    public static final int DECIMAL64 = 0x84;

    /** A decimal128. */
    public static final int DECIMAL128 = 0x94;

    /** A uuid. */
    public static final int UUID = 0x98;

    /** A binary up to 255 bytes. */
    public static final int VBIN8 = 0xa0;

    /** A string up to 255 bytes. */
    public static final int STR8 = 0xa1;

    /** A symbol up to 255 bytes. */
    public static final int SYM8 = 0xa3;

    /** A binary. */
    public static final int VBIN32 = 0xb0;

    /** A string. */
    public static final int STR32 = 0xb1;

    /** A symbol. */
    public static final int SYM32 = 0xb3;

    /** A list up to 255 bytes. */
    public static final int LIST8 = 0xc0;

    /** A map up to 255 bytes. */
    public static final int MAP8 = 0xc1;

    /** A list. */
    public static final int LIST32 = 0xd0;

    /** A map. */
    public static final int MAP32 = 0xd1;

    /** An array up to 255 bytes. */
    public static final int ARRAY8 = 0xe0;

    /** An array. */
    public static final int ARRAY32 = 0xf0;

    /** The type of each code, null where the standard has none. */
    private static final @Nullable String[] TYPES = new @Nullable String[256];

    static {
        name("described", DESCRIBED);
        name("null", NULL);
        name("boolean", TRUE, FALSE, BOOLEAN);
        name("uint", UINT0, SMALLUINT, UINT);
        name("ulong", ULONG0, SMALLULONG, ULONG);
        name("list", LIST0, LIST8, LIST32);
        name("ubyte", UBYTE);
        name("byte", BYTE);
        name("int", SMALLINT, INT);
        name("long", SMALLLONG, LONG);
        name("ushort", USHORT);
        name("short", SHORT);
        name("float", FLOAT);
        name("char", CHAR);
        name("decimal32", DECIMAL32);
        name("double", DOUBLE);
        name("timestamp", TIMESTAMP);
        name("decimal64", DECIMAL64);
        name("decimal128", DECIMAL128);
        name("uuid", UUID);
        name("binary", VBIN8, VBIN32);
        name("string", STR8, STR32);
        name("symbol", SYM8, SYM32);
        name("map", MAP8, MAP32);
        name("array", ARRAY8, ARRAY32);
    }

    private FormatCode() {}

    private static void name(String type, int... codes) {
        for (int code : codes) {
            TYPES[code] = type;
        }
    }

    /** Whether the standard defines this code. */
    public static boolean isKnown(int code) {
        return TYPES[code & 0xff] != null;
    }

    /** The type and the code, for messages: {@code uint (0x52)}. */
    public static String describe(int code) {
        String type = TYPES[code & 0xff];
        return (type == null ? "an unknown type" : type) + " (0x"
                + Integer.toHexString(0x100 | (code & 0xff)).substring(1) + ")";
    }
}
