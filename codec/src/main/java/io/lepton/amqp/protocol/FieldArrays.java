// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.types.Symbol;
import java.util.List;

/**
 * Fields that may have several symbols (part 1, 1.4): read from one bare symbol or an array. Written as an array even if it is
 * one, because there are peers that know nothing else.
 */
final class FieldArrays {

    private FieldArrays() {}

    static List<Symbol> read(Buffer in, DecodeLimits limits) {
        int start = in.readIndex();
        Object value = Decoder.readValue(in, limits);
        if (value instanceof Symbol symbol) {
            return List.of(symbol);
        }
        if (value instanceof Symbol[] symbols) {
            return List.of(symbols);
        }
        throw DecodeException.malformed("an array of something else than symbols", start);
    }

    static void write(Buffer out, List<Symbol> symbols) {
        Encoder.writeArray(out, symbols.toArray(Symbol[]::new));
    }
}
