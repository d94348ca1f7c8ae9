// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.EncodeException;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedLong;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of composite values: T-022 to T-027, X-042, X-054. */
class CompositeRulesTest {

    private static Performative read(String bytes) {
        return Performatives.read(Hex.buffer(bytes), DecodeLimits.DEFAULT);
    }

    private static DecodeException refusal(String bytes) {
        return catchThrowableOfType(DecodeException.class, () -> read(bytes));
    }

    @ParameterizedTest(name = "T-022 {0}")
    @ValueSource(
            strings = {
                "00 53 18 45",
                "00 80 00 00 00 00 00 00 00 18 45",
                "00 a3 0f 'amqp:close:list' 45",
                "00 b3 00 00 00 0f 'amqp:close:list' 45",
                "00 53 18 c0 01 00",
                "00 53 18 d0 00 00 00 04 00 00 00 00",
                "00 53 18 c0 02 01 40",
                "00 53 18 d0 00 00 00 05 00 00 00 01 40"
            })
    void everyFormOfAnEmptyCloseMeansTheSame(String bytes) {
        assertThat(read(bytes)).isEqualTo(new Close(null));
        assertThat(Performatives.peekDescriptor(Hex.buffer(bytes))).isEqualTo(0x18);
    }

    @Test // T-022
    void aStateThatNobodyKnowsIsKeptAndPassedOn() {
        Buffer in = Hex.buffer("00 53 15 c0 10 05 41 43 40 40 00 a3 04 'my:s' c0 02 01 41");

        Disposition disposition = (Disposition) Performatives.read(in, DecodeLimits.DEFAULT);

        assertThat(disposition.state()).isEqualTo(new UnknownState(new Described(Symbol.of("my:s"), List.of(true))));
        Buffer out = Buffer.allocate(16);
        disposition.write(out);
        assertThat(out.copyFrom(0)).isEqualTo(in.array());
    }

    @Test // T-023
    void absentFieldsMeanTheirDefaults() {
        Open open = (Open) read("00 53 10 c0 04 01 a1 01 'c'");

        assertThat(open.maxFrameSize()).isEqualTo(4_294_967_295L);
        assertThat(open.channelMax()).isEqualTo(65_535);
        assertThat(open.hostname()).isNull();
        assertThat(open.idleTimeOut()).isNull();
        assertThat(open.offeredCapabilities()).isEmpty();
        assertThat(open.properties()).isEmpty();
        assertThat(((Begin) read("00 53 11 c0 05 04 40 43 43 43")).handleMax()).isEqualTo(4_294_967_295L);
    }

    @Test // T-023
    void nullFieldsMeanTheirDefaults() {
        Attach attach = (Attach) read("00 53 12 c0 0c 09 a1 01 'l' 43 41 40 40 40 40 40 40");

        assertThat(attach.sndSettleMode()).isEqualTo(SenderSettleMode.MIXED);
        assertThat(attach.rcvSettleMode()).isEqualTo(ReceiverSettleMode.FIRST);
        assertThat(attach.source()).isNull();
        assertThat(attach.unsettled()).isNull();
        assertThat(attach.incompleteUnsettled()).isFalse();
    }

    @Test // T-023
    void aDefaultThatIsSpelledOutMeansTheSame() {
        assertThat(read("00 53 10 c0 0d 04 a1 01 'c' 40 70 ff ff ff ff 60 ff ff"))
                .isEqualTo(Open.builder("c").build());
    }

