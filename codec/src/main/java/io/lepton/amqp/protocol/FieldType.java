// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.EncodeException;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.codec.FormatCode;
import io.lepton.amqp.codec.ValuePrinter;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedLong;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a field travel: which format codes they may start with, how they are read, written and shown. Values that
 * are absent never come here.
 *
 * <p>What the types do stands in three switches, not in functions of theirs: each function is a class that the JVM makes when it
 * comes to it, and fifty of them delayed the first frame of every program.
 *
 * @param <V> the Java class of the values
 */
final class FieldType<V> {

    private enum Kind {
        BOOLEAN,
        UBYTE,
        USHORT,
        UINT,
        ULONG,
        BINARY,
        DELIVERY_TAG,
        STRING,
        SYMBOL,
        SYMBOLS,
        FIELDS,
        UNSETTLED,
        ANY,
        ERROR,
        SOURCE,
        TARGET,
        DELIVERY_STATE,
        OUTCOME,
        CHOICE
    }

    static final FieldType<Boolean> BOOLEAN =
            new FieldType<>("a boolean", Kind.BOOLEAN, FormatCode.TRUE, FormatCode.FALSE, FormatCode.BOOLEAN);

    static final FieldType<Integer> UBYTE = new FieldType<>("a ubyte", Kind.UBYTE, FormatCode.UBYTE);

    static final FieldType<Integer> USHORT = new FieldType<>("a ushort", Kind.USHORT, FormatCode.USHORT);

    static final FieldType<Long> UINT =
            new FieldType<>("a uint", Kind.UINT, FormatCode.UINT0, FormatCode.SMALLUINT, FormatCode.UINT);

    static final FieldType<UnsignedLong> ULONG =
            new FieldType<>("a ulong", Kind.ULONG, FormatCode.ULONG0, FormatCode.SMALLULONG, FormatCode.ULONG);

    static final FieldType<Binary> BINARY =
            new FieldType<>("a binary", Kind.BINARY, FormatCode.VBIN8, FormatCode.VBIN32);

    /** A binary of at most {@value DeliveryTags#MAX_SIZE} bytes (part 2, 2.8.7 delivery-tag). */
    static final FieldType<Binary> DELIVERY_TAG =
            new FieldType<>("a binary", Kind.DELIVERY_TAG, FormatCode.VBIN8, FormatCode.VBIN32);

    static final FieldType<String> STRING = new FieldType<>("a string", Kind.STRING, FormatCode.STR8, FormatCode.STR32);

    static final FieldType<Symbol> SYMBOL = new FieldType<>("a symbol", Kind.SYMBOL, FormatCode.SYM8, FormatCode.SYM32);

    /** The values of a field that may have several (part 1, 1.4). */
    static final FieldType<List<Symbol>> SYMBOLS = new FieldType<>(
            "a symbol or an array of symbols",
            Kind.SYMBOLS,
            FormatCode.SYM8,
            FormatCode.SYM32,
            FormatCode.ARRAY8,
            FormatCode.ARRAY32);

    /** A map with symbols as its keys (part 2, 2.8.13 fields; part 3, 3.5.8 filter-set). */
    static final FieldType<Map<Symbol, @Nullable Object>> FIELDS =
            new FieldType<>("a map", Kind.FIELDS, FormatCode.MAP8, FormatCode.MAP32);

    /** The states of unsettled deliveries by tag (part 2, 2.7.3 attach). */
    static final FieldType<Map<Binary, @Nullable DeliveryState>> UNSETTLED =
            new FieldType<>("a map", Kind.UNSETTLED, FormatCode.MAP8, FormatCode.MAP32);

    /** A value of any type but null. */
    static final FieldType<Object> ANY = new FieldType<>("a value", Kind.ANY);

    static final FieldType<Role> ROLE = choice(BOOLEAN, Role.values());

    static final FieldType<SenderSettleMode> SENDER_SETTLE_MODE = choice(UBYTE, SenderSettleMode.values());

    static final FieldType<ReceiverSettleMode> RECEIVER_SETTLE_MODE = choice(UBYTE, ReceiverSettleMode.values());

    static final FieldType<TerminusDurability> DURABILITY = choice(UINT, TerminusDurability.values());

    static final FieldType<TerminusExpiryPolicy> EXPIRY_POLICY = choice(SYMBOL, TerminusExpiryPolicy.values());

    static final FieldType<DistributionMode> DISTRIBUTION_MODE = choice(SYMBOL, DistributionMode.values());

    static final FieldType<SaslCode> SASL_CODE = choice(UBYTE, SaslCode.values());

    static final FieldType<ErrorCondition> ERROR = new FieldType<>("an error", Kind.ERROR, FormatCode.DESCRIBED);

    static final FieldType<Source> SOURCE = new FieldType<>("a source", Kind.SOURCE, FormatCode.DESCRIBED);

    static final FieldType<Terminus> TARGET =
            new FieldType<>("a target or coordinator", Kind.TARGET, FormatCode.DESCRIBED);

    static final FieldType<DeliveryState> DELIVERY_STATE =
            new FieldType<>("a delivery state", Kind.DELIVERY_STATE, FormatCode.DESCRIBED);

