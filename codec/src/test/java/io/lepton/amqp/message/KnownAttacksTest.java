// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.codec.Allocation;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Published attacks on messages, by their rows in the list of known attacks. */
class KnownAttacksTest {

    private static final int MANY = 100_000;

    @Test
    void b2_body_sections_that_are_many_cost_a_small_multiple_of_their_bytes() {
        byte[] bytes = Wire.bytes("005375a000".repeat(MANY));
        Message message = Message.decode(bytes);
        assertThat(Allocation.of(() -> assertThat(message.data()).hasSize(MANY)))
                .isLessThan(64L * bytes.length);
    }

    @Test
    void b3_a_deep_body_is_refused_when_it_is_asked_for_and_costs_nothing_before() {
        int levels = 50_000;
        byte[] bytes = new byte[3 + 9 * levels];
        System.arraycopy(Wire.bytes("005377"), 0, bytes, 0, 3);
        for (int level = 0; level < levels; level++) {
            int at = 3 + 9 * level;
            int size = bytes.length - at - 5;
            byte[] head = Wire.bytes(String.format("d0%08x%08x", size, level == levels - 1 ? 0 : 1));
            System.arraycopy(head, 0, bytes, at, 9);
        }
        Message message = Message.decode(bytes);
        assertThat(message.toString()).contains("bytes encoded");
        assertThatThrownBy(message::body)
                .isInstanceOfSatisfying(
                        DecodeException.class,
                        e -> assertThat(e.condition().condition()).isEqualTo(AmqpError.RESOURCE_LIMIT_EXCEEDED));
        assertThat(message.encode()).isEqualTo(bytes);
    }

    @Test
    void b24_a_hostile_section_neither_blocks_nor_breaks_its_text_or_its_neighbours() {
        Map<String, Object> many = new LinkedHashMap<>();
        for (int i = 0; i < MANY; i++) {
            many.put("key-" + i, "v");
        }
        byte[] sound = Message.of("b".repeat(MANY)).properties(many).to("queue").encode();
        assertThat(Message.decode(sound).toString()).hasSizeLessThan(1_000);
        Message hostile = Wire.decode("005372 c10302 a100", "005373 c00603 4040 a10171", "005377 a102c328");
        assertThat(hostile.toString()).contains("malformed").contains("to=\"q\"");
        assertThat(hostile.to()).isEqualTo("q");
        assertThatThrownBy(hostile::annotations).isInstanceOf(DecodeException.class);
        assertThatThrownBy(hostile::body).isInstanceOf(DecodeException.class);
    }

    @Test
    void b24_a_serialised_object_stays_bytes() {
        Message object = Wire.again(JmsMapping.object(new byte[] {(byte) 0xac, (byte) 0xed, 0, 5}));
        assertThat(JmsMapping.typeOf(object)).isEqualTo(JmsMessageType.OBJECT);
        assertThat(object.body()).isEqualTo(Binary.of(new byte[] {(byte) 0xac, (byte) 0xed, 0, 5}));
        assertThat(JmsMapping.textOf(object)).isNull();
    }

    @Test
    void b30_no_section_is_lost_or_moved() {
        String wire = Wire.hex("005375 a00101", "005375 a00102", "005378 c10602 a30166 5401");
        Message message = Wire.decode(wire);
        assertThat(message.data()).hasSize(2);
        assertThat(message.footer()).isEqualTo(Map.of(Symbol.of("f"), 1));
        Message anew =
                new Message().footer(message.footer()).data(message.data().toArray(new Binary[0]));
        assertThat(Wire.hex(anew)).isEqualTo(wire);
    }

    @Test
    void b30_values_keep_their_types_wherever_they_stand() {
        List<Object> list = Arrays.asList(null, 1, 1L, (short) 1, (byte) 1, 1.0f, 1.0, '1', "1", Symbol.of("1"));
        Map<Object, Object> keys = new LinkedHashMap<>();
        list.stream().filter(key -> key != null).forEach(key -> keys.put(key, key));
        Message message =
                Wire.again(Message.of(keys).annotation("x-opt-list", list).property("long", (1L << 53) + 1));
        assertThat(message.body()).isEqualTo(keys);
        assertThat(message.annotation("x-opt-list")).isEqualTo(list);
        assertThat(message.property("long")).isEqualTo((1L << 53) + 1);
    }
}