    @Test
    void fieldsBeyondTheKnownOnesAreIgnored() {
        assertThat(read("00 53 18 c0 07 03 40 a1 01 'x' 52 07")).isEqualTo(new Close(null));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                // T-024
                arguments("00 53 10 45", AmqpError.DECODE_ERROR, "open.container-id is mandatory, but absent"),
                arguments("00 53 10 c0 02 01 40", AmqpError.DECODE_ERROR, "open.container-id is mandatory, but absent"),
                arguments("00 53 11 c0 04 03 40 43 43", AmqpError.DECODE_ERROR, "begin.outgoing-window is mandatory"),
                arguments("00 53 15 c0 02 01 41", AmqpError.DECODE_ERROR, "disposition.first is mandatory"),
                arguments(
                        "00 53 16 c0 07 03 43 41 00 53 1d 45",
                        AmqpError.DECODE_ERROR,
                        "detach.error: error.condition is mandatory"),
                // T-027
                arguments("00 53 10 c0 03 01 52 07", AmqpError.DECODE_ERROR, "open.container-id must be a string"),
                arguments("00 53 10 c0 04 01 a3 01 'c'", AmqpError.DECODE_ERROR, "open.container-id must be a string"),
                arguments(
                        "00 53 10 c0 06 03 a1 01 'c' 40 44",
                        AmqpError.DECODE_ERROR,
                        "open.max-frame-size must be a uint"),
                arguments("00 53 18 c0 02 01 45", AmqpError.DECODE_ERROR, "close.error must be an error"),
                arguments("00 53 18 c0 05 01 00 53 24 45", AmqpError.DECODE_ERROR, "close.error: error was to come"),
                arguments("00 53 18 c1 01 00", AmqpError.DECODE_ERROR, "close must be a list"),
                arguments("00 53 18 40", AmqpError.DECODE_ERROR, "close must be a list"),
                arguments(
                        "00 53 10 c0 0a 06 a1 01 'c' 40 40 40 40 52 01",
                        AmqpError.DECODE_ERROR,
                        "open.outgoing-locales must be a symbol or an array of symbols"),
                arguments(
                        "00 53 10 c0 0e 06 a1 01 'c' 40 40 40 40 e0 04 01 a1 01 'x'",
                        AmqpError.DECODE_ERROR,
                        "open.outgoing-locales: an array of something else than symbols"),
                // a value of the right type that is none of the choices
                arguments(
                        "00 53 12 c0 08 04 a1 01 'l' 43 41 50 03",
                        AmqpError.INVALID_FIELD,
                        "attach.snd-settle-mode: 3 is none of [unsettled, settled, mixed]"),
                //
                arguments(
                        "00 53 14 c0 26 03 43 43 a0 21" + " 00".repeat(33),
                        AmqpError.INVALID_FIELD,
                        "transfer.delivery-tag: a delivery tag has at most 32 bytes, this one has 33"),
                //
                arguments(
                        "00 53 11 c0 0f 08 40 43 43 43 40 40 40 c1 06 02 a1 01 'k' 54 01",
                        AmqpError.DECODE_ERROR,
                        "begin.properties: its keys are symbols, but one is \"k\""),
                // the list's own size and count
                arguments("00 53 18 c0 05 01 40", AmqpError.DECODE_ERROR, "close: a list of 5 bytes"),
                arguments("00 53 18 c0 00 00", AmqpError.DECODE_ERROR, "close: a list of 0 bytes"),
                arguments("00 53 18 c0 01 01 40", AmqpError.DECODE_ERROR, "close: a list of 1 bytes with 1 items"),
                arguments("00 53 18 c0 03 01 40 40", AmqpError.DECODE_ERROR, "close: its fields take fewer bytes"),
                arguments(
                        "00 53 18 d0 ff ff ff ff 00 00 00 01 40",
                        AmqpError.DECODE_ERROR,
                        "close: a list of 4294967295 bytes"),
                arguments(
                        "00 53 18 d0 00 00 00 05 80 00 00 00 40",
                        AmqpError.DECODE_ERROR,
                        "close: a list of 5 bytes with 2147483648 items"),
                arguments("00 53 18 d0 00", AmqpError.DECODE_ERROR, "close is truncated"),
                arguments(
                        "00 53 10 c0 03 01 a1 05 'hello'",
                        AmqpError.DECODE_ERROR,
                        "open.container-id runs past the end of the list"),
                // descriptors
                arguments("00 53 77 45", AmqpError.NOT_IMPLEMENTED, "a performative was to come, but"),
                arguments("00 a3 03 'x:y' 45", AmqpError.NOT_IMPLEMENTED, "a performative was to come, but"),
                arguments("00 53 24 45", AmqpError.DECODE_ERROR, "a performative was to come, but"),
                arguments("40", AmqpError.DECODE_ERROR, "there is no descriptor"));
    }

    @ParameterizedTest(name = "{2}: {0}")
    @MethodSource
    void faults(String bytes, Symbol condition, String text) {
        DecodeException refusal = refusal(bytes);

        assertThat(refusal.condition().condition()).isEqualTo(condition);
        assertThat(refusal).hasMessageContaining(text);
    }

    static Stream<Arguments> multiples() {
        Symbol x = Symbol.of("x");
        return Stream.of(
                arguments("c0 08 05 a1 01 'c' 40 40 40 40", List.of()),
                arguments("c0 09 06 a1 01 'c' 40 40 40 40 40", List.of()),
                arguments("c0 0c 06 a1 01 'c' 40 40 40 40 e0 02 00 a3", List.of()),
                arguments("c0 0b 06 a1 01 'c' 40 40 40 40 a3 01 'x'", List.of(x)),
                arguments("c0 0e 06 a1 01 'c' 40 40 40 40 e0 04 01 a3 01 'x'", List.of(x)),
                arguments("c0 10 06 a1 01 'c' 40 40 40 40 e0 06 02 a3 01 'x' 01 'y'", List.of(x, Symbol.of("y"))),
                arguments("c0 17 06 a1 01 'c' 40 40 40 40 f0 00 00 00 0a 00 00 00 01 b3 00 00 00 01 'x'", List.of(x)));
    }

    @ParameterizedTest(name = "T-025 {0}")
    @MethodSource
    void multiples(String list, List<Symbol> values) {
        assertThat(((Open) read("00 53 10 " + list)).outgoingLocales()).isEqualTo(values);
    }

    @ParameterizedTest(name = "T-026 {0}")
    @ValueSource(strings = {"45", "c0 02 01 40", "c0 05 01 e0 02 00 a3"})
    void mechanismsWithoutAnyAreRefused(String list) {
        assertThatThrownBy(() -> SaslFrames.read(Hex.buffer("00 53 40 " + list), DecodeLimits.UNAUTHENTICATED))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("sasl-mechanisms.sasl-server-mechanisms is mandatory, but absent");
    }

    @Test // T-026
    void noMechanismsCannotBeWritten() {
        Buffer out = Buffer.allocate(16);

        assertThatThrownBy(() -> new SaslMechanisms(List.of()).write(out))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("sasl-mechanisms.sasl-server-mechanisms is mandatory");
        assertThat(out.readable()).isZero();
    }

    @Test
    void numbersOutOfRangeAreTheCallersMistake() {
        Buffer out = Buffer.allocate(16);

        assertThatThrownBy(
                        () -> Open.builder("c").maxFrameSize(1L << 32).build().write(out))
                .isInstanceOf(EncodeException.class)
                .hasMessage("open.max-frame-size: a uint is between 0 and 4294967295, not 4294967296");
        assertThatThrownBy(() -> new Detach(-1, true, null).write(out)).isInstanceOf(EncodeException.class);
        assertThatThrownBy(() -> Open.builder("c").channelMax(65_536).build().write(out))
                .isInstanceOf(EncodeException.class);
        assertThat(out.readable()).isZero();
    }

    @Test
    void aTagThatIsTooLongIsTheCallersMistake() {
        Binary tag = Binary.of(new byte[33]);
        TransferFields fields = new TransferFields();
        fields.tag(new byte[33], 0, 33);

        assertThatThrownBy(() -> Transfer.builder(0).deliveryTag(tag).build().write(Buffer.allocate(16)))
                .isInstanceOf(EncodeException.class);
        assertThatThrownBy(() -> fields.write(Buffer.allocate(16))).isInstanceOf(EncodeException.class);
    }

    @Test
    void aFailedWriteLeavesNothing() {
        Map<Symbol, Object> annotations = Map.of(Symbol.of("k"), new Object());
        Modified state = new Modified(true, false, annotations);
        Buffer out = Buffer.allocate(16);
        out.writeByte(7);
        TransferFields transfer = new TransferFields();
        transfer.state = state;
        DispositionFields disposition = new DispositionFields();
        disposition.state = state;
        FlowFields flow = new FlowFields();
        flow.properties = annotations;

        Stream.<Consumer<Buffer>>of(state::write, transfer::write, disposition::write, flow::write)
                .forEach(write -> assertThatThrownBy(() -> write.accept(out)).isInstanceOf(EncodeException.class));
        assertThat(out.readable()).isEqualTo(1);
    }

    @Test
    void aSourceIsNoTarget() {
        assertThatThrownBy(() -> Attach.builder("l", 0, Role.SENDER)
                        .target(Source.of("q"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give a Target or a Coordinator");
        assertThat(refusal("00 53 12 c0 0d 07 a1 01 'l' 43 42 40 40 40 00 53 28 45"))
                .hasMessageContaining("attach.target: a target or a coordinator was to come");
    }

    @Test
    void thePayloadAfterATransferIsLeft() {
        Buffer in = Hex.buffer("00 53 14 c0 02 01 43 00 53 75 a0 01 00");

        Performatives.read(in, DecodeLimits.DEFAULT);

        assertThat(in.readable()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00 53",
                "00 80 00 00",
                "00 a3 7f 'amqp'",
                "00 b3 ff ff ff ff 'x'",
                "00 40 40",
                "45 45 45"
            })
    void peekingNeverThrows(String bytes) {
        assertThat(Performatives.peekDescriptor(Hex.buffer(bytes))).isEqualTo(-1);
        assertThat(refusal(bytes)).isNotNull();
    }

    @Test
    void aTwiceUnsettledDeliveryIsRefused() {
        assertThat(refusal("00 53 12 c0 14 08 a1 01 'l' 43 42 40 40 40 40 c1 09 04 a0 01 01 40 a0 01 01 40"))
                .hasMessageContaining("attach.unsettled: the same delivery tag twice");
    }

    @Test
    void declarationsKnowTheirDescriptors() {
        assertThat(Transfer.TYPE.describes(UnsignedLong.valueOf(0x14))).isTrue();
        assertThat(Transfer.TYPE.describes(Symbol.of("amqp:transfer:list"))).isTrue();
        assertThat(Transfer.TYPE.describes(UnsignedLong.valueOf(0x15))).isFalse();
        assertThat(Transfer.TYPE.describes(null)).isFalse();
    }

    @Test
    void recordsKeepTheirOwnCopyOfMaps() {
        Map<Symbol, Object> properties = new HashMap<>(Map.of(Symbol.of("k"), 1));
        Open open = Open.builder("c")
                .properties(Collections.unmodifiableMap(properties))
                .build();
        properties.clear();

        assertThat(open.properties()).hasSize(1);
        assertThatThrownBy(() -> open.properties().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
