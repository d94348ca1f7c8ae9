// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of one line of input. They are kept in parts, so that a line of tens of megabytes is in memory once, and can be
 * read from any offset on, so that no value in it has to be in memory a second time as text.
 */
public final class JsonLine {

    private final List<byte[]> parts = new ArrayList<>(1);
    private boolean tooLong;

    JsonLine() {}

    /** Appends a copy of these bytes. If there is no memory for it, the line is given up. */
    void append(byte[] bytes, int offset, int count) {
        if (count == 0 || tooLong) {
            return;
        }
        try {
            parts.add(Arrays.copyOfRange(bytes, offset, offset + count));
        } catch (OutOfMemoryError e) {
            // the next line may be shorter
            tooLong = true;
            parts.clear();
        }
    }

    boolean isBlank() {
        if (tooLong) {
            return false;
        }
        for (byte[] part : parts) {
            for (byte b : part) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * A cursor at the first token of the line.
     *
     * @throws InputException if the line was given up
     */
    JsonCursor cursor() {
        if (tooLong) {
            throw new InputException("there is not enough memory for a line as long as this");
        }
        return JsonCursor.ofLine(this);
    }

    /** The bytes from {@code offset} on. */
    InputStream from(long offset) {
        return new Bytes(offset);
    }

    /** The text between two offsets. */
    String text(long from, long to) {
        byte[] bytes = new byte[Math.toIntExact(to - from)];
        Bytes in = new Bytes(from);
        int done = 0;
        while (done < bytes.length) {
            done += in.read(bytes, done, bytes.length - done);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private final class Bytes extends InputStream {

        private int part;
        private int place;

        Bytes(long offset) {
            long rest = offset;
            while (part < parts.size() && rest >= parts.get(part).length) {
                rest -= parts.get(part++).length;
            }
            place = (int) rest;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int count) {
            if (part == parts.size()) {
                return -1;
            }
            byte[] from = parts.get(part);
            int now = Math.min(count, from.length - place);
            System.arraycopy(from, place, target, offset, now);
            place += now;
            if (place == from.length) {
                part++;
                place = 0;
            }
            return now;
        }

        @Override
        public void close() throws IOException {
            part = parts.size();
        }
    }
}