    static final FieldType<Outcome> OUTCOME = new FieldType<>("an outcome", Kind.OUTCOME, FormatCode.DESCRIBED);

    private final String name;
    private final Kind kind;
    private final BitSet codes;
    private final @Nullable Choices<?> choices;

    /** Without codes, any code will do. */
    private FieldType(String name, Kind kind, int... codes) {
        this.name = name;
        this.kind = kind;
        this.codes = new BitSet(256);
        this.choices = null;
        for (int code : codes) {
            this.codes.set(code);
        }
    }

    /** One of a few values of the type that stands for them on the wire. */
    private FieldType(FieldType<?> wire, Choices<?> choices) {
        this.name = wire.name;
        this.kind = Kind.CHOICE;
        this.codes = wire.codes;
        this.choices = choices;
    }

    private static <E extends Enum<E>> FieldType<E> choice(FieldType<?> wire, E[] values) {
        return new FieldType<>(wire, new Choices<>(wire, values));
    }

    private static long inRange(long value, long max, String name) {
        if (value < 0 || value > max) {
            throw new EncodeException(name + " is between 0 and " + max + ", not " + value);
        }
        return value;
    }

    /** The AMQP type with its article, for error messages. */
    String name() {
        return name;
    }

    /** Whether a value of this type may start with the format code. */
    boolean accepts(int code) {
        return codes.isEmpty() || codes.get(code);
    }

    /** Reads a value whose format code is accepted. */
    @SuppressWarnings("unchecked") // the kind tells what V is
    V read(Buffer in, DecodeLimits limits) {
        return (V) readKind(in, limits);
    }

    private Object readKind(Buffer in, DecodeLimits limits) {
        return switch (kind) {
            case BOOLEAN -> Decoder.readBoolean(in, false);
            case UBYTE -> Decoder.readUbyte(in, 0);
            case USHORT -> Decoder.readUshort(in, 0);
            case UINT -> Integer.toUnsignedLong(Decoder.readUint(in, 0));
            case ULONG -> UnsignedLong.ofBits(Decoder.readUlong(in, 0));
            case BINARY, STRING, SYMBOL, ANY -> Objects.requireNonNull(Decoder.readValue(in, limits));
            case DELIVERY_TAG -> DeliveryTags.read(in, limits);
            case SYMBOLS -> FieldArrays.read(in, limits);
            case FIELDS -> FieldMaps.readFields(in, limits);
            case UNSETTLED -> FieldMaps.readUnsettled(in, limits);
            case ERROR -> Composites.ERROR.read(in, limits);
            case SOURCE -> Source.TYPE.read(in, limits);
            case TARGET -> Termini.readTarget(in, limits);
            case DELIVERY_STATE -> DeliveryStates.readPresent(in, limits);
            case OUTCOME -> DeliveryStates.readOutcome(in, limits);
            case CHOICE -> Objects.requireNonNull(choices).read(in, limits);
        };
    }

    /** Appends a value, or throws {@link EncodeException} if AMQP cannot express it. */
    void write(Buffer out, V value) {
        writeAny(out, value);
    }

    /** As {@link #write}, for who knows by other means that the value is of this type. */
    @SuppressWarnings("unchecked")
    void writeAny(Buffer out, Object value) {
        switch (kind) {
            case BOOLEAN -> Encoder.writeBoolean(out, (Boolean) value);
            case UBYTE -> Encoder.writeUbyte(out, (int) inRange((Integer) value, 0xff, name));
            case USHORT -> Encoder.writeUshort(out, (int) inRange((Integer) value, 0xffff, name));
            case UINT -> Encoder.writeUint(out, (int) inRange((Long) value, 0xffff_ffffL, name));
            case ULONG -> Encoder.writeUlong(out, ((UnsignedLong) value).longValue());
            case BINARY -> Encoder.writeBinary(out, (Binary) value);
            case DELIVERY_TAG -> DeliveryTags.write(out, (Binary) value);
            case STRING -> Encoder.writeString(out, (String) value);
            case SYMBOL -> Encoder.writeSymbol(out, (Symbol) value);
            case SYMBOLS -> FieldArrays.write(out, (List<Symbol>) value);
            case FIELDS -> Encoder.writeMap(out, (Map<?, ?>) value);
            case UNSETTLED -> FieldMaps.writeUnsettled(out, (Map<Binary, @Nullable DeliveryState>) value);
            case ANY -> Encoder.writeValue(out, value);
            case ERROR -> Composites.ERROR.write(out, (ErrorCondition) value);
            case SOURCE, TARGET, DELIVERY_STATE, OUTCOME -> ((CompositeValue) value).write(out);
            case CHOICE -> Objects.requireNonNull(choices).write(out, value);
        }
    }

    /** The value as bounded text on one line. */
    @SuppressWarnings("unchecked") // as above
    String print(V value) {
        return switch (kind) {
            case UNSETTLED -> FieldMaps.printUnsettled((Map<Binary, @Nullable DeliveryState>) value);
            case ERROR -> Composites.ERROR.print((ErrorCondition) value);
            case SOURCE, TARGET, DELIVERY_STATE, OUTCOME, CHOICE -> value.toString();
            default -> ValuePrinter.print(value);
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
