// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.types.Binary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What JMS peers make of our messages and we of theirs. */
class JmsMappingTest {

    private static final byte[] BYTES = {(byte) 0xac, (byte) 0xed, 0};

    @Test
    void theFactoriesMakeWhatAJmsClientSends() {
        Message text = Wire.again(JmsMapping.text("hello"));
        assertThat(text.annotation("x-opt-jms-msg-type")).isEqualTo((byte) 5);
        assertThat(text.bodyKind()).isEqualTo(BodyKind.VALUE);
        assertThat(text.body()).isEqualTo("hello");

        Message bytes = Wire.again(JmsMapping.bytes(BYTES));
        assertThat(bytes.annotation("x-opt-jms-msg-type")).isEqualTo((byte) 3);
        assertThat(bytes.contentType()).isEqualTo("application/octet-stream");
        assertThat(bytes.data()).containsExactly(Binary.of(BYTES));

        Message map = Wire.again(JmsMapping.map(Map.of("a", 1)));
        assertThat(map.annotation("x-opt-jms-msg-type")).isEqualTo((byte) 2);
        assertThat(map.bodyKind()).isEqualTo(BodyKind.VALUE);
        assertThat(map.body()).isEqualTo(Map.of("a", 1));

        Message stream = Wire.again(JmsMapping.stream(List.of(1, "x")));
        assertThat(stream.annotation("x-opt-jms-msg-type")).isEqualTo((byte) 4);
        assertThat(stream.sequences()).containsExactly(List.of(1, "x"));

        Message object = Wire.again(JmsMapping.object(BYTES));
        assertThat(object.annotation("x-opt-jms-msg-type")).isEqualTo((byte) 1);
        assertThat(object.contentType()).isEqualTo("application/x-java-serialized-object");
        assertThat(object.data()).containsExactly(Binary.of(BYTES));

        Message plain = Wire.again(JmsMapping.message());
        assertThat(plain.annotation("x-opt-jms-msg-type")).isEqualTo((byte) 0);
        assertThat(plain.bodyKind()).isEqualTo(BodyKind.VALUE);
        assertThat(plain.body()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void theAnnotationDecides(JmsMessageType type) {
        Message message = Message.of(1.5).annotation(JmsMapping.MSG_TYPE, type.code());
        assertThat(JmsMapping.typeOf(Wire.again(message))).isEqualTo(type);
    }

    @Test
    void anAnnotationThatSaysNothingKnownDecidesNothing() {
        assertThat(JmsMapping.typeOf(Message.of("x").annotation(JmsMapping.MSG_TYPE, (byte) 6)))
                .isEqualTo(JmsMessageType.TEXT);
        assertThat(JmsMapping.typeOf(Message.of("x").annotation(JmsMapping.MSG_TYPE, (byte) -1)))
                .isEqualTo(JmsMessageType.TEXT);
        assertThat(JmsMapping.typeOf(Message.of("x").annotation(JmsMapping.MSG_TYPE, "3")))
                .isEqualTo(JmsMessageType.TEXT);
    }

    @Test
    void valuesAndSequencesAreToldByTheirType() {
        assertThat(JmsMapping.typeOf(Message.of("x"))).isEqualTo(JmsMessageType.TEXT);
        assertThat(JmsMapping.typeOf(Message.of(null))).isEqualTo(JmsMessageType.TEXT);
        assertThat(JmsMapping.typeOf(Message.of(BYTES))).isEqualTo(JmsMessageType.BYTES);
        assertThat(JmsMapping.typeOf(new Message().inferred(false).body(BYTES))).isEqualTo(JmsMessageType.BYTES);
        assertThat(JmsMapping.typeOf(Message.of(Map.of()))).isEqualTo(JmsMessageType.OBJECT);
        assertThat(JmsMapping.typeOf(Message.of(List.of()))).isEqualTo(JmsMessageType.OBJECT);
        assertThat(JmsMapping.typeOf(Message.of(1))).isEqualTo(JmsMessageType.OBJECT);
        assertThat(JmsMapping.typeOf(new Message().sequences(List.of()))).isEqualTo(JmsMessageType.OBJECT);
    }

    @ParameterizedTest
    @CsvSource({
        ", BYTES, BYTES",
        "application/octet-stream, BYTES, BYTES",
        "Application/Octet-Stream ; x=y, BYTES, BYTES",
        "application/x-java-serialized-object, OBJECT, OBJECT",
        "text/plain, TEXT, TEXT",
        "text/plain;charset=iso-8859-1, TEXT, TEXT",
        "application/json, TEXT, TEXT",
        "application/soap+xml, TEXT, TEXT",
        "application/vnd.x+json, TEXT, TEXT",
        "application/xml, TEXT, TEXT",
        "text/plain;charset=no-such-charset, BYTES, MESSAGE",
        "text/plain;charset=, BYTES, MESSAGE",
        "image/png, BYTES, MESSAGE",
        "nonsense, BYTES, MESSAGE",
    })
    void dataAndMissingBodiesAreToldByTheContentType(
            String contentType, JmsMessageType ofData, JmsMessageType ofNoBody) {
        assertThat(JmsMapping.typeOf(Message.of(BYTES).contentType(contentType)))
                .isEqualTo(ofData);
        assertThat(JmsMapping.typeOf(new Message().clear(Section.BODY).contentType(contentType)))
                .isEqualTo(ofNoBody);
    }

    @Test
    void textIsReadFromAStringOrFromBytesInTheirCharset() {
        assertThat(JmsMapping.textOf(Message.of("x"))).isEqualTo("x");
        assertThat(JmsMapping.textOf(Message.of(null))).isNull();
        assertThat(JmsMapping.textOf(Message.of(1))).isNull();
        byte[] latin = "\u00e4".getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf8 = "\u00e4".getBytes(StandardCharsets.UTF_8);
        assertThat(JmsMapping.textOf(Message.of(latin).contentType("text/plain; Charset=\"ISO-8859-1\"")))
                .isEqualTo("\u00e4");
        assertThat(JmsMapping.textOf(Message.of(utf8).contentType("text/plain")))
                .isEqualTo("\u00e4");
        assertThat(JmsMapping.textOf(Message.of(utf8))).isEqualTo("\u00e4");
        assertThat(JmsMapping.textOf(Message.of(latin))).isNull();
        assertThat(JmsMapping.textOf(Message.of(utf8).contentType("image/png"))).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void destinationsSayWhatKindTheyAre(JmsDestinationType type) {
        Message message = new Message();
        JmsMapping.destination(message, "orders", type);
        JmsMapping.replyTo(message, "answers", type);
        Message decoded = Wire.again(message);
        assertThat(decoded.to()).isEqualTo("orders");
        assertThat(decoded.replyTo()).isEqualTo("answers");
        assertThat(decoded.annotation("x-opt-jms-dest")).isEqualTo(type.code());
        assertThat(decoded.annotation("x-opt-jms-reply-to")).isEqualTo(type.code());
        assertThat(JmsMapping.destinationType(decoded)).isEqualTo(type);
        assertThat(JmsMapping.replyToType(decoded)).isEqualTo(type);
        assertThat(JmsMapping.destinationType(new Message())).isNull();
        assertThat(JmsMapping.replyToType(new Message().annotation(JmsMapping.REPLY_TO, (byte) 9)))
                .isNull();
    }
}
