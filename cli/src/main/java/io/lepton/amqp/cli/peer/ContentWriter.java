// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lepton.amqp.types.Binary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Writes bytes and texts; those of more than 4096 bytes as their size and SHA-256, which two ends can compare. */
final class ContentWriter {

    private static final int WRITTEN_OUT = 4096;
    private static final int PIECE = 1 << 13;

    private ContentWriter() {}

    static void binary(JsonGenerator json, Binary bytes) throws IOException {
        if (bytes.size() <= WRITTEN_OUT) {
            json.writeString(Hex.of(bytes));
            return;
        }
        MessageDigest digest = sha256();
        digest.update(bytes.asByteBuffer());
        write(json, bytes.size(), digest);
    }

    static void text(JsonGenerator json, String text) throws IOException {
        if (text.length() <= WRITTEN_OUT / 3) {
            json.writeString(text);
            return;
        }
        MessageDigest digest = sha256();
        long size = update(digest, text);
        if (size <= WRITTEN_OUT) {
            json.writeString(text);
        } else {
            write(json, size, digest);
        }
    }

    /** Feeds the UTF-8 bytes of a text to a digest piece by piece, and says how many there were. */
    private static long update(MessageDigest digest, String text) {
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
        CharBuffer rest = CharBuffer.wrap(text);
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        long size = 0;
        do {
            piece.clear();
            encoder.encode(rest, piece, true);
            piece.flip();
            size += piece.remaining();
            digest.update(piece);
        } while (rest.hasRemaining());
        return size;
    }

    private static void write(JsonGenerator json, long size, MessageDigest digest) throws IOException {
        byte[] sum = digest.digest();
        json.writeStartObject();
        json.writeNumberField("size", size);
        json.writeStringField("sha256", Hex.of(Binary.wrap(sum, 0, sum.length)));
        json.writeEndObject();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
