// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import static io.lepton.amqp.message.Wire.decode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.types.AmqpError;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no message is refused at once; what is wrong inside a section, when it is asked for (M-001, M-002, B24). */
class MessageStructureTest {

    private static final String BODY = "005377 40";

    private static void assertDecodeError(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DecodeException.class,
                        e -> assertThat(e.condition().condition()).isEqualTo(AmqpError.DECODE_ERROR));
    }

    @Test
    void anEmptyPayloadIsNoMessage() {
        assertDecodeError(() -> Message.decode(new byte[0]));
        assertDecodeError(() -> Message.decode(Buffer.allocate(8)));
    }

    @ParameterizedTest
    @CsvSource({
        "00537745 005375a000, a value after a value of another kind",
        "00537740 00537740, two values",
        "005375a000 00537645, a sequence after data",
        "00537645 005375a000, data after a sequence",
        "005375a000 00537740, a value after data",
        "00537045 00537045 00537740, two headers",
        "00537345 00537345 00537740, two properties",
        "005371c10100 005371c10100 00537740, two delivery-annotations",
        "00537740 005378c10100 005378c10100, two footers",
        "00537740 00537045, a header after the body",
        "00537345 005372c10100 00537740, message-annotations after properties",
        "005374c10100 00537345 00537740, properties after application-properties",
        "005378c10100 00537740, a body after the footer",
        "00537740 00, a lone constructor at the end",
        "00537740 ff, garbage at the end",
        "00537740 40, a value that is no section at the end",
        "00535040, an unknown descriptor below",
        "00537940, an unknown descriptor above",
        "0080010000000000007740, a descriptor of 64 bits that ends like a known one",
        "0044 40, the descriptor zero",
        "00a30161 40, an unknown symbol",
        "0054 77 40, a descriptor of another type",
        "0040 40, a null descriptor",
        "00005377 40 40, a described descriptor",
        "0053, a truncated descriptor",
        "005377, a section without a value",
        "005370c10100 00537740, a header that is a map",
        "005373a000 00537740, properties that are binary",
        "00537445 00537740, application-properties that are a list",
        "005375a10161, data that is a string",
        "005376c10100, a sequence that is a map",
        "00537745 005378 45, a footer that is a list",
        "005375b0ffffffff, data that claims 4 GiB",
        "005375b07fffffff00, data that claims 2 GiB",
        "005375a00201, truncated data",
        "005370c005, a truncated header",
        "005377 a1056162, a truncated string",
        "00537799, an unknown constructor",
    })
    void whatIsNoMessageIsRefusedAtOnce(String hex, String what) {
        assertDecodeError(() -> decode(hex));
    }

    @Test
    void aMissingBodyIsTolerated() {
        Message message = decode("005370 c00201 41");
        assertThat(message.bodyKind()).isNull();
        assertThat(message.body()).isNull();
        assertThat(message.has(Section.BODY)).isFalse();
        assertThat(message.data()).isEmpty();
        assertThat(message.sequences()).isEmpty();
        assertThat(Wire.hex(message)).isEqualTo(Wire.hex("005370 c00201 41"));
    }

    @Test
    void nullIsABodyDistinctFromNone() {
        Message message = decode(BODY);
        assertThat(message.bodyKind()).isEqualTo(BodyKind.VALUE);
        assertThat(message.body()).isNull();
        assertThat(message.has(Section.BODY)).isTrue();
    }

    @Test
    void sectionsThatAreNullOrEmptyReadAsNothingGiven() {
        Message message = decode("005370 40 005371 40 005372 c10100 005373 40 005374 40 005375 40 005378 40");
        message.validate();
        assertThat(message.priority()).isEqualTo(4);
        assertThat(message.to()).isNull();
        assertThat(message.properties()).isEmpty();
        assertThat(message.annotations()).isEmpty();
        assertThat(message.data()).hasSize(1);
        assertThat(decode("005376 40").sequences()).containsExactly(List.of());
        assertThat(decode("005376 40").body()).isEqualTo(List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "005370 c00402 41 0000, a header field that ends in the middle",
        "005370 c00202 41, a header that counts a field too many",
        "005370 c00301 4141, a header that counts a field too few",
        "005370 c000, a header without a count",
        "005370 c00301 5001, durable that is a ubyte",
        "005370 c00402 40 5401, priority that is an int",
        "005370 c00503 4040 5501, ttl that is a long",
        "005370 d000000005 7fffffff 41, a header that claims 2^31 fields",
        "005370 d000000005 ffffffff 41, a header that claims 2^32 fields",
        "005373 c00301 5401, an id that is an int",
        "005373 c00401 a30161, an id that is a symbol",
        "005373 c00201 45, an id that is a list",
        "005373 c00603 4040 a30161, an address that is a symbol",
        "005373 c00401 a101ff, an id that is no UTF-8",
        "005373 c00a07 404040404040 a10161, a content type that is a string",
        "005373 c00a07 404040404040 a301ff, a content type that is no ASCII",
        "005373 c00b09 4040404040404040 5501, an expiry time that is a long",
        "005374 c10601 a10161 5401, a map with an odd count",
        "005374 c10602 a30161 5401, a property with a symbol as name",
        "005374 c10302 40 40, a property without a name",
        "005374 c10904 a10161 41 a10161 42, a property twice",
        "005374 c10302 a100, a property without a value",
        "005372 c10702 a30161 5401 00, an annotation map that is too long",
        "005372 c10502 5401 5402, an annotation with a number as key",
        "005372 c10602 a1 02 c3a4 41, an annotation with a key beyond ASCII",
        "005372 c10904 a30161 41 a30161 42, an annotation twice",
        "005371 c10502 5000 5000, an instruction with a ubyte as key",
    })
    void whatIsWrongInsideASectionIsToldWhenItIsAskedFor(String hex, String what) {
        Message message = decode(hex, BODY);
        assertThat(message.body()).isNull();
        assertDecodeError(message::validate);
        assertDecodeError(message::validate);
        assertThat(message.toString()).contains("malformed");
        assertThat(Wire.hex(message)).isEqualTo(Wire.hex(hex, BODY));
    }

    @Test
    void aMalformedSectionSpoilsNoOther() {
        Message message = decode("005370 c00301 5001", "005373 c00603 4040 a10171", "005377 c00502 a1026162");
        assertThat(message.to()).isEqualTo("q");
        assertDecodeError(message::durable);
        assertDecodeError(() -> message.durable(true));
        assertDecodeError(message::body);
        message.clear(Section.HEADER).durable(true).body("new");
        assertThat(Wire.hex(message))
                .isEqualTo(Wire.hex("005370 c00201 41", "005373 c00603 4040 a10171", "005377 a1036e6577"));
    }

    @Test
    void aStringAsAnnotationKeyIsTakenForASymbol() {
        Message message = decode("005372 c10602 a10161 5401", BODY);
        assertThat(message.annotation("a")).isEqualTo(1);
    }

    @Test
    void aCompoundApplicationPropertyCanBeReadAlthoughItCannotBeSet() {
        Message message = decode("005374 c10802 a10161 c00201 40", BODY);
        assertThat(message.property("a")).isEqualTo(Collections.singletonList(null));
    }

    @Test
    void limitsHoldForEachSection() {
        DecodeLimits limits =
                DecodeLimits.DEFAULT.withMaxElements(2).withMaxDepth(2).withMaxStringLength(3);
        byte[] three = Wire.bytes("005375a000 005375a000 005375a000");
        assertThatThrownBy(() -> Message.decode(three, 0, three.length, limits))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("2 body sections");
        byte[] entries = new Message().properties(Map.of("a", 1, "b", 2)).encode();
        Message manyEntries = Message.decode(entries, 0, entries.length, limits);
        assertThatThrownBy(manyEntries::properties).isInstanceOf(DecodeException.class);
        byte[] text = Message.of("four").encode();
        Message longText = Message.decode(text, 0, text.length, limits);
        assertThatThrownBy(longText::body).isInstanceOf(DecodeException.class);
    }
}
