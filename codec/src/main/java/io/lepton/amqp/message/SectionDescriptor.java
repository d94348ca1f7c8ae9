// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.codec.FormatCode;
import io.lepton.amqp.collect.OrderedMap;

/** The descriptors of the sections: their codes, their symbolic names, and what each may describe (part 3, 3.2). */
final class SectionDescriptor {

    static final int HEADER = 0x70;
    static final int DELIVERY_ANNOTATIONS = 0x71;
    static final int MESSAGE_ANNOTATIONS = 0x72;
    static final int PROPERTIES = 0x73;
    static final int APPLICATION_PROPERTIES = 0x74;
    static final int DATA = 0x75;
    static final int AMQP_SEQUENCE = 0x76;
    static final int AMQP_VALUE = 0x77;
    static final int FOOTER = 0x78;

    /** What is set aside for entries that are only announced; more grows as they arrive. */
    static final int MAX_INITIAL_CAPACITY = 8;

    private static final String[] NAMES = {
        "header",
        "delivery-annotations",
        "message-annotations",
        "properties",
        "application-properties",
        "data",
        "amqp-sequence",
        "amqp-value",
        "footer"
    };

    /** What the symbolic descriptors add to the names: {@code amqp:header:list}. */
    private static final String[] TYPES = {"list", "map", "map", "list", "map", "binary", "list", "*", "map"};

    private SectionDescriptor() {}

    /** Writes the constructor of a section up to its descriptor; the value follows. */
    static void write(Buffer out, int code) {
        Encoder.writeDescriptor(out, code);
    }

    /** Reads the descriptor of the section that starts here and answers its code; the value follows. */
    static int read(Buffer in, DecodeLimits limits) {
        int at = in.readIndex();
        if (in.readable() >= 3
                && in.getByte(at) == FormatCode.DESCRIBED
                && in.getByte(at + 1) == FormatCode.SMALLULONG) {
            in.skip(2);
            return known(in.readUnsignedByte(), at);
        }
        return readUncommon(in, limits, at);
    }

    private static int readUncommon(Buffer in, DecodeLimits limits, int at) {
        if (in.readUnsignedByte() != FormatCode.DESCRIBED) {
            throw DecodeException.malformed("no section of a message starts here", at);
        }
        return switch (Decoder.peekCode(in)) {
            case FormatCode.ULONG0, FormatCode.SMALLULONG, FormatCode.ULONG -> {
                long code = Decoder.readUlong(in, 0);
                yield known(code >>> 31 == 0 ? (int) code : -1, at);
            }
            case FormatCode.SYM8, FormatCode.SYM32 -> named(String.valueOf(Decoder.readSymbol(in, limits)), at);
            default -> throw DecodeException.malformed("a section's descriptor is a ulong or a symbol", at);
        };
    }

    private static int known(int code, int at) {
        if (code < HEADER || code > FOOTER) {
            throw DecodeException.malformed("the descriptor is that of no section of a message", at);
        }
        return code;
    }

    private static int named(String symbol, int at) {
        for (int i = 0; i < NAMES.length; i++) {
            if (symbol.equals("amqp:" + NAMES[i] + ":" + TYPES[i])) {
                return HEADER + i;
            }
        }
        throw DecodeException.malformed("the descriptor is that of no section of a message", at);
    }

    /**
     * Checks that the value which starts here has the type that the section describes. Null passes for an empty section,
     * because older peers send it.
     */
    static void checkValue(Buffer in, int code) {
        int format = Decoder.peekCode(in);
        boolean fits = switch (code) {
            case HEADER, PROPERTIES, AMQP_SEQUENCE ->
                format == FormatCode.LIST8 || format == FormatCode.LIST32 || format == FormatCode.LIST0;
            case DATA -> format == FormatCode.VBIN8 || format == FormatCode.VBIN32;
            case AMQP_VALUE -> true;
            default -> format == FormatCode.MAP8 || format == FormatCode.MAP32;
        };
        if (!fits && format != FormatCode.NULL) {
            throw DecodeException.malformed(name(code) + " cannot be " + FormatCode.describe(format), in.readIndex());
        }
    }

    /** Where the section stands in the message. */
    static Section section(int code) {
        return switch (code) {
            case HEADER -> Section.HEADER;
            case DELIVERY_ANNOTATIONS -> Section.DELIVERY_ANNOTATIONS;
            case MESSAGE_ANNOTATIONS -> Section.MESSAGE_ANNOTATIONS;
            case PROPERTIES -> Section.PROPERTIES;
            case APPLICATION_PROPERTIES -> Section.APPLICATION_PROPERTIES;
            case FOOTER -> Section.FOOTER;
            default -> Section.BODY;
        };
    }

    /** The name that the standard gives the section. */
    static String name(int code) {
        return NAMES[code - HEADER];
    }

    /** Begins to read a list that fills the rest of its section, and answers how many items follow. */
    static int readItems(Buffer in) {
        return Decoder.readNull(in) ? 0 : Decoder.count(Decoder.readListHeader(in));
    }

    /** Begins to read a map that fills the rest of its section, and answers how many entries follow. */
    static int readEntries(Buffer in, String name, DecodeLimits limits) {
        int at = in.readIndex();
        int count = Decoder.readNull(in) ? 0 : Decoder.count(Decoder.readMapHeader(in));
        if ((count & 1) != 0) {
            throw DecodeException.malformed(name + " with " + count + " keys and values, which are not pairs", at);
        }
        if (count > limits.maxElements()) {
            throw DecodeException.limit(
                    name + " with " + count + " keys and values, but at most " + limits.maxElements() + " are allowed",
                    at);
        }
        return count / 2;
    }

    /** Checks that the items or entries filled the section. */
    static void requireEnd(Buffer in, String name) {
        if (in.readable() > 0) {
            throw DecodeException.malformed(name + " with " + in.readable() + " bytes left over", in.readIndex());
        }
    }

    /**
     * Checks that no key is there twice.
     *
     * @param begin where the first key is
     */
    static void requireDistinct(OrderedMap<?> entries, Buffer in, int begin, String name) {
        int repeated = entries.findRepeated();
        if (repeated >= 0) {
            throw Decoder.keyTwice(in, begin, repeated, name);
        }
    }
}
