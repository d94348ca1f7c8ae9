// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.EncodeException;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.codec.FormatCode;
import io.lepton.amqp.codec.ValuePrinter;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedLong;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a field travel: which format codes they may start with, how they are read, written and shown. Values that
 * are absent never come here.
 *
 * @param <V> the Java class of the values
 */
final class FieldType<V> {

    /** Reads one value, whose format code is known to fit. */
    @FunctionalInterface
    interface Reader<V> {
        V read(Buffer in, DecodeLimits limits);
    }

    /** Appends one value, or throws {@link EncodeException} if AMQP cannot express it. */
    @FunctionalInterface
    interface Writer<V> {
        void write(Buffer out, V value);
    }

    static final FieldType<Boolean> BOOLEAN = new FieldType<>(
            "a boolean",
            (in, limits) -> Decoder.readBoolean(in, false),
            Encoder::writeBoolean,
            FormatCode.TRUE,
            FormatCode.FALSE,
            FormatCode.BOOLEAN);

    static final FieldType<Integer> UBYTE = new FieldType<>(
            "a ubyte",
            (in, limits) -> Decoder.readUbyte(in, 0),
            (out, value) -> Encoder.writeUbyte(out, (int) inRange(value, 0xff, "a ubyte")),
            FormatCode.UBYTE);

    static final FieldType<Integer> USHORT = new FieldType<>(
            "a ushort",
            (in, limits) -> Decoder.readUshort(in, 0),
            (out, value) -> Encoder.writeUshort(out, (int) inRange(value, 0xffff, "a ushort")),
            FormatCode.USHORT);

    static final FieldType<Long> UINT = new FieldType<>(
            "a uint",
            (in, limits) -> Integer.toUnsignedLong(Decoder.readUint(in, 0)),
            (out, value) -> Encoder.writeUint(out, (int) inRange(value, 0xffff_ffffL, "a uint")),
            FormatCode.UINT0,
            FormatCode.SMALLUINT,
            FormatCode.UINT);

    static final FieldType<UnsignedLong> ULONG = new FieldType<>(
            "a ulong",
            (in, limits) -> UnsignedLong.ofBits(Decoder.readUlong(in, 0)),
            (out, value) -> Encoder.writeUlong(out, value.longValue()),
            FormatCode.ULONG0,
            FormatCode.SMALLULONG,
            FormatCode.ULONG);

    static final FieldType<Binary> BINARY =
            new FieldType<>("a binary", any(Binary.class), Encoder::writeBinary, FormatCode.VBIN8, FormatCode.VBIN32);

    /** A binary of at most {@value DeliveryTags#MAX_SIZE} bytes (part 2, 2.8.7 delivery-tag). */
    static final FieldType<Binary> DELIVERY_TAG =
            new FieldType<>("a binary", DeliveryTags::read, DeliveryTags::write, FormatCode.VBIN8, FormatCode.VBIN32);

    static final FieldType<String> STRING =
            new FieldType<>("a string", any(String.class), Encoder::writeString, FormatCode.STR8, FormatCode.STR32);

    static final FieldType<Symbol> SYMBOL =
            new FieldType<>("a symbol", any(Symbol.class), Encoder::writeSymbol, FormatCode.SYM8, FormatCode.SYM32);

    /** The values of a field that may have several (part 1, 1.4). */
    static final FieldType<List<Symbol>> SYMBOLS = new FieldType<>(
            "a symbol or an array of symbols",
            FieldArrays::read,
            FieldArrays::write,
            FormatCode.SYM8,
            FormatCode.SYM32,
            FormatCode.ARRAY8,
            FormatCode.ARRAY32);

    /** A map with symbols as its keys (part 2, 2.8.13 fields; part 3, 3.5.8 filter-set). */
    static final FieldType<Map<Symbol, @Nullable Object>> FIELDS =
            new FieldType<>("a map", FieldMaps::readFields, Encoder::writeMap, FormatCode.MAP8, FormatCode.MAP32);

    /** The states of unsettled deliveries by tag (part 2, 2.7.3 attach). */
    static final FieldType<Map<Binary, @Nullable DeliveryState>> UNSETTLED = new FieldType<>(
            "a map",
            FieldMaps::readUnsettled,
            FieldMaps::writeUnsettled,
            FieldMaps::printUnsettled,
            FormatCode.MAP8,
            FormatCode.MAP32);

