// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import static io.lepton.amqp.message.Wire.decode;
import static io.lepton.amqp.message.Wire.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedLong;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Messages against bytes that were worked out by hand from parts 1 and 3 of the standard, both ways (M-001 to M-010). */
class MessageVectorsTest {

    private static final String NULL_BODY = "005377 40";

    @Test
    void aNewMessageIsTheValueNull() {
        assertThat(hex(new Message())).isEqualTo(hex(NULL_BODY));
    }

    @Test
    void aTextIsAValueString() {
        String wire = hex("005377 a105 68656c6c6f");
        assertThat(hex(Message.of("hello"))).isEqualTo(wire);
        assertThat(decode(wire).body()).isEqualTo("hello");
        assertThat(decode(wire).bodyKind()).isEqualTo(BodyKind.VALUE);
    }

    @Test
    void bytesAreOneDataSection() {
        String wire = hex("005375 a003 010203");
        assertThat(hex(Message.of(new byte[] {1, 2, 3}))).isEqualTo(wire);
        assertThat(decode(wire).body()).isEqualTo(Binary.of(new byte[] {1, 2, 3}));
        assertThat(decode(wire).bodyKind()).isEqualTo(BodyKind.DATA);
    }

    @Test
    void theHeaderEndsAtItsLastField() {
        assertThat(hex(new Message().durable(true))).isEqualTo(hex("005370 c00201 41", NULL_BODY));
        assertThat(hex(new Message().priority(9))).isEqualTo(hex("005370 c00402 40 5009", NULL_BODY));
        assertThat(hex(new Message().ttl(Duration.ofMillis(256))))
                .isEqualTo(hex("005370 c00803 40 40 7000000100", NULL_BODY));
        assertThat(hex(new Message().deliveryCount(4294967295L)))
                .isEqualTo(hex("005370 c00a05 40 40 40 40 70ffffffff", NULL_BODY));
    }

    @Test
    void theHeaderCarriesAllItsFields() {
        String wire = hex("005370 c00905 41 5009 5264 41 5203", NULL_BODY);
        Message message = new Message()
                .durable(true)
                .priority(9)
                .ttl(Duration.ofMillis(100))
                .firstAcquirer(true)
                .deliveryCount(3);
        assertThat(hex(message)).isEqualTo(wire);
        Message decoded = decode(wire);
        assertThat(decoded.durable()).isTrue();
        assertThat(decoded.priority()).isEqualTo(9);
        assertThat(decoded.ttl()).isEqualTo(Duration.ofMillis(100));
        assertThat(decoded.firstAcquirer()).isTrue();
        assertThat(decoded.deliveryCount()).isEqualTo(3);
    }

    @Test
    void thePropertiesCarryAllTheirFields() {
        String wire = hex(
                "005373 c03a0d",
                "a1026964 a00175 a102746f a10173 a1027274 5307 a3032a2f2a a304677a6970",
                "83000000000000000a 83ffffffffffffffff a10167 43 a1027267",
                NULL_BODY);
        Message message = new Message()
                .id("id")
                .userId(Binary.of(new byte[] {'u'}))
                .to("to")
                .subject("s")
                .replyTo("rt")
                .correlationId(7)
                .contentType("*/*")
                .contentEncoding("gzip")
                .expiryTime(Instant.ofEpochMilli(10))
                .creationTime(Instant.ofEpochMilli(-1))
                .groupId("g")
                .groupSequence(0)
                .replyToGroupId("rg");
        assertThat(hex(message)).isEqualTo(wire);
        Message decoded = decode(wire);
        assertThat(decoded.id()).isEqualTo("id");
        assertThat(decoded.userId()).isEqualTo(Binary.of(new byte[] {'u'}));
        assertThat(decoded.to()).isEqualTo("to");
        assertThat(decoded.subject()).isEqualTo("s");
        assertThat(decoded.replyTo()).isEqualTo("rt");
        assertThat(decoded.correlationId()).isEqualTo(UnsignedLong.valueOf(7));
        assertThat(decoded.contentType()).isEqualTo("*/*");
        assertThat(decoded.contentEncoding()).isEqualTo("gzip");
        assertThat(decoded.expiryTime()).isEqualTo(Instant.ofEpochMilli(10));
        assertThat(decoded.creationTime()).isEqualTo(Instant.ofEpochMilli(-1));
        assertThat(decoded.groupId()).isEqualTo("g");
        assertThat(decoded.groupSequence()).isZero();
        assertThat(decoded.replyToGroupId()).isEqualTo("rg");
    }

