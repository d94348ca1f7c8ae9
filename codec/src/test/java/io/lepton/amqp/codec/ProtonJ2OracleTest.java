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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * protonj2 1.1.0 as a second opinion: the same bytes are the same value to both, or both refuse them. Where it is known to be
 * wrong, or less strict, that is named here.
 */
class ProtonJ2OracleTest {

    private static final int VALUES = 10_000;
    private static final int MUTANTS = 20_000;
    private static final int RANDOM = 60_000;

    private static final int[] CODES = {
        0x00, 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x60, 0x61, 0x70, 0x71,
                0x72,
        0x73, 0x74, 0x80, 0x81, 0x82, 0x83, 0x84, 0x94, 0x98, 0xa0, 0xa1, 0xa3, 0xb0, 0xb1, 0xb3, 0xc0, 0xc1, 0xd0,
                0xd1,
        0xe0, 0xf0
    };

    /** Something that protonj2 accepts although part 1 forbids it. */
    private enum Leniency {
        EMPTY_ARRAY(
                "e0 05 00 00 53 01 7e",
                "unknown type",
                "an array of no elements has a constructor too (1.6.25), which it does not look at"),
        WITHOUT_WIDTH(
                "e0 02 8f 44",
                "without width",
                "a limit of Lepton's, no rule: such elements take memory but no octets"),
        DESCRIPTOR("00 40 41", "that is null", "null is no value (1.6.1), so that nothing is described by it"),
        CHAR("73 0000d800", "char 0x", "surrogates and what is beyond U+10FFFF are no Unicode characters (1.6.16)"),
        BOOLEAN("56 02", "neither 0 nor 1", "a boolean's octet is 0x00 or 0x01 (1.6.2)"),
        ASCII("a3 01 ff", "not ASCII", "a symbol is 7-bit ASCII (1.6.21)"),
        KEY_TWICE("c1 05 04 41 40 41 40", "same key twice", "a map with two equal keys is invalid (1.6.23)"),
        END(
                "c0 03 01 41 41",
                "items end|elements end",
                "size counts all octets of the items (1.6.22 to 1.6.24), which it does not check"),
        COUNT(
                "c0 01 02 41 41",
                "items in|elements in",
                "more items than octets for them; it may stop early, at a null for one"),
        SIZE("c1 00 02 41 41", "bytes, but", "a size too small for the count's own octet; it looks at the count alone");

        private final String example;
        private final Pattern refusal;
        private final String why;

        Leniency(String example, String refusal, String why) {
            this.example = example;
            this.refusal = Pattern.compile(refusal);
            this.why = why;
        }

        /** The one that explains why protonj2 accepts what Lepton refuses in these words; null if none does. */
        static @Nullable Leniency of(String refusal) {
            for (Leniency leniency : values()) {
                if (leniency.refusal.matcher(refusal).find()) {
                    return leniency;
                }
            }
            return null;
        }

        @Override
        public String toString() {
            return name() + ": " + why;
        }
    }

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

    /** Holds the reasons for what the comparisons let pass: if one no longer holds, it has to go. */
    @ParameterizedTest
    @EnumSource
    void each_deviation_is_one(Leniency leniency) {
        byte[] bytes = Hex.bytes(leniency.example);
        assertThat(theirs(bytes).refusal()).isEmpty();
        assertThat(Leniency.of(ours(bytes).refusal())).isEqualTo(leniency);
    }

    /** From a format code on all is chance: whatever it is, both find the same value in it, or none. */
    @Test
    void random_bytes_are_the_same_value_to_both_or_to_none() {
        int both = 0;
        for (int seed = 0; seed < RANDOM; seed++) {
            ValueGenerator generator = new ValueGenerator(seed);
            byte[] bytes = generator.bytes(1 + generator.below(40));
            bytes[0] = (byte) CODES[generator.below(CODES.length)];
            Opinion ours = ours(bytes);
            if (!ours.misread() && !mayExhaustTheirMemory(ours)) {
                both += compare(seed, bytes, ours, theirs(bytes));
            }
        }
        assertThat(both).isGreaterThan(RANDOM / 4);
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
                Leniency leniency = Leniency.of(ours.refusal());
                assertThat(leniency)
                        .as("seed %d: %s refused as %s", seed, hex, ours.refusal())
                        .isNotNull();
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
