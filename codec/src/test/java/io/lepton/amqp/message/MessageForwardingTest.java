// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import static io.lepton.amqp.message.Wire.decode;
import static io.lepton.amqp.message.Wire.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A received message goes on byte for byte, but for the sections that were changed (M-001; part 3, 3.2). */
class MessageForwardingTest {

    /** Legal, but not what our encoder would write: long forms, defaults spelled out, nulls at the end. */
    private static final String HEADER = "005370 d000000009 00000004 42 5004 40 40";

    private static final String INSTRUCTIONS = "005371 c10602 a30164 5401";
    private static final String ANNOTATIONS = "005372 d10000000c 00000002 b300000001 61 5401";
    private static final String PROPERTIES = "005373 d00000000f 00000005 b100000002 6964 40404040";
    private static final String APPLICATION = "005374 d100000010 00000002 a10161 800000000000000001";
    private static final String BODY = "005377 b10000000568656c6c6f";
    private static final String FOOTER = "005378 c10602 a30166 5401";
    private static final String ALL = hex(HEADER, INSTRUCTIONS, ANNOTATIONS, PROPERTIES, APPLICATION, BODY, FOOTER);

    @Test
    void anUntouchedMessageKeepsItsBytes() {
        assertThat(hex(decode(ALL))).isEqualTo(ALL);
    }

    @Test
    void readingEverythingChangesNothing() {
        Message message = decode(ALL);
        message.validate();
        assertThat(message.toString()).contains("id").doesNotContain("hello");
        assertThat(message.properties()).hasSize(1);
        assertThat(message.inferred()).isFalse();
        assertThat(hex(message)).isEqualTo(ALL);
    }

    @Test
    void aHeaderFieldChangesTheHeaderAlone() {
        Message message = decode(ALL).deliveryCount(2).firstAcquirer(false);
        assertThat(hex(message))
                .isEqualTo(hex(
                        "005370 c00805 42 5004 40 42 5202",
                        INSTRUCTIONS,
                        ANNOTATIONS,
                        PROPERTIES,
                        APPLICATION,
                        BODY,
                        FOOTER));
    }

    @Test
    void annotationsAreReplacedWithoutTouchingTheBareMessage() {
        Message message = decode(ALL).annotation("x-opt-hop", 1).instructions(Map.of());
        assertThat(hex(message))
                .isEqualTo(hex(
                        HEADER,
                        "005372 c11304 a30161 5401 a309 782d6f70742d686f70 5401",
                        PROPERTIES,
                        APPLICATION,
                        BODY,
                        FOOTER));
    }

    @Test
    void sectionsThatWereNotThereAreInserted() {
        Message message =
                decode(BODY).ttl(Duration.ofMillis(1)).annotation("a", true).instruction("i", null);
        message.footer(Map.of("f", (byte) 1));
        assertThat(hex(message))
                .isEqualTo(hex(
                        "005370 c00503 4040 5201",
                        "005371 c10502 a30169 40",
                        "005372 c10502 a30161 41",
                        BODY,
                        "005378 c10602 a30166 5101"));
    }

    @Test
    void theBodyIsForwardedAlthoughItCannotBeDecoded() {
        String malformed = "005377 c00301 a1ff";
        Message message = decode(malformed).durable(true);
        assertThatThrownBy(message::body).isInstanceOf(DecodeException.class);
        assertThat(hex(message)).isEqualTo(hex("005370 c00201 41", malformed));
    }

    @Test
    void aChangedBodyChangesTheBodyAlone() {
        assertThat(hex(decode(ALL).body(List.of())))
                .isEqualTo(hex(HEADER, INSTRUCTIONS, ANNOTATIONS, PROPERTIES, APPLICATION, "005377 45", FOOTER));
        assertThat(hex(decode(ALL).clear(Section.BODY)))
                .isEqualTo(hex(HEADER, INSTRUCTIONS, ANNOTATIONS, PROPERTIES, APPLICATION, FOOTER));
    }

