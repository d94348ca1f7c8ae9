// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The hand-made readers and writers of transfer, flow and disposition against the declarations of the same frames. */
class FlowingFieldsTest {

    private static final int ROUNDS = 5_000;
    /** Where the size of a short list is, behind the descriptor and the code. */
    private static final int SIZE = 4;

    private static final int PAYLOAD = 5;

    /** One hand-made register file, seen through the record that it stands for. */
    private record Flowing<R, F>(
            Composite<R> type,
            F fields,
            BiConsumer<F, R> set,
            Function<F, R> get,
            BiConsumer<F, Buffer> reader,
            BiConsumer<F, Buffer> writer) {

        R read(Buffer in) {
            reader.accept(fields, in);
            return get.apply(fields);
        }

        void write(Buffer out, R value) {
            set.accept(fields, value);
            writer.accept(fields, out);
        }

        @Override
        public String toString() {
            return type.name();
        }
    }

    static Stream<Flowing<?, ?>> flowing() {
        return Stream.of(
                new Flowing<>(
                        Transfer.TYPE,
                        new TransferFields(),
                        TransferFields::set,
                        TransferFields::toTransfer,
                        (fields, in) -> fields.read(in, DecodeLimits.DEFAULT),
                        TransferFields::write),
                new Flowing<>(
                        Flow.TYPE,
                        new FlowFields(),
                        FlowFields::set,
                        FlowFields::toFlow,
                        (fields, in) -> fields.read(in, DecodeLimits.DEFAULT),
                        FlowFields::write),
                new Flowing<>(
                        Disposition.TYPE,
                        new DispositionFields(),
                        DispositionFields::set,
                        DispositionFields::toDisposition,
                        (fields, in) -> fields.read(in, DecodeLimits.DEFAULT),
                        DispositionFields::write));
    }

    @Test
    void aPlainTransferIsTheSameBytesAsByTheFields() {
        Random random = new Random(1);
        byte[] tag = new byte[Long.BYTES];
        TransferFields fields = new TransferFields();
        fields.hasDeliveryId = true;
        fields.hasMessageFormat = true;
        for (int i = 0; i < ROUNDS; i++) {
            random.nextBytes(tag);
            fields.handle = random.nextInt() >>> random.nextInt(33);
            fields.deliveryId = random.nextInt() >>> random.nextInt(33);
            fields.tag(tag, 0, 1 + random.nextInt(Long.BYTES));
            fields.settled = random.nextBoolean();
            Buffer expected = Buffer.allocate(16);
            fields.write(expected);
            byte[] actual = new byte[3 + PlainTransfer.MAX_SIZE];
            int end = PlainTransfer.put(
                    actual,
                    3,
                    fields.handle,
                    fields.deliveryId,
                    ByteBuffer.wrap(tag).getLong(),
                    fields.tagLength,
                    fields.settled);
            assertThat(Arrays.copyOfRange(actual, 3, end)).isEqualTo(expected.copyFrom(0));
        }
    }

    @ParameterizedTest
    @MethodSource("flowing")
    <R, F> void bothWritersMakeTheSameBytes(Flowing<R, F> flowing) {
        Random random = new Random(1);
        Buffer expected = Buffer.allocate(16);
        Buffer actual = Buffer.allocate(16);
        for (int i = 0; i < ROUNDS; i++) {
            R value = new RandomFields(random).composite(flowing.type());
            expected.clear();
            flowing.type().write(expected, value);
            actual.clear();
            flowing.write(actual, value);

            assertThat(actual.copyFrom(0)).as("%s", value).isEqualTo(expected.copyFrom(0));
        }
    }

    @ParameterizedTest
    @MethodSource("flowing")
    <R, F> void everyLegalEncodingIsReadAndThePayloadLeft(Flowing<R, F> flowing) {
        Random random = new Random(2);
        for (int i = 0; i < ROUNDS; i++) {
            R value = new RandomFields(random).composite(flowing.type());
            Buffer buffer = Buffer.allocate(16);
            new LooseEncoder(random).writeComposite(buffer, flowing.type().toDescribed(value), flowing.type());
            int end = buffer.writeIndex();
            buffer.writeInt(0x0053_7540);

            assertThat(flowing.read(buffer)).isEqualTo(value);
            assertThat(buffer.readIndex()).isEqualTo(end);
        }
    }

