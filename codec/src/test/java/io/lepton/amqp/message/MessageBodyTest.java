// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.Symbol;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which sections a body becomes, and what they read as (M-002, M-010, B30). */
class MessageBodyTest {

    private static final byte[] BYTES = {1, 2, 3};

    @Test
    void bytesAreDataAndAllElseIsAValueUntilSomebodySays() {
        for (Object bytes : List.of(BYTES, Binary.of(BYTES), ByteBuffer.wrap(BYTES))) {
            assertThat(Message.of(bytes).bodyKind()).isEqualTo(BodyKind.DATA);
            assertThat(Message.of(bytes).inferred()).isTrue();
            assertThat(Wire.again(Message.of(bytes)).body()).isEqualTo(Binary.of(BYTES));
        }
        for (Object other : List.of("text", List.of(1), Map.of("a", 1), 1, Symbol.of("s"), new int[] {1})) {
            assertThat(Message.of(other).bodyKind()).isEqualTo(BodyKind.VALUE);
            assertThat(Message.of(other).inferred()).isFalse();
        }
    }

    @Test
    void inferredMakesListsSequencesAsInProton() {
        Message message = new Message().inferred(true).body(List.of(1, 2));
        assertThat(message.bodyKind()).isEqualTo(BodyKind.SEQUENCE);
        Message decoded = Wire.again(message);
        assertThat(decoded.inferred()).isTrue();
        assertThat(decoded.body()).isEqualTo(List.of(1, 2));
        assertThat(new Message().inferred(true).body(BYTES).bodyKind()).isEqualTo(BodyKind.DATA);
        assertThat(new Message().inferred(true).body("text").bodyKind()).isEqualTo(BodyKind.VALUE);
        assertThat(new Message().inferred(true).body(Map.of()).bodyKind()).isEqualTo(BodyKind.VALUE);
    }

    @Test
    void notInferredMakesEverythingAValueAsInProton() {
        Message message = new Message().inferred(false).body(BYTES);
        assertThat(message.bodyKind()).isEqualTo(BodyKind.VALUE);
        Message decoded = Wire.again(message);
        assertThat(decoded.bodyKind()).isEqualTo(BodyKind.VALUE);
        assertThat(decoded.inferred()).isFalse();
        assertThat(decoded.body()).isEqualTo(Binary.of(BYTES));
    }

    @Test
    void inferredAppliesToTheBodyThatIsThere() {
        assertThat(Message.of(List.of(1)).inferred(true).bodyKind()).isEqualTo(BodyKind.SEQUENCE);
        assertThat(Message.of(BYTES).inferred(false).bodyKind()).isEqualTo(BodyKind.VALUE);
        assertThat(new Message().data(BYTES, BYTES).inferred(true).data()).hasSize(2);
        Message joined = new Message().data(BYTES, BYTES).inferred(false);
        assertThat(joined.bodyKind()).isEqualTo(BodyKind.VALUE);
        assertThat(joined.body()).isEqualTo(Binary.of(new byte[] {1, 2, 3, 1, 2, 3}));
        Message received = Wire.decode("005377 45").inferred(true);
        assertThat(Wire.hex(received)).isEqualTo(Wire.hex("005376 45"));
        Message kept = Wire.decode("005377 b10000000161").inferred(true);
        assertThat(Wire.hex(kept)).isEqualTo(Wire.hex("005377 b10000000161"));
    }

    @Test
    void sectionsOfAnotherKindAreNone() {
        assertThat(Message.of("x").data()).isEmpty();
        assertThat(Message.of("x").sequences()).isEmpty();
        assertThat(Message.of(BYTES).data()).containsExactly(Binary.of(BYTES));
        assertThat(Message.of(BYTES).sequences()).isEmpty();
        assertThat(new Message().sequences(List.of()).data()).isEmpty();
    }

    @Test
    void aBodyOfSectionsHasOneAtLeast() {
        assertThatThrownBy(() -> new Message().data(new Binary[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Message().data(new byte[0][])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Message().sequences(new List<?>[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBodyThatWasSetIsAnsweredAsGiven() {
        assertThat(Message.of(BYTES).body()).isSameAs(BYTES);
        assertThat(new Message().data(BYTES).body()).isSameAs(BYTES);
        StringBuilder text = new StringBuilder("x");
        assertThat(Message.of(text).body()).isSameAs(text);
    }

    static Stream<Object> values() {
        Map<Object, Object> ordered = new LinkedHashMap<>();
        ordered.put(1, "int");
        ordered.put(1L, "long");
        ordered.put("b", null);
        ordered.put(Symbol.of("b"), Arrays.asList(null, 1));
        return Stream.of(
                true,
                (byte) 1,
                (short) 1,
                1,
                1L,
                (1L << 53) + 1,
                1.5f,
                1.5,
                'c',
                "text",
                "\ud83d\ude00",
                Symbol.of("symbol"),
                Instant.ofEpochMilli(-1),
                new UUID(1, 2),
                Binary.of(BYTES),
                Arrays.asList(null, 1),
                ordered,
                new int[] {1, 2},
                new Described(Symbol.of("d"), List.of(new Described(Symbol.of("e"), 1))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyValueComesBackAsItWasSent(Object value) {
        Message decoded = Wire.again(new Message().inferred(false).body(value));
        assertThat(decoded.body()).isEqualTo(value);
        assertThat(decoded.bodyKind()).isEqualTo(BodyKind.VALUE);
    }

    @Test
    void joinedSequencesKeepTheirNulls() {
        Message decoded = Wire.again(new Message().sequences(Arrays.asList(1, null), Arrays.asList(null, 2)));
        assertThat(decoded.body()).isEqualTo(Arrays.asList(1, null, null, 2));
    }
}
