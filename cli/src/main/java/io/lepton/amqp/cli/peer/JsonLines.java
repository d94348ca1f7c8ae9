// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Standard input line by line; lines of nothing but white space are passed over. Not thread-safe. */
public final class JsonLines {

    private static final int READ_AT_ONCE = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[READ_AT_ONCE];
    private int begin;
    private int end;

    /** The lines of {@code in}, as UTF-8. */
    public JsonLines(InputStream in) {
        this.in = in;
    }

    /** The next line, or null at the end of the input. */
    public @Nullable JsonLine next() throws IOException {
        while (begin < end || fill()) {
            JsonLine line = line();
            if (!line.isBlank()) {
                return line;
            }
        }
        return null;
    }

    private boolean fill() throws IOException {
        begin = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }

    private JsonLine line() throws IOException {
        JsonLine line = new JsonLine();
        do {
            int stop = begin;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            line.append(buffer, begin, stop - begin);
            begin = stop + 1;
            if (stop < end) {
                return line;
            }
        } while (fill());
        return line;
    }
}