    @ParameterizedTest
    @MethodSource("flowing")
    <R, F> void bothReadersAgreeOnBrokenBytes(Flowing<R, F> flowing) {
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Buffer buffer = Buffer.allocate(16);
            R value = new RandomFields(random).composite(flowing.type());
            new LooseEncoder(random).writeComposite(buffer, flowing.type().toDescribed(value), flowing.type());
            byte[] bytes = Mutations.mutate(buffer.copyFrom(0), random);

            @Nullable Object declared = attempt(bytes, in -> flowing.type().read(in, DecodeLimits.DEFAULT));
            @Nullable Object handMade = attempt(bytes, flowing::read);
            assertThat(handMade).as("%s", HexFormat.of().formatHex(bytes)).isEqualTo(declared);
            refused += declared == null ? 1 : 0;
        }
        assertThat(refused).as("broken bytes that were refused").isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
    }

    @ParameterizedTest
    @MethodSource("flowing")
    <R, F> void bothReadersAgreeOnTheShortestEncodingCutAnywhere(Flowing<R, F> flowing) {
        Random random = new Random(4);
        for (int i = 0; i < ROUNDS / 50; i++) {
            byte[] bytes = shortest(flowing, random);
            for (int length = 0; length < bytes.length; length++) {
                assertReadersAgree(flowing, Buffer.wrap(Arrays.copyOf(bytes, length)));
                assertReadersAgree(flowing, Buffer.wrap(bytes, 0, length)); // more follows that is not readable
            }
        }
    }

    @ParameterizedTest
    @MethodSource("flowing")
    <R, F> void bothReadersAgreeOnTheShortestEncodingWithAnyByteChanged(Flowing<R, F> flowing) {
        Random random = new Random(5);
        for (int i = 0; i < ROUNDS / 50; i++) {
            byte[] bytes = shortest(flowing, random);
            int index = random.nextInt(bytes.length);
            for (int value = 0; value < 256; value++) {
                bytes[index] = (byte) value;
                assertReadersAgree(flowing, Buffer.wrap(bytes));
                assertReadersAgree(flowing, Buffer.wrap(bytes, 0, bytes.length - PAYLOAD));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("flowing")
    <R, F> void bothReadersAgreeOnEverySizeAndCountOfTheList(Flowing<R, F> flowing) {
        Random random = new Random(6);
        for (int i = 0; i < ROUNDS / 500; i++) {
            byte[] bytes = shortest(flowing, random);
            for (int size = 0; size < 256; size++) {
                bytes[SIZE] = (byte) size;
                for (int count = 0; count <= 13; count++) {
                    bytes[SIZE + 1] = (byte) count;
                    assertReadersAgree(flowing, Buffer.wrap(bytes));
                }
            }
        }
    }

    /** What the writer makes of some value, and a payload behind it. */
    private static <R, F> byte[] shortest(Flowing<R, F> flowing, Random random) {
        Buffer buffer = Buffer.allocate(16);
        flowing.type().write(buffer, new RandomFields(random).composite(flowing.type()));
        buffer.writeInt(0x0053_7540);
        buffer.writeByte(random.nextInt(256));
        return buffer.copyFrom(0);
    }

    /** They read the same, to the same place, or refuse it with the same condition. */
    private static <R, F> void assertReadersAgree(Flowing<R, F> flowing, Buffer in) {
        int start = in.readIndex();
        Object declared = outcome(in, buffer -> flowing.type().read(buffer, DecodeLimits.DEFAULT));
        in.readIndex(start);
        Object handMade = outcome(in, flowing::read);
        if (!handMade.equals(declared)) { // the text costs more than the readers
            byte[] bytes = Arrays.copyOfRange(in.array(), start, in.writeIndex());
            assertThat(handMade).as("%s", HexFormat.of().formatHex(bytes)).isEqualTo(declared);
        }
    }

    private static Object outcome(Buffer in, Function<Buffer, ?> reader) {
        try {
            return List.of(reader.apply(in), in.readIndex());
        } catch (DecodeException e) {
            return e.condition().condition();
        }
    }

    /** What was read and where the reader stopped, or null if the bytes were refused. */
    private static @Nullable Object attempt(byte[] bytes, Function<Buffer, ?> reader) {
        Buffer in = Buffer.wrap(bytes);
        try {
            return List.of(reader.apply(in), in.readIndex());
        } catch (DecodeException e) {
            return null;
        }
    }
}
