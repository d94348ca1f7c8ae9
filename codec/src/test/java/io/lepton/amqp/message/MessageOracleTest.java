// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.UnsignedLong;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.qpid.protonj2.buffer.ProtonBuffer;
import org.apache.qpid.protonj2.buffer.ProtonBufferAllocator;
import org.apache.qpid.protonj2.codec.CodecFactory;
import org.apache.qpid.protonj2.codec.Decoder;
import org.apache.qpid.protonj2.codec.Encoder;
import org.apache.qpid.protonj2.types.messaging.AmqpValue;
import org.apache.qpid.protonj2.types.messaging.ApplicationProperties;
import org.apache.qpid.protonj2.types.messaging.Data;
import org.apache.qpid.protonj2.types.messaging.Header;
import org.apache.qpid.protonj2.types.messaging.Properties;
import org.junit.jupiter.api.Test;

/** protonj2 1.1.0 as a second opinion on sections: it reads what we write, and we read what it writes of that. */
class MessageOracleTest {

    private static final int MESSAGES = 2_000;

    private final Decoder decoder = CodecFactory.getDefaultDecoder();
    private final Encoder encoder = CodecFactory.getDefaultEncoder();

    /** Without the sections whose values protonj2 is known to misread; those are compared value by value elsewhere. */
    private static Message message(int seed) {
        Message message = new MessageGenerator(seed).message();
        message.clear(Section.MESSAGE_ANNOTATIONS)
                .clear(Section.DELIVERY_ANNOTATIONS)
                .clear(Section.FOOTER);
        message.properties(Map.of("seed", seed, "text", "t" + seed));
        if (message.bodyKind() != BodyKind.DATA) {
            message.body("body " + seed);
        }
        return message;
    }

    private List<Object> theirs(byte[] bytes) {
        ProtonBuffer buffer = ProtonBufferAllocator.defaultAllocator().copy(bytes);
        List<Object> sections = new ArrayList<>();
        while (buffer.isReadable()) {
            sections.add(decoder.readObject(buffer, decoder.newDecoderState()));
        }
        return sections;
    }

    private byte[] written(List<Object> sections) {
        ProtonBuffer buffer = ProtonBufferAllocator.defaultAllocator().allocate(64);
        for (Object section : sections) {
            encoder.writeObject(buffer, encoder.newEncoderState(), section);
        }
        byte[] bytes = new byte[buffer.getReadableBytes()];
        buffer.readBytes(bytes, 0, bytes.length);
        return bytes;
    }

    @Test
    void itFindsTheSectionsThatWeWrite() {
        for (int seed = 0; seed < MESSAGES; seed++) {
            Message message = message(seed);
            for (Object section : theirs(message.encode())) {
                if (section instanceof Header header) {
                    assertThat(header.isDurable()).isEqualTo(message.durable());
                    assertThat(header.getPriority() & 0xff).isEqualTo(message.priority());
                    assertThat(header.getDeliveryCount()).isEqualTo(message.deliveryCount());
                    assertThat(header.isFirstAcquirer()).isEqualTo(message.firstAcquirer());
                    assertThat(header.hasTimeToLive() ? Duration.ofMillis(header.getTimeToLive()) : null)
                            .isEqualTo(message.ttl());
                } else if (section instanceof Properties properties) {
                    assertSame(properties, message);
                } else if (section instanceof ApplicationProperties properties) {
                    assertThat(properties.getValue()).isEqualTo(message.properties());
                } else if (section instanceof AmqpValue<?> value) {
                    assertThat(value.getValue()).isEqualTo(message.body());
                } else {
                    assertThat(section).isInstanceOf(Data.class);
                }
            }
        }
    }

    private static void assertSame(Properties properties, Message message) {
        assertThat(ours(properties.getMessageId())).isEqualTo(message.id());
        assertThat(ours(properties.getUserId())).isEqualTo(message.userId());
        assertThat(properties.getTo()).isEqualTo(message.to());
        assertThat(properties.getSubject()).isEqualTo(message.subject());
        assertThat(properties.getReplyTo()).isEqualTo(message.replyTo());
        assertThat(ours(properties.getCorrelationId())).isEqualTo(message.correlationId());
        assertThat(properties.getContentType()).isEqualTo(message.contentType());
        assertThat(properties.getContentEncoding()).isEqualTo(message.contentEncoding());
        assertThat(properties.hasAbsoluteExpiryTime() ? Instant.ofEpochMilli(properties.getAbsoluteExpiryTime()) : null)
                .isEqualTo(message.expiryTime());
        assertThat(properties.hasCreationTime() ? Instant.ofEpochMilli(properties.getCreationTime()) : null)
                .isEqualTo(message.creationTime());
        assertThat(properties.getGroupId()).isEqualTo(message.groupId());
        assertThat(properties.hasGroupSequence() ? properties.getGroupSequence() & 0xffff_ffffL : null)
                .isEqualTo(message.groupSequence());
        assertThat(properties.getReplyToGroupId()).isEqualTo(message.replyToGroupId());
    }

    private static Object ours(Object value) {
        if (value instanceof org.apache.qpid.protonj2.types.Binary binary) {
            return Binary.of(binary.asByteArray());
        } else if (value instanceof org.apache.qpid.protonj2.types.UnsignedLong number) {
            return UnsignedLong.ofBits(number.longValue());
        }
        return value;
    }

    @Test
    void whatItWritesOfThemIsTheSameMessageToUs() {
        for (int seed = 0; seed < MESSAGES; seed++) {
            Message message = message(seed);
            Message again = Message.decode(written(theirs(message.encode())));
            again.validate();
            for (Field field : Field.values()) {
                assertThat(MessageRoundTripTest.value(again, field))
                        .as("seed %d %s", seed, field)
                        .isEqualTo(MessageRoundTripTest.value(message, field));
            }
            assertThat(again.properties()).isEqualTo(message.properties());
            assertThat(again.data()).isEqualTo(message.data());
            assertThat(again.bodyKind()).isEqualTo(message.bodyKind());
            if (message.bodyKind() == BodyKind.VALUE) {
                assertThat(again.body()).isEqualTo(message.body());
            }
        }
    }
}