    @Test
    void fieldsThatSayTheDefaultStayThereWhenTheirNeighboursChange() {
        Message message = decode("005370 c00402 42 5004", BODY);
        assertThat(message.has(Field.DURABLE)).isTrue();
        assertThat(message.has(Field.PRIORITY)).isTrue();
        assertThat(message.has(Field.TTL)).isFalse();
        assertThat(hex(message.ttl(Duration.ZERO))).isEqualTo(hex("005370 c00503 42 5004 43", BODY));
        assertThat(hex(message.clear(Field.TTL).clear(Field.PRIORITY))).isEqualTo(hex("005370 c00201 42", BODY));
        assertThat(hex(message.clear(Field.DURABLE))).isEqualTo(hex(BODY));
    }

    @Test
    void aCopyGoesItsOwnWay() {
        Message message = decode(ALL);
        message.annotation("one", 1);
        Message copy = message.copy();
        copy.annotation("two", 2).durable(true).to("elsewhere").property("p", 3).body("other");
        assertThat(message.annotations()).doesNotContainKey(Symbol.of("two"));
        assertThat(copy.annotations()).containsKeys(Symbol.of("one"), Symbol.of("two"));
        assertThat(message.durable()).isFalse();
        assertThat(message.to()).isNull();
        assertThat(message.properties()).hasSize(1);
        assertThat(message.body()).isEqualTo("hello");
        assertThat(copy).isNotEqualTo(message);
        assertThat(hex(decode(ALL).copy())).isEqualTo(ALL);
    }

    @Test
    void aMessageInTheMiddleOfAnArrayIsRead() {
        byte[] around = Wire.bytes("ffff", ALL, "ffff");
        Message message = Message.decode(around, 2, around.length - 4, DecodeLimits.DEFAULT);
        assertThat(message.id()).isEqualTo("id");
        assertThat(message.body()).isEqualTo("hello");
        assertThat(hex(message.copy())).isEqualTo(ALL);
    }

    @Test
    void aBufferIsReadToItsEndAndMayBeUsedAgain() {
        Buffer buffer = Buffer.allocate(64);
        Message.of("first").encode(buffer);
        Message message = Message.decode(buffer);
        assertThat(buffer.readable()).isZero();
        buffer.clear();
        Message.of("other").encode(buffer);
        assertThat(message.body()).isEqualTo("first");
    }

    @Test
    void dataIsAViewOfTheReceivedBytes() {
        byte[] payload = new Message().data(new byte[1 << 20]).encode();
        Message message = Message.decode(payload);
        payload[payload.length - 1] = 42;
        Binary body = (Binary) message.body();
        assertThat(body.size()).isEqualTo(1 << 20);
        assertThat(body.get(body.size() - 1)).isEqualTo((byte) 42);
        ByteBuffer view = message.data().get(0).asByteBuffer();
        assertThat(view.isReadOnly()).isTrue();
        assertThat(view.remaining()).isEqualTo(1 << 20);
    }

    @Test
    void anotherFormatIsPassedAsBytes() {
        byte[] payload = {1, 2, 3};
        Message message = Message.raw(0x80013700L, payload);
        assertThat(message.messageFormat()).isEqualTo(0x80013700L);
        assertThat(message.payload()).isEqualTo(Binary.of(payload));
        assertThat(message.encode()).isEqualTo(payload);
        assertThat(message.copy().payload()).isEqualTo(Binary.of(payload));
        assertThat(message.toString()).contains("2147563264").contains("3 bytes");
        assertThatThrownBy(message::body)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("payload()");
        assertThatThrownBy(() -> message.durable(true)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Message.raw(0, payload)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Message.raw(1L << 32, payload)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Message.of("x").messageFormat()).isZero();
        assertThat(Message.of("x").payload())
                .isEqualTo(Binary.of(Message.of("x").encode()));
    }

    @Test
    void whatCannotBeEncodedLeavesNoBytesBehind() {
        Buffer out = Buffer.allocate(64);
        out.writeByte(7);
        Message message = new Message().to("somewhere").body(List.of("a", new Object()));
        assertThatThrownBy(() -> message.encode(out)).isInstanceOf(IllegalArgumentException.class);
        assertThat(out.readable()).isEqualTo(1);
    }
}