    @Test
    void eachPropertyAloneEndsTheListBehindIt() {
        assertThat(hex(new Message().id("i"))).isEqualTo(hex("005373 c00401 a10169", NULL_BODY));
        assertThat(hex(new Message().userId(Binary.EMPTY))).isEqualTo(hex("005373 c00402 40 a000", NULL_BODY));
        assertThat(hex(new Message().to("a"))).isEqualTo(hex("005373 c00603 4040 a10161", NULL_BODY));
        assertThat(hex(new Message().subject("a"))).isEqualTo(hex("005373 c00704 404040 a10161", NULL_BODY));
        assertThat(hex(new Message().replyTo("a"))).isEqualTo(hex("005373 c00805 40404040 a10161", NULL_BODY));
        assertThat(hex(new Message().correlationId(0))).isEqualTo(hex("005373 c00706 4040404040 44", NULL_BODY));
        assertThat(hex(new Message().contentType("a"))).isEqualTo(hex("005373 c00a07 404040404040 a30161", NULL_BODY));
        assertThat(hex(new Message().contentEncoding("a")))
                .isEqualTo(hex("005373 c00b08 40404040404040 a30161", NULL_BODY));
        assertThat(hex(new Message().expiryTime(Instant.EPOCH)))
                .isEqualTo(hex("005373 c01209 4040404040404040 830000000000000000", NULL_BODY));
        assertThat(hex(new Message().creationTime(Instant.EPOCH)))
                .isEqualTo(hex("005373 c0130a 404040404040404040 830000000000000000", NULL_BODY));
        assertThat(hex(new Message().groupId("a")))
                .isEqualTo(hex("005373 c00e0b 40404040404040404040 a10161", NULL_BODY));
        assertThat(hex(new Message().groupSequence(1)))
                .isEqualTo(hex("005373 c00e0c 4040404040404040404040 5201", NULL_BODY));
        assertThat(hex(new Message().replyToGroupId("a")))
                .isEqualTo(hex("005373 c0100d 404040404040404040404040 a10161", NULL_BODY));
    }

    @Test
    void propertiesBeyond255BytesTakeTheLongForm() {
        String subject = "s".repeat(248);
        assertThat(hex(new Message().subject(subject)))
                .isEqualTo(hex("005373 c0fe04 404040 a1f8", "73".repeat(248), NULL_BODY));
        subject = "s".repeat(250);
        assertThat(hex(new Message().subject(subject)))
                .isEqualTo(hex("005373 d000000103 00000004 404040 a1fa", "73".repeat(250), NULL_BODY));
        assertThat(Wire.again(new Message().subject(subject)).subject()).isEqualTo(subject);
    }

    @Test
    void idsKeepTheirType() {
        UUID uuid = new UUID(0x0102030405060708L, 0x090a0b0c0d0e0f10L);
        assertThat(hex(new Message().id(uuid)))
                .isEqualTo(hex("005373 c01201 98 0102030405060708090a0b0c0d0e0f10", NULL_BODY));
        assertThat(hex(new Message().id(UnsignedLong.MAX_VALUE)))
                .isEqualTo(hex("005373 c00a01 80 ffffffffffffffff", NULL_BODY));
        assertThat(hex(new Message().id(Binary.of(new byte[] {7})))).isEqualTo(hex("005373 c00401 a00107", NULL_BODY));
        for (Object id : List.of(uuid, UnsignedLong.MAX_VALUE, UnsignedLong.ZERO, Binary.of(new byte[] {7}), "x")) {
            assertThat(Wire.again(new Message().id(id)).id()).isEqualTo(id);
            assertThat(Wire.again(new Message().correlationId(id)).correlationId())
                    .isEqualTo(id);
        }
    }

    @Test
    void allSectionsComeInOrder() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("a", 1);
        properties.put("b", null);
        Message message = new Message()
                .footer(Map.of("f", true))
                .body("x")
                .properties(properties)
                .to("q")
                .annotation("m", 2L)
                .instruction("d", Symbol.of("s"))
                .durable(true);
        String wire = hex(
                "005370 c00201 41",
                "005371 c10702 a30164 a30173",
                "005372 c10602 a3016d 5502",
                "005373 c00603 4040 a10171",
                "005374 c10a04 a10161 5401 a10162 40",
                "005377 a10178",
                "005378 c10502 a30166 41");
        assertThat(hex(message)).isEqualTo(wire);
        Message decoded = decode(wire);
        assertThat(decoded.properties()).isEqualTo(properties);
        assertThat(decoded.annotations()).isEqualTo(Map.of(Symbol.of("m"), 2L));
        assertThat(decoded.instructions()).isEqualTo(Map.of(Symbol.of("d"), Symbol.of("s")));
        assertThat(decoded.footer()).isEqualTo(Map.of(Symbol.of("f"), true));
        assertThat(hex(decoded)).isEqualTo(wire);
    }

    @Test
    void aBodyOfSeveralSectionsKeepsThemAll() {
        String data = hex("005375 a00101 005375 a000 005375 a0020203");
        assertThat(hex(new Message().data(new byte[] {1}, new byte[0], new byte[] {2, 3})))
                .isEqualTo(data);
        assertThat(decode(data).data())
                .containsExactly(Binary.of(new byte[] {1}), Binary.EMPTY, Binary.of(new byte[] {2, 3}));
        assertThat(decode(data).body()).isEqualTo(Binary.of(new byte[] {1, 2, 3}));

        String sequences = hex("005376 45 005376 c00602 5401 a10178");
        assertThat(hex(new Message().sequences(List.of(), List.of(1, "x")))).isEqualTo(sequences);
        assertThat(decode(sequences).sequences()).containsExactly(List.of(), List.of(1, "x"));
        assertThat(decode(sequences).body()).isEqualTo(List.of(1, "x"));
    }

    @Test
    void longAndSymbolicDescriptorsAreUnderstoodToo() {
        String header = hex("0080 0000000000000070 c00201 41");
        String value = hex("00a311 616d71703a616d71702d76616c75653a2a 5401");
        Message message = decode(header, value);
        assertThat(message.durable()).isTrue();
        assertThat(message.body()).isEqualTo(1);
        assertThat(hex(message)).isEqualTo(header + value);
    }

    @Test
    void fieldsThatTheStandardDoesNotKnowYetAreIgnored() {
        Message message = decode("005370 c00c06 41 5009 5264 41 5203 a10178", NULL_BODY);
        assertThat(message.deliveryCount()).isEqualTo(3);
    }
}
