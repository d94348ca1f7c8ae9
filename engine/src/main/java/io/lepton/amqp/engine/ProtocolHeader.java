// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.Locale;

/**
 * The eight bytes that open each layer of a connection (part 2, 2.2 and part 5, 5.2-5.3), held as the bits of one long:
 * "AMQP", protocol id, major, minor, revision.
 */
final class ProtocolHeader {

    /** The number of bytes of a header. */
    static final int SIZE = 8;

    /** AMQP 1.0.0 without a layer in front. */
    static final long AMQP = 0x41_4d_51_50_00_01_00_00L;

    /** AMQP 1.0.0's TLS tunnel, which this library leaves to the transport. */
    static final long TLS = 0x41_4d_51_50_02_01_00_00L;

    /** AMQP 1.0.0's SASL layer. */
    static final long SASL = 0x41_4d_51_50_03_01_00_00L;

    private static final int ID_SASL = 3;
    private static final int MAGIC = (int) (AMQP >>> 32);
    private static final int VERSION_BITS = 24;

    private ProtocolHeader() {}

    /** Whether a header can still begin with these bytes: the first {@code count} ones, right-aligned. */
    static boolean possible(long bits, int count) {
        int known = Math.min(count, 4);
        return (bits >>> (8 * (count - known))) == (MAGIC >>> (8 * (4 - known)));
    }

    /** Whether a complete header asks for SASL, of whatever version. */
    static boolean asksForSasl(long header) {
        return possible(header, SIZE) && id(header) == ID_SASL;
    }

    /** What a peer speaks whose first bytes are these: words for an error message. Never longer than a line. */
    static String describe(long bits, int count) {
        if (count == SIZE && possible(bits, count)) {
            return describeHeader(bits);
        }
        String text = text(bits, count);
        if (text.startsWith("\\x15\\x03") || text.startsWith("\\x16\\x03")) {
            return "TLS";
        }
        boolean http = text.startsWith("HTTP/")
                || text.startsWith("GET ")
                || text.startsWith("POST ")
                || text.startsWith("PUT ")
                || text.startsWith("HEAD ")
                || text.startsWith("OPTIONS")
                || text.startsWith("CONNECT ")
                || text.startsWith("PRI * ");
        return http ? "HTTP" : "something that begins with \"" + text + "\"";
    }

    private static String describeHeader(long header) {
        if (header == SASL) {
            return "AMQP 1.0.0 with SASL";
        }
        if (header == TLS) {
            return "AMQP 1.0.0 with TLS negotiated inside";
        }
        int id = id(header);
        int version = (int) header & 0xff_ffff;
        if (version == 0x00_09_01) {
            return "AMQP 0-9-1";
        }
        if (id == 1 && version >>> 16 == 1) {
            return "AMQP 0-" + ((version & 0xff) == 0 ? version >>> 8 & 0xff : version & 0xff);
        }
        String number = (version >>> 16) + "." + (version >>> 8 & 0xff) + "." + (version & 0xff);
        return id == 0 ? "AMQP " + number : "AMQP " + number + " with protocol id " + id;
    }

    private static int id(long header) {
        return (int) (header >>> VERSION_BITS) & 0xff;
    }

    private static String text(long bits, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = count - 1; i >= 0; i--) {
            int octet = (int) (bits >>> (8 * i)) & 0xff;
            if (octet >= ' ' && octet <= '~' && octet != '"' && octet != '\\') {
                text.append((char) octet);
            } else {
                text.append(String.format(Locale.ROOT, "\\x%02x", octet));
            }
        }
        return text.toString();
    }
}
