// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.FormatCode;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Messages that are nothing but one data section in its shortest encoding, as very many are (part 3, 3.2.6). Such a message needs
 * no account of its sections, which would be 144 bytes of objects, because it is encoded to the same bytes as one that was made
 * here; and of a payload that has to be copied, the content alone needs to be. All methods may be called from any thread.
 */
public final class DataMessage {

    /** The descriptor of three bytes, and a constructor with a size of one byte, or four. */
    private static final int SMALL_HEADER = 5;

    private static final int LARGE_HEADER = 8;
    private static final int LARGEST_SMALL = 0xff;

    private DataMessage() {}

    /**
     * How many bytes of an encoded message precede its content, 5 or 8, if it is such a message; 0 if it is any other, or its
     * content is longer than {@link DecodeLimits#maxBinaryLength()}. The buffer stays as it is.
     *
     * @param payload the whole message is what is readable
     */
    public static int headerLength(Buffer payload, DecodeLimits limits) {
        return headerLength(payload.array(), payload.readIndex(), payload.readable(), limits);
    }

    static int headerLength(byte[] bytes, int offset, int length, DecodeLimits limits) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length < SMALL_HEADER
                || bytes[offset] != FormatCode.DESCRIBED
                || bytes[offset + 1] != FormatCode.SMALLULONG
                || bytes[offset + 2] != SectionDescriptor.DATA) {
            return 0;
        }
        int code = bytes[offset + 3] & 0xff;
        int header;
        if (code == FormatCode.VBIN8 && (bytes[offset + 4] & 0xff) == length - SMALL_HEADER) {
            header = SMALL_HEADER;
        } else if (code == FormatCode.VBIN32
                && length > LARGE_HEADER + LARGEST_SMALL
                && ByteBuffer.wrap(bytes).getInt(offset + 4) == length - LARGE_HEADER) {
            header = LARGE_HEADER;
        } else {
            return 0;
        }
        return length - header > limits.maxBinaryLength() ? 0 : header;
    }

    /**
     * How many bytes such a message has with a content of that many, 0 or more.
     *
     * @throws ArithmeticException if they are more than an int can count
     */
    public static int encodedLength(int contentLength) {
        return Math.addExact(contentLength, contentLength > LARGEST_SMALL ? LARGE_HEADER : SMALL_HEADER);
    }

    /**
     * A received message with this content; its body is a {@link io.lepton.amqp.types.Binary}. The bytes are not copied: the
     * message keeps the array, which must not be changed afterwards. No limit is applied: who received it has asked
     * {@link #headerLength}.
     */
    public static Message of(byte[] content) {
        return new Message(new Sections(content, 0));
    }
}
