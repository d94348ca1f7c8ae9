// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every declared type, with values made from the declarations (T-022, T-023, T-028). */
class CompositeRoundTripTest {

    private static final int ROUNDS = 500;

    static List<Composite<?>> declarations() {
        return Composites.all();
    }

    @ParameterizedTest
    @MethodSource("declarations")
    <T> void whatIsWrittenIsReadAgain(Composite<T> type) {
        Random random = new Random(type.code());
        for (int i = 0; i < ROUNDS; i++) {
            T value = new RandomFields(random).composite(type);
            Buffer buffer = Buffer.allocate(16);
            type.write(buffer, value);

            assertThat(type.read(buffer, DecodeLimits.DEFAULT)).isEqualTo(value);
            assertThat(buffer.readable()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("declarations")
    <T> void everyLegalEncodingReadsToTheSameValue(Composite<T> type) {
        Random random = new Random(type.code());
        for (int i = 0; i < ROUNDS; i++) {
            T value = new RandomFields(random).composite(type);
            Buffer buffer = Buffer.allocate(16);
            new LooseEncoder(random).writeComposite(buffer, type.toDescribed(value), type);

            assertThat(type.read(buffer, DecodeLimits.DEFAULT)).isEqualTo(value);
            assertThat(buffer.readable()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("declarations")
    <T> void aDescribedListStandsForTheValue(Composite<T> type) {
        T value = new RandomFields(new Random(type.code())).composite(type);

        assertThat(type.fromDescribed(type.toDescribed(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("declarations")
    <T> void brokenBytesAreRefusedOrReadButNeverAnythingElse(Composite<T> type) {
        Random random = new Random(type.code());
        for (int i = 0; i < ROUNDS; i++) {
            Buffer buffer = Buffer.allocate(16);
            type.write(buffer, new RandomFields(random).composite(type));
            byte[] bytes = Mutations.mutate(buffer.copyFrom(0), random);
            try {
                T value = type.read(Buffer.wrap(bytes), DecodeLimits.DEFAULT);
                assertThat(type.print(value)).startsWith(Names.ofType(type.name()) + "{");
            } catch (DecodeException e) {
                assertThat(e.offset()).isBetween(0, bytes.length);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("declarations")
    <T> void everyCutIsRefused(Composite<T> type) {
        Buffer buffer = Buffer.allocate(16);
        type.write(buffer, new RandomFields(new Random(type.code())).composite(type));
        byte[] bytes = buffer.copyFrom(0);
        for (int length = 0; length < bytes.length; length++) {
            Buffer cut = Buffer.wrap(bytes, 0, length);
            assertThat(catchThrowable(() -> type.read(cut, DecodeLimits.DEFAULT)))
                    .isInstanceOf(DecodeException.class);
        }
    }
}
