// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.types.AmqpArray;
import io.lepton.amqp.types.AmqpType;
import io.lepton.amqp.types.CodePoint;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.UnsignedLong;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.qpid.protonj2.buffer.ProtonBuffer;
import org.apache.qpid.protonj2.buffer.ProtonBufferAllocator;
import org.apache.qpid.protonj2.codec.CodecFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * protonj2 1.1.0 as a second opinion: the same bytes are the same value to both, or both refuse them. Where it is known to be
 * wrong, or less strict, that is named here.
 */
class ProtonJ2OracleTest {

    private static final int VALUES = 10_000;
    private static final int MUTANTS = 20_000;

    /** What protonj2 accepts although part 1 forbids it, by the words in which Lepton refuses it. */
    private static final Pattern STRICTER = Pattern.compile("char 0x|neither 0 nor 1|not UTF-8|not ASCII|that is null"
            + "|same key twice|not pairs|unknown type|items end|items in|elements in|bytes, but|without width");

    /** It reads these arrays as others, or cannot write them; null in a list throws; half of a wide char may be a surrogate. */
    private static final Pattern LOST_BY_THEM =
            Pattern.compile("(nulls|bytes|timestamps|describeds|arrays)\\[|null null|char 5[5-7]...");

    private static final Pattern LARGE_NUMBER = Pattern.compile("\\b[0-9]{5,}\\b");

    private final org.apache.qpid.protonj2.codec.Decoder oracle = CodecFactory.getDefaultDecoder();

    /** What one of the two says to some bytes: the text of a value and how many bytes it took, or why not. */
    private record Opinion(@Nullable String value, int used, String refusal, boolean misread) {}

    private static Opinion ours(byte[] bytes) {
        Buffer buffer = Buffer.wrap(bytes);
        try {
            Object value = Decoder.readValue(buffer, DecodeLimits.DEFAULT);
            return new Opinion(OracleText.ours(value), buffer.readIndex(), "", isMisread(value));
        } catch (DecodeException e) {
            return new Opinion(null, 0, String.valueOf(e.getMessage()), false);
        }
    }

    /** protonj2 refuses with exceptions of many kinds, NullPointerException among them. */
    private Opinion theirs(byte[] bytes) {
        ProtonBuffer buffer = ProtonBufferAllocator.defaultAllocator().copy(bytes);
        try {
            Object value = oracle.readObject(buffer, oracle.newDecoderState());
            return new Opinion(OracleText.theirs(value), buffer.getReadOffset(), "", false);
        } catch (RuntimeException e) {
            return new Opinion(null, 0, e.toString(), false);
        }
    }

    /** Whether protonj2 is known to refuse or misread a value. */
    private static boolean isMisread(@Nullable Object value) {
        if (value instanceof AmqpArray array) {
            boolean severalDescriptors = array.descriptors().size() > 1;
            boolean nulls = array.type() == AmqpType.NULL && array.size() > 0;
            return severalDescriptors || nulls || anyMisread(array.descriptors()) || anyMisread(array.elements());
        } else if (value instanceof Collection<?> list) {
            return anyMisread(list);
        } else if (value instanceof Map<?, ?> map) {
            // A timestamp becomes a long, and a wide char a narrow one: either may meet its like among the keys.
            boolean keysMerge = map.keySet().stream().anyMatch(k -> k instanceof Instant || k instanceof CodePoint);
            return keysMerge || anyMisread(map.keySet()) || anyMisread(map.values());
        } else if (value instanceof Described described) {
            // It turns descriptors that it knows into classes of its own.
            boolean known = described.descriptor() instanceof UnsignedLong code
                    && code.bigIntegerValue().bitLength() < 8;
            return known || isMisread(described.descriptor()) || isMisread(described.value());
        }
        return false;
    }

    private static boolean anyMisread(Collection<?> values) {
        return values.stream().anyMatch(ProtonJ2OracleTest::isMisread);
    }

    @Test
    void what_lepton_encodes_is_the_same_value_to_protonj2() {
        int compared = 0;
        for (int seed = 0; seed < VALUES; seed++) {
            byte[] bytes = encoded(new ValueGenerator(seed));
            Opinion ours = ours(bytes);
            Opinion theirs = theirs(bytes);
            if (!ours.misread()) {
                compared++;
                assertThat(theirs.refusal()).as("seed %d", seed).isEmpty();
                assertThat(theirs.value()).as("seed %d", seed).isEqualTo(ours.value());
                assertThat(theirs.used()).as("seed %d", seed).isEqualTo(bytes.length);
            }
        }
        assertThat(compared).isGreaterThan(VALUES * 9 / 10);
    }

    @Test
    void what_protonj2_encodes_is_the_same_value_to_lepton() {
        int compared = 0;
        for (int seed = 0; seed < VALUES; seed++) {
            byte[] bytes = encoded(new ValueGenerator(seed));
            Opinion ours = ours(bytes);
            if (!ours.misread() && !LOST_BY_THEM.matcher(ours.value()).find()) {
                compared++;
                ProtonBuffer buffer = ProtonBufferAllocator.defaultAllocator().allocate(16);
                ProtonBuffer source = ProtonBufferAllocator.defaultAllocator().copy(bytes);
                Object value = oracle.readObject(source, oracle.newDecoderState());
                org.apache.qpid.protonj2.codec.Encoder encoder = CodecFactory.getDefaultEncoder();
                encoder.writeObject(buffer, encoder.newEncoderState(), value);
                byte[] again = new byte[buffer.getReadableBytes()];
                buffer.readBytes(again, 0, again.length);
                assertThat(ours(again).value()).as("seed %d", seed).isEqualTo(ours.value());
            }
        }
        assertThat(compared).isGreaterThan(VALUES * 7 / 10);
    }

    @Test
    void changed_bytes_are_the_same_value_to_both_or_to_none() {
        int both = 0;
        for (int seed = 0; seed < MUTANTS; seed++) {
            ValueGenerator generator = new ValueGenerator(seed);
            byte[] bytes = encoded(generator);
            for (int i = 1 + generator.below(4); i > 0; i--) {
                bytes[generator.below(bytes.length)] = (byte) generator.bits();
            }
            Opinion ours = ours(bytes);
            if (!ours.misread() && !mayExhaustTheirMemory(ours)) {
                both += compare(seed, bytes, ours, theirs(bytes));
            }
        }
        assertThat(both).isGreaterThan(MUTANTS / 4);
    }

    /** protonj2 allocates for some counts that lie: not to be tried here. */
    private static boolean mayExhaustTheirMemory(Opinion ours) {
        Matcher number = LARGE_NUMBER.matcher(ours.refusal());
        return number.find();
    }

    private static int compare(int seed, byte[] bytes, Opinion ours, Opinion theirs) {
        String hex = HexFormat.of().formatHex(bytes);
        if (ours.value() == null) {
            if (theirs.value() != null) {
                assertThat(ours.refusal()).as("seed %d: %s", seed, hex).containsPattern(STRICTER);
            }
            return 0;
        }
        assertThat(theirs.refusal()).as("seed %d: %s", seed, hex).isEmpty();
        assertThat(List.of(String.valueOf(theirs.value()), theirs.used()))
                .as("seed %d: %s", seed, hex)
                .isEqualTo(List.of(ours.value(), ours.used()));
        return 1;
    }

    private static byte[] encoded(ValueGenerator generator) {
        Buffer buffer = Buffer.allocate(16);
        Encoder.writeValue(buffer, generator.value(2));
        return buffer.copyFrom(0);
    }
}
