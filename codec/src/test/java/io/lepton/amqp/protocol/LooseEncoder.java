// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedInteger;
import io.lepton.amqp.types.UnsignedLong;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Writes values in any legal encoding, chosen at random, as a peer might whose taste differs from ours (T-007, T-022, T-023). */
final class LooseEncoder {

    private final Random random;

    LooseEncoder(Random random) {
        this.random = random;
    }

    /** A composite value: any form of its descriptor, trailing nulls, unknown fields at the end. */
    void writeComposite(Buffer out, Described value, Composite<?> type) {
        out.writeByte(0);
        switch (random.nextInt(4)) {
            case 0 -> writeText(out, 0xa3, type.symbol().toString());
            case 1 -> writeText(out, 0xb3, type.symbol().toString());
            case 2 -> {
                out.writeByte(0x80);
                out.writeLong(type.code());
            }
            default -> Encoder.writeUlong(out, type.code());
        }
        List<@Nullable Object> fields = new ArrayList<>((List<?>) value.value());
        while (fields.size() < type.fields().size() && random.nextBoolean()) {
            fields.add(null);
        }
        if (fields.size() == type.fields().size() && random.nextInt(4) == 0) {
            fields.add(random.nextBoolean() ? null : "unknown field");
        }
        writeList(out, fields);
    }

    private void writeList(Buffer out, List<? extends @Nullable Object> items) {
        if (items.isEmpty() && random.nextBoolean()) {
            out.writeByte(0x45);
            return;
        }
        Buffer content = Buffer.allocate(64);
        items.forEach(item -> write(content, item));
        int size = content.readable();
        if (size < 255 && random.nextInt(3) > 0) {
            out.writeByte(0xc0);
            out.writeByte(size + 1);
            out.writeByte(items.size());
        } else {
            out.writeByte(0xd0);
            out.writeInt(size + 4);
            out.writeInt(items.size());
        }
        out.writeBytes(content, size);
    }

    private void write(Buffer out, @Nullable Object value) {
        if (value instanceof Boolean bool && random.nextBoolean()) {
            out.writeByte(0x56);
            out.writeByte(bool ? 1 : 0);
        } else if (value instanceof UnsignedInteger number && random.nextInt(3) == 0) {
            out.writeByte(0x70);
            out.writeInt(number.intValue());
        } else if (value instanceof UnsignedLong number && random.nextInt(3) == 0) {
            out.writeByte(0x80);
            out.writeLong(number.longValue());
        } else if (value instanceof Binary binary && random.nextInt(3) == 0) {
            out.writeByte(0xb0);
            out.writeInt(binary.size());
            out.writeBytes(binary.toByteArray(), 0, binary.size());
        } else if (value instanceof String text && random.nextInt(3) == 0) {
            writeText(out, 0xb1, text);
        } else if (value instanceof Symbol symbol && random.nextInt(3) == 0) {
            writeText(out, 0xb3, symbol.toString());
        } else if (value instanceof Symbol[] symbols && symbols.length == 1 && random.nextBoolean()) {
            Encoder.writeSymbol(out, symbols[0]);
        } else if (value instanceof Described described) {
            out.writeByte(0);
            write(out, described.descriptor());
            write(out, described.value());
        } else if (value instanceof List<?> list) {
            writeList(out, list);
        } else {
            Encoder.writeValue(out, value);
        }
    }

    private static void writeText(Buffer out, int code, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeByte(code);
        if (code < 0xb0) {
            out.writeByte(bytes.length);
        } else {
            out.writeInt(bytes.length);
        }
        out.writeBytes(bytes, 0, bytes.length);
    }
}