    /** A value of any type but null. */
    static final FieldType<Object> ANY = new FieldType<>("a value", any(Object.class), Encoder::writeValue);

    static final FieldType<Role> ROLE = choice(BOOLEAN, Role.values(), role -> role == Role.RECEIVER);

    static final FieldType<SenderSettleMode> SENDER_SETTLE_MODE =
            choice(UBYTE, SenderSettleMode.values(), SenderSettleMode::code);

    static final FieldType<ReceiverSettleMode> RECEIVER_SETTLE_MODE =
            choice(UBYTE, ReceiverSettleMode.values(), ReceiverSettleMode::code);

    static final FieldType<TerminusDurability> DURABILITY =
            choice(UINT, TerminusDurability.values(), durability -> (long) durability.code());

    static final FieldType<TerminusExpiryPolicy> EXPIRY_POLICY =
            choice(SYMBOL, TerminusExpiryPolicy.values(), TerminusExpiryPolicy::symbol);

    static final FieldType<DistributionMode> DISTRIBUTION_MODE =
            choice(SYMBOL, DistributionMode.values(), DistributionMode::symbol);

    static final FieldType<SaslCode> SASL_CODE = choice(UBYTE, SaslCode.values(), SaslCode::code);

    static final FieldType<ErrorCondition> ERROR = new FieldType<>(
            "an error",
            (in, limits) -> Composites.ERROR.read(in, limits),
            (out, value) -> Composites.ERROR.write(out, value),
            value -> Composites.ERROR.print(value),
            FormatCode.DESCRIBED);

    static final FieldType<Source> SOURCE = described("a source", (in, limits) -> Source.TYPE.read(in, limits));

    static final FieldType<Terminus> TARGET = described("a target or coordinator", Termini::readTarget);

    static final FieldType<DeliveryState> DELIVERY_STATE = described("a delivery state", DeliveryStates::readPresent);

    static final FieldType<Outcome> OUTCOME = described("an outcome", DeliveryStates::readOutcome);

    private final String name;
    private final Reader<V> reader;
    private final Writer<V> writer;
    private final Function<V, String> printer;
    private final BitSet codes = new BitSet(256);

    private FieldType(String name, Reader<V> reader, Writer<V> writer, int... codes) {
        this(name, reader, writer, ValuePrinter::print, codes);
    }

    /** Without codes, any code will do. */
    private FieldType(String name, Reader<V> reader, Writer<V> writer, Function<V, String> printer, int... codes) {
        this.name = name;
        this.reader = reader;
        this.writer = writer;
        this.printer = printer;
        for (int code : codes) {
            this.codes.set(code);
        }
    }

    /** A composite value of one of several types. */
    private static <V extends CompositeValue> FieldType<V> described(String name, Reader<V> reader) {
        return new FieldType<>(name, reader, (out, value) -> value.write(out), Object::toString, FormatCode.DESCRIBED);
    }

    private static <V> Reader<V> any(Class<V> type) {
        return (in, limits) -> type.cast(Objects.requireNonNull(Decoder.readValue(in, limits)));
    }

    /** A restricted type: one of a few values of another (part 1, 1.3). */
    private static <E extends Enum<E>, W> FieldType<E> choice(FieldType<W> wire, E[] choices, Function<E, W> toWire) {
        Reader<E> reader = (in, limits) -> {
            int start = in.readIndex();
            W value = wire.reader.read(in, limits);
            for (E choice : choices) {
                if (toWire.apply(choice).equals(value)) {
                    return choice;
                }
            }
            String what = ValuePrinter.print(value) + " is none of " + List.of(choices);
            throw new DecodeException(AmqpError.INVALID_FIELD, what, start);
        };
        Writer<E> writer = (out, value) -> wire.writer.write(out, toWire.apply(value));
        return new FieldType<>(
                wire.name, reader, writer, Enum::toString, wire.codes.stream().toArray());
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
    V read(Buffer in, DecodeLimits limits) {
        return reader.read(in, limits);
    }

    void write(Buffer out, V value) {
        writer.write(out, value);
    }

    /** The value as bounded text on one line. */
    String print(V value) {
        return printer.apply(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
