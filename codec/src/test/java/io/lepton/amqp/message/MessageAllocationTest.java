// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.codec.Allocation;
import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.types.Binary;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What encoding and decoding ask of the memory, counted in bytes and not in time. */
class MessageAllocationTest {

    private static final int MIB = 1 << 20;

    private static Message small() {
        return new Message()
                .durable(true)
                .priority(5)
                .id("message-0000000001")
                .to("bench/queue")
                .subject("order.created")
                .correlationId("correlation-0001")
                .contentType("text/plain")
                .creationTime(Instant.EPOCH)
                .property("tenant", "blue")
                .property("count", 123_456_789L)
                .annotation("x-opt-a", 1)
                .body("x".repeat(100));
    }

    private static long least(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 50; i++) {
            least = Math.min(least, Allocation.of(work));
        }
        return least;
    }

    @Test
    void encodingASmallMessageIntoAReusedBufferAllocatesNothing() {
        Buffer out = Buffer.allocate(1024);
        Message built = small();
        Message received = Wire.again(small());
        Message decoded = Wire.again(small());
        decoded.validate();
        for (Message message : new Message[] {built, received, decoded, Message.of(new byte[100])}) {
            assertThat(least(() -> {
                        out.clear();
                        message.encode(out);
                    }))
                    .isZero();
        }
    }

    /** Two objects and the view of the bytes, 16, 40 and 24 bytes with compressed references. */
    @Test
    void aMessageOfBytesOrTextAloneIsTwoObjects() {
        byte[] body = new byte[100];
        byte[] bytes = Message.of(body).encode();
        assertThat(least(() -> Message.of(body))).isLessThanOrEqualTo(56);
        assertThat(least(() -> Message.of("text"))).isLessThanOrEqualTo(56);
        assertThat(least(() -> Message.decode(bytes).body())).isLessThanOrEqualTo(80);
    }

    @Test
    void findingTheSectionsOfAMessageAllocatesTheMessageAlone() {
        byte[] bytes = small().encode();
        assertThat(least(() -> Message.decode(bytes))).isLessThanOrEqualTo(256);
    }

    /** Its texts and numbers take about 800 bytes; the rest is the message and its sections. */
    @Test
    void decodingAllOfASmallMessageAllocatesLittleBesideItsValues() {
        byte[] bytes = small().encode();
        assertThat(least(() -> Message.decode(bytes).validate())).isLessThanOrEqualTo(1_300);
    }

    @Test
    void dataOfOneMebibyteIsNotCopied() {
        byte[] bytes = Message.of(new byte[MIB]).encode();
        assertThat(least(() -> {
                    Binary body = (Binary) Message.decode(bytes).body();
                    assertThat(body.get(MIB - 1)).isZero();
                }))
                .isLessThan(16 << 10);
    }

    @Test
    void dataOfOneMebibyteIsForwardedWithNewAnnotationsAndNoCopyButTheLast() {
        byte[] bytes = Message.of(new byte[MIB]).encode();
        Buffer out = Buffer.allocate(2 * MIB);
        assertThat(least(() -> {
                    out.clear();
                    Message.decode(bytes).deliveryCount(1).encode(out);
                }))
                .isLessThan(1024);
    }

    @Test
    void encodingToBytesOfTheirOwnAllocatesTheBytesTwiceAtMost() {
        Message message = Message.of(new byte[MIB]);
        assertThat(least(message::encode)).isLessThan(2 * MIB + 1024);
    }

    @Test
    void hostileMessagesAllocateASmallMultipleOfTheirSize() {
        for (int seed = 0; seed < 5_000; seed++) {
            byte[] bytes = corrupted(seed);
            attempt(bytes);
            assertThat(Allocation.of(() -> attempt(bytes)))
                    .as("seed %d of %d bytes", seed, bytes.length)
                    .isLessThan(Allocation.CONSTANT + (long) Allocation.MULTIPLE * bytes.length);
        }
    }

    private static byte[] corrupted(int seed) {
        byte[] bytes = new MessageGenerator(seed).message().encode();
        Random random = new Random(seed);
        for (int i = bytes.length == 0 ? 0 : 1 + random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    /** All that a receiver may do with a message, each section by itself. */
    private static void attempt(byte[] bytes) {
        Message message;
        try {
            message = Message.decode(bytes);
        } catch (DecodeException refused) {
            return;
        }
        for (Section section : Section.values()) {
            try {
                read(message, section);
            } catch (DecodeException malformed) {
                assertThat(malformed.offset()).isBetween(0, bytes.length);
            }
        }
    }

    private static void read(Message message, Section section) {
        switch (section) {
            case HEADER -> message.priority();
            case DELIVERY_ANNOTATIONS -> message.instructions();
            case MESSAGE_ANNOTATIONS -> message.annotations();
            case PROPERTIES -> message.id();
            case APPLICATION_PROPERTIES -> message.properties();
            case BODY -> message.body();
            case FOOTER -> message.footer();
        }
    }
}
