// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.types.AmqpArray;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedByte;
import io.lepton.amqp.types.UnsignedInteger;
import io.lepton.amqp.types.UnsignedLong;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Defaults, ranges and types of the fields, and what setters refuse (M-003, M-006 to M-008). */
class MessageFieldsTest {

    private static void assertRefused(ThrowingCallable call, String... mentioned) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(mentioned);
    }

    @Test
    void defaultsAreThoseOfTheStandard() {
        for (Message message : List.of(new Message(), Wire.again(new Message()))) {
            assertThat(message.durable()).isFalse();
            assertThat(message.priority()).isEqualTo(4);
            assertThat(message.ttl()).isNull();
            assertThat(message.firstAcquirer()).isFalse();
            assertThat(message.deliveryCount()).isZero();
            assertThat(message.id()).isNull();
            assertThat(message.userId()).isNull();
            assertThat(message.to()).isNull();
            assertThat(message.subject()).isNull();
            assertThat(message.replyTo()).isNull();
            assertThat(message.correlationId()).isNull();
            assertThat(message.contentType()).isNull();
            assertThat(message.contentEncoding()).isNull();
            assertThat(message.expiryTime()).isNull();
            assertThat(message.creationTime()).isNull();
            assertThat(message.groupId()).isNull();
            assertThat(message.groupSequence()).isNull();
            assertThat(message.replyToGroupId()).isNull();
            assertThat(message.properties()).isEmpty();
            assertThat(message.annotations()).isEmpty();
            assertThat(message.instructions()).isEmpty();
            assertThat(message.footer()).isEmpty();
            assertThat(message.body()).isNull();
            assertThat(message.inferred()).isFalse();
            assertThat(message.messageFormat()).isZero();
        }
    }

    private static Message full() {
        return new Message()
                .durable(true)
                .priority(0)
                .ttl(Duration.ofDays(49))
                .firstAcquirer(true)
                .deliveryCount(1)
                .id(UUID.randomUUID())
                .userId(Binary.of(new byte[] {1}))
                .to("t")
                .subject("s")
                .replyTo("r")
                .correlationId(UnsignedLong.MAX_VALUE)
                .contentType("c")
                .contentEncoding("e")
                .expiryTime(Instant.EPOCH)
                .creationTime(Instant.ofEpochMilli(-5))
                .groupId("g")
                .groupSequence(4294967295L)
                .replyToGroupId("rg");
    }

    @ParameterizedTest
    @EnumSource
    void eachFieldCanBeTakenAwayAlone(Field field) {
        for (Message message : List.of(full(), Wire.again(full()))) {
            assertThat(message.has(field)).isTrue();
            message.clear(field);
            Message again = Wire.again(message);
            for (Field other : Field.values()) {
                assertThat(message.has(other)).as(other.toString()).isEqualTo(other != field);
                assertThat(again.has(other)).as(other.toString()).isEqualTo(other != field);
            }
            assertThat(new Message().has(field)).isFalse();
        }
    }

    @Test
    void aClearedFieldReadsAsItsDefault() {
        Message message = full();
        for (Field field : Field.values()) {
            message.clear(field);
        }
        assertThat(message.priority()).isEqualTo(4);
        assertThat(message.durable()).isFalse();
        assertThat(message.deliveryCount()).isZero();
        assertThat(message.ttl()).isNull();
        assertThat(message.creationTime()).isNull();
        assertThat(message.groupSequence()).isNull();
        assertThat(message.id()).isNull();
        assertThat(message.encode()).isEqualTo(new Message().encode());
    }

    @ParameterizedTest
    @EnumSource
    void eachSectionCanBeTakenAwayAlone(Section section) {
        Message message = full().property("p", 1)
                .annotations(Map.of("a", 1))
                .instruction("i", 1)
                .footer(Map.of("f", 1));
        for (Message each : List.of(message, Wire.again(message))) {
            each.clear(section);
            Message again = Wire.again(each);
            for (Section other : Section.values()) {
                assertThat(each.has(other)).as(other.toString()).isEqualTo(other != section);
                assertThat(again.has(other)).as(other.toString()).isEqualTo(other != section);
            }
        }
    }

    @Test
    void nullTakesAFieldAway() {
        Message message = full().ttl(null)
                .id(null)
                .userId(null)
                .to(null)
                .subject(null)
                .replyTo(null)
                .correlationId(null)
                .contentType(null)
                .contentEncoding(null)
                .expiryTime(null)
                .creationTime(null)
                .groupId(null)
                .replyToGroupId(null)
                .clear(Field.GROUP_SEQUENCE);
        assertThat(message.has(Section.PROPERTIES)).isFalse();
        assertThat(message.ttl()).isNull();
    }

    @Test
    void numbersBeyondTheirRangeAreRefused() {
        Message message = new Message();
        assertRefused(() -> message.priority(-1), "priority", "-1");
        assertRefused(() -> message.priority(256), "priority", "256");
        assertRefused(() -> message.deliveryCount(-1), "delivery-count");
        assertRefused(() -> message.deliveryCount(1L << 32), "delivery-count");
        assertRefused(() -> message.groupSequence(-1), "group-sequence");
        assertRefused(() -> message.groupSequence(1L << 32), "group-sequence");
        assertRefused(() -> message.ttl(Duration.ofMillis(-1)), "ttl");
        assertRefused(() -> message.ttl(Duration.ofMillis(1L << 32)), "ttl");
        assertRefused(() -> message.ttl(Duration.ofSeconds(Long.MAX_VALUE)), "ttl");
        assertRefused(() -> message.expiryTime(Instant.MAX), "absolute-expiry-time");
        assertRefused(() -> message.creationTime(Instant.MIN), "creation-time");
        assertRefused(() -> message.contentType("t\u00e4xt"), "7-bit");
        assertThat(message.encode()).isEqualTo(new Message().encode());
    }

    @Test
    void theEndsOfTheirRangesAreKept() {
        Message message = Wire.again(new Message()
                .priority(255)
                .deliveryCount((1L << 32) - 1)
                .groupSequence(1L << 31)
                .ttl(Duration.ofMillis((1L << 32) - 1)));
        assertThat(message.priority()).isEqualTo(255);
        assertThat(message.deliveryCount()).isEqualTo((1L << 32) - 1);
        assertThat(message.groupSequence()).isEqualTo(1L << 31);
        assertThat(message.ttl()).isEqualTo(Duration.ofMillis((1L << 32) - 1));
    }

    @Test
    void timesAreCutToMilliseconds() {
        Message message = Wire.again(new Message()
                .ttl(Duration.ofNanos(1_999_999))
                .creationTime(Instant.ofEpochSecond(-1, 999_999))
                .expiryTime(Instant.ofEpochMilli(Long.MAX_VALUE)));
        assertThat(message.ttl()).isEqualTo(Duration.ofMillis(1));
        assertThat(message.creationTime()).isEqualTo(Instant.ofEpochSecond(-1));
        assertThat(message.expiryTime()).isEqualTo(Instant.ofEpochMilli(Long.MAX_VALUE));
    }

    @Test
    void idsOfWholeNumbersAreUlongs() {
        for (Object number : List.of(7L, 7, (short) 7, (byte) 7)) {
            assertThat(new Message().id(number).id()).isEqualTo(UnsignedLong.valueOf(7));
        }
        assertThat(new Message().id(new byte[] {1}).id()).isEqualTo(Binary.of(new byte[] {1}));
    }

    @Test
    void otherIdsAreRefused() {
        Message message = new Message();
        assertRefused(() -> message.id(-1), "message-id", "-1");
        assertRefused(() -> message.id(1.5), "message-id", "Double", "UUID");
        assertRefused(() -> message.correlationId(Symbol.of("x")), "correlation-id", "Symbol");
        assertRefused(() -> message.correlationId(new BigDecimal(1)), "correlation-id", "BigDecimal");
        assertRefused(() -> message.id(UnsignedInteger.valueOf(1)), "message-id");
    }

    @Test
    void aReceivedIdIsEchoedUnchanged() {
        for (Object id : List.of("x", new UUID(1, 2), UnsignedLong.MAX_VALUE, Binary.of(new byte[3]))) {
            Message request = Wire.again(new Message().id(id));
            Message response = Wire.again(new Message().correlationId(request.id()));
            assertThat(response.correlationId()).isEqualTo(id);
        }
    }

    static Stream<Object> compoundValues() {
        return Stream.of(
                List.of(1),
                Map.of("a", 1),
                new int[] {1},
                new char[] {'x'},
                AmqpArray.copyOf(new int[] {1}),
                new Described(Symbol.of("d"), List.of()),
                new ArrayList<>(),
                Set.of(),
                new BigDecimal("1.5"),
                new Object());
    }

    @ParameterizedTest
    @MethodSource("compoundValues")
    void applicationPropertiesAreSimple(Object value) {
        Message message = new Message();
        assertRefused(() -> message.property("size", value), "\"size\"", "3.2.5");
        assertRefused(() -> message.properties(Map.of("size", value)), "\"size\"");
        assertThat(message.properties()).isEmpty();
    }

    @Test
    void applicationPropertiesTakeEverySimpleType() {
        Map<String, Object> values = new HashMap<>();
        values.put("null", null);
        values.put("ubyte", UnsignedByte.valueOf(1));
        values.put("long", 1L);
        values.put("double", 0.5);
        values.put("char", 'c');
        values.put("instant", Instant.ofEpochMilli(5));
        values.put("uuid", new UUID(1, 2));
        values.put("symbol", Symbol.of("s"));
        values.put("string", "text");
        values.put("binary", Binary.of(new byte[] {1}));
        values.put("described", new Described(Symbol.of("d"), 1));
        Message message = Wire.again(new Message().properties(values));
        assertThat(message.properties()).isEqualTo(values);
        message = Wire.again(new Message()
                .property("bytes", new byte[] {1})
                .property("buffer", ByteBuffer.wrap(new byte[] {2}))
                .property("text", new StringBuilder("x")));
        assertThat(message.property("bytes")).isEqualTo(Binary.of(new byte[] {1}));
        assertThat(message.property("buffer")).isEqualTo(Binary.of(new byte[] {2}));
        assertThat(message.property("text")).isEqualTo("x");
    }

    @Test
    void keysOfTheWrongTypeAreRefused() {
        Map<String, Object> wrong = wrongKeys();
        assertRefused(() -> new Message().properties(wrong), "String");
        assertRefused(() -> new Message().annotations(Map.of(1, 1)), "Integer");
        assertRefused(() -> new Message().footer(Map.of("\u00e4", 1)), "7-bit");
        assertRefused(() -> new Message().annotation("\u00e4", 1), "7-bit");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, Object> wrongKeys() {
        Map wrong = new HashMap<>();
        wrong.put(1, 1);
        return wrong;
    }

    @Test
    void annotationKeysAreSymbolsOrUlongs() {
        Message message = Wire.again(
                new Message().annotations(Map.of("text", 1, Symbol.of("symbol"), 2, UnsignedLong.valueOf(3), 3)));
        assertThat(message.annotations())
                .isEqualTo(Map.of(Symbol.of("text"), 1, Symbol.of("symbol"), 2, UnsignedLong.valueOf(3), 3));
        assertThat(message.annotation("text")).isEqualTo(1);
        assertThat(message.annotation(Symbol.of("symbol"))).isEqualTo(2);
        assertThat(message.annotation("missing")).isNull();
    }

    @Test
    void entriesCanBeSetReplacedAndTakenAway() {
        Message message = new Message().property("a", 1).property("b", 2).property("a", 3);
        assertThat(message.properties()).containsExactly(Map.entry("a", 3), Map.entry("b", 2));
        assertThat(message.removeProperty("a").removeProperty("c").properties()).containsExactly(Map.entry("b", 2));
        message.annotation("x", 1).annotation("y", null).removeAnnotation("x");
        assertThat(message.annotations()).containsOnlyKeys(Symbol.of("y"));
        assertThat(message.has(Section.MESSAGE_ANNOTATIONS)).isTrue();
        message.removeAnnotation("y");
        assertThat(message.has(Section.MESSAGE_ANNOTATIONS)).isFalse();
    }

    @Test
    void mapsThatAreReadCannotBeWritten() {
        Message message = new Message().property("a", 1).annotation("x", 1);
        assertThatThrownBy(() -> message.properties().put("b", 2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> message.properties().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> message.annotations().remove(Symbol.of("x")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(message.properties()).hasSize(1);
    }
}
