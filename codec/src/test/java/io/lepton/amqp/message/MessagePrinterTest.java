// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.Symbol;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A message in a log: recognisable, bounded, without payload, and never an exception (B24). */
class MessagePrinterTest {

    @Test
    void whatIsThereIsShownOnOneLine() {
        Message message = Message.of("secret body")
                .id("id-1")
                .to("orders")
                .durable(true)
                .ttl(Duration.ofSeconds(5))
                .property("colour", "blue")
                .annotation("x-opt-a", 1);
        assertThat(message.toString())
                .isEqualTo("Message[message-id=\"id-1\", to=\"orders\", durable=true, ttl=PT5S,"
                        + " properties={\"colour\"=\"blue\"}, annotations={:x-opt-a=1}, body=value, string of 11]");
        assertThat(Wire.again(message).toString()).contains("to=\"orders\"").doesNotContain("secret");
    }

    @Test
    void everyKindOfBodyIsShownByItsSize() {
        assertThat(new Message()).hasToString("Message[body=value, null]");
        assertThat(new Message().clear(Section.BODY)).hasToString("Message[body=none]");
        assertThat(Message.of(new byte[3])).hasToString("Message[body=data, 3 bytes]");
        assertThat(new Message().data(new byte[3], new byte[4])).hasToString("Message[body=data, 7 bytes]");
        assertThat(new Message().sequences(List.of(1, 2))).hasToString("Message[body=sequence, list of 2]");
        assertThat(Message.of(Map.of("a", 1))).hasToString("Message[body=value, map of 1]");
        assertThat(Message.of(new Described(Symbol.of("d"), 1))).hasToString("Message[body=value, Described]");
        assertThat(Wire.again(Message.of("hello"))).hasToString("Message[body=value, 10 bytes encoded]");
    }

    @Test
    void longValuesAndManyEntriesAreCut() {
        Map<String, Object> many =
                IntStream.range(0, 10_000).boxed().collect(Collectors.toMap(i -> "key-" + i, i -> "v".repeat(1000)));
        String long1 = "x".repeat(100_000);
        Message message = Message.of(new byte[1 << 20])
                .id(long1)
                .to(long1)
                .subject(long1)
                .replyTo(long1)
                .correlationId(Binary.of(new byte[100_000]))
                .userId(Binary.of(new byte[100_000]))
                .contentType(long1)
                .groupId(long1)
                .properties(many)
                .annotations(Map.of(long1, List.of(many)))
                .footer(many);
        assertThat(message.toString()).hasSizeLessThan(2500).doesNotContain("\n");
        assertThat(Wire.again(message).toString()).hasSizeLessThan(2500);
    }

    @Test
    void controlCharactersDoNotReachTheLog() {
        assertThat(Message.of(null)
                        .to("a\nb\u001b[31m")
                        .property("k\r\n", "v\n")
                        .toString())
                .doesNotContain("\n", "\r", "\u001b");
    }

    @Test
    void whatCannotBeDecodedIsShownAsSuch() {
        Message message =
                Wire.decode("005370 c00301 5001", "005373 c00603 4040 a10171", "005374 c10302 a100", "005375 a000");
        assertThat(message.toString())
                .contains("to=\"q\"")
                .contains("header=<malformed: ")
                .contains("application-properties=<malformed: ")
                .contains("body=data");
    }

    @Test
    void valuesThatCannotBeEncodedAreShownToo() {
        assertThat(Message.of(new Object()).annotation("x", new Thread()).toString())
                .contains("Object");
    }
}
