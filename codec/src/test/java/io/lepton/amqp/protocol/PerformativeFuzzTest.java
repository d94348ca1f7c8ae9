// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lepton.amqp.codec.Allocation;
import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes as a composite value of the transport, of SASL, or of what these carry: read or refused with {@link DecodeException};
 * what was read is written and read the same; and the hand-made readers agree. A normal build runs the seeds;
 * {@code .ci/fuzz} looks for more.
 */
class PerformativeFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void performative(byte[] bytes) {
        int code = Performatives.peekDescriptor(Buffer.wrap(bytes));
        for (Composite<?> type : Composites.all()) {
            if (type.code() == code) {
                check(type, bytes);
                return;
            }
        }
        refused(bytes, in -> Performatives.read(in, DecodeLimits.DEFAULT));
        refused(bytes, in -> SaslFrames.read(in, DecodeLimits.UNAUTHENTICATED));
    }

    private static void refused(byte[] bytes, Consumer<Buffer> reader) {
        boolean read = true;
        try {
            reader.accept(Buffer.wrap(bytes));
        } catch (DecodeException expected) {
            read = false;
            assertThat(expected.offset()).isBetween(0, bytes.length);
        }
        assertThat(read).as("read although no type has this descriptor").isFalse();
    }

    private static <T> void check(Composite<T> type, byte[] bytes) {
        Allocation.bounded(bytes, () -> attempt(type, bytes));
        T value = read(type, bytes);
        if (value != null) {
            assertThat(type.print(value)).startsWith(Names.ofType(type.name()));
            byte[] once = written(type, value);
            T again = read(type, once);
            assertThat(again).isNotNull();
            assertThat(written(type, again)).isEqualTo(once);
        }
        switch (type.code()) {
            case 0x13 -> agrees(bytes, value, FlowFields::new, FlowFields::read, FlowFields::toFlow);
            case 0x14 -> agrees(bytes, value, TransferFields::new, TransferFields::read, TransferFields::toTransfer);
            case 0x15 ->
                agrees(bytes, value, DispositionFields::new, DispositionFields::read, DispositionFields::toDisposition);
            default -> {}
        }
    }

    private static void attempt(Composite<?> type, byte[] bytes) {
        try {
            type.read(Buffer.wrap(bytes), DecodeLimits.DEFAULT);
        } catch (DecodeException refused) {
            return; // what it says is looked at where memory is not counted
        }
    }

    private static <T> @Nullable T read(Composite<T> type, byte[] bytes) {
        try {
            return type.read(Buffer.wrap(bytes), DecodeLimits.DEFAULT);
        } catch (DecodeException refused) {
            assertThat(refused.offset()).isBetween(0, bytes.length);
            assertThat(refused.getMessage()).hasSizeLessThan(700);
            return null;
        }
    }

    private static <T> byte[] written(Composite<T> type, T value) {
        Buffer buffer = Buffer.allocate(64);
        type.write(buffer, value);
        return buffer.copyFrom(0);
    }

    private interface Reader<F> {
        void read(F fields, Buffer in, DecodeLimits limits);
    }

    private static <F> void agrees(
            byte[] bytes, @Nullable Object declared, Supplier<F> make, Reader<F> reader, Function<F, ?> get) {
        F fields = make.get();
        Object byHand;
        try {
            reader.read(fields, Buffer.wrap(bytes), DecodeLimits.DEFAULT);
            byHand = get.apply(fields);
        } catch (DecodeException refused) {
            byHand = null;
        }
        assertThat(String.valueOf(byHand)).isEqualTo(String.valueOf(declared));
    }
}
