// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedLong;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each composite type against bytes worked out by hand from the standard, and its text. */
class CompositeVectorsTest {

    private static final Binary TXN = Binary.of(new byte[] {7});

    static Stream<Arguments> performatives() {
        return Stream.of(
                arguments(Open.builder("c").build(), "00 53 10 c0 04 01 a1 01 'c'", "Open{container-id=\"c\"}"),
                arguments(
                        Open.builder("c")
                                .hostname("h")
                                .maxFrameSize(65536)
                                .channelMax(255)
                                .idleTimeOut(30_000L)
                                .outgoingLocales(List.of(Symbol.of("de"), Symbol.of("fr")))
                                .offeredCapabilities(List.of(Symbol.of("X")))
                                .properties(Map.of(Symbol.of("p"), "v"))
                                .build(),
                        "00 53 10 c0 2f 0a a1 01 'c' a1 01 'h' 70 00 01 00 00 60 00 ff 70 00 00 75 30"
                                + " e0 08 02 a3 02 'de' 02 'fr' 40 e0 04 01 a3 01 'X' 40 c1 07 02 a3 01 'p' a1 01 'v'",
                        "Open{container-id=\"c\", hostname=\"h\", max-frame-size=65536, channel-max=255, idle-time-out=30000,"
                                + " outgoing-locales=[:de, :fr], offered-capabilities=[:X], properties={:p=\"v\"}}"),
                arguments(
                        Begin.builder(1, 2048, 0xffff_ffffL)
                                .remoteChannel(0)
                                .handleMax(1023)
                                .build(),
                        "00 53 11 c0 15 05 60 00 00 52 01 70 00 00 08 00 70 ff ff ff ff 70 00 00 03 ff",
                        "Begin{remote-channel=0, next-outgoing-id=1, incoming-window=2048, outgoing-window=4294967295,"
                                + " handle-max=1023}"),
                arguments(
                        Attach.builder("l", 0, Role.SENDER)
                                .sndSettleMode(SenderSettleMode.SETTLED)
                                .rcvSettleMode(ReceiverSettleMode.SECOND)
                                .source(Source.of(null))
                                .target(Target.of("q"))
                                .unsettled(unsettled())
                                .incompleteUnsettled(true)
                                .initialDeliveryCount(0L)
                                .maxMessageSize(UnsignedLong.valueOf(1000))
                                .build(),
                        "00 53 12 c0 30 0b a1 01 'l' 43 42 50 01 50 01 00 53 28 45 00 53 29 c0 04 01 a1 01 'q'"
                                + " c1 0c 04 a0 01 01 40 a0 01 02 00 53 24 45 41 43 80 00 00 00 00 00 00 03 e8",
                        "Attach{name=\"l\", handle=0, role=sender, snd-settle-mode=settled, rcv-settle-mode=second,"
                                + " source=Source{}, target=Target{address=\"q\"}, unsettled={binary(1) 01=null, binary(1) 02=Accepted{}},"
                                + " incomplete-unsettled=true, initial-delivery-count=0, max-message-size=1000}"),
                arguments(
                        Attach.builder("l", 7, Role.RECEIVER)
                                .target(new Coordinator(List.of(TransactionCapability.LOCAL_TRANSACTIONS)))
                                .build(),
                        "00 53 12 c0 2c 07 a1 01 'l' 52 07 41 40 40 40"
                                + " 00 53 30 c0 1d 01 e0 1a 01 a3 17 'amqp:local-transactions'",
                        "Attach{name=\"l\", handle=7, role=receiver,"
                                + " target=Coordinator{capabilities=[:amqp:local-transactions]}}"),
                arguments(
                        Flow.builder(5, 0, 6)
                                .nextIncomingId(9L)
                                .handle(0L)
                                .deliveryCount(300L)
                                .linkCredit(10L)
                                .drain(true)
                                .build(),
                        "00 53 13 c0 12 09 52 09 52 05 43 52 06 43 70 00 00 01 2c 52 0a 40 41",
                        "Flow{next-incoming-id=9, incoming-window=5, next-outgoing-id=0, outgoing-window=6, handle=0,"
                                + " delivery-count=300, link-credit=10, drain=true}"),
                arguments(
                        Transfer.builder(0)
                                .deliveryId(1L)
                                .deliveryTag(TXN)
                                .messageFormat(0L)
                                .settled(true)
                                .build(),
                        "00 53 14 c0 09 05 43 52 01 a0 01 07 43 41",
                        "Transfer{handle=0, delivery-id=1, delivery-tag=binary(1) 07, message-format=0, settled=true}"),
                arguments(
                        Disposition.builder(Role.RECEIVER, 1)
                                .last(2L)
                                .settled(true)
                                .state(Accepted.INSTANCE)
                                .build(),
                        "00 53 15 c0 0b 05 41 52 01 52 02 41 00 53 24 45",
                        "Disposition{role=receiver, first=1, last=2, settled=true, state=Accepted{}}"),
                arguments(
                        new Detach(1, true, ErrorCondition.of(AmqpError.NOT_FOUND, "no")),
                        "00 53 16 c0 1e 03 52 01 41 00 53 1d c0 15 02 a3 0e 'amqp:not-found' a1 02 'no'",
                        "Detach{handle=1, closed=true, error=Error{condition=:amqp:not-found, description=\"no\"}}"),
                arguments(new End(null), "00 53 17 45", "End{}"),
                arguments(new Close(null), "00 53 18 45", "Close{}"));
    }

    private static Map<Binary, @Nullable DeliveryState> unsettled() {
        Map<Binary, @Nullable DeliveryState> unsettled = new LinkedHashMap<>();
        unsettled.put(Binary.of(new byte[] {1}), null);
        unsettled.put(Binary.of(new byte[] {2}), Accepted.INSTANCE);
        return unsettled;
    }

    @ParameterizedTest
    @MethodSource
    void performatives(Performative value, String bytes, String text) {
        Buffer out = Buffer.allocate(16);
        Performatives.write(out, value);

        assertThat(out.copyFrom(0)).asHexString().isEqualTo(hex(bytes));
        assertThat(Performatives.read(out, DecodeLimits.DEFAULT)).isEqualTo(value);
        assertThat(value).hasToString(text);
    }

    static Stream<Arguments> saslFrames() {
        return Stream.of(
                arguments(
                        new SaslMechanisms(List.of(Symbol.of("PLAIN"))),
                        "00 53 40 c0 0b 01 e0 08 01 a3 05 'PLAIN'",
                        "SaslMechanisms{sasl-server-mechanisms=[:PLAIN]}"),
                arguments(
                        new SaslInit(Symbol.of("PLAIN"), Binary.of(Hex.bytes("00 'u' 00 'p'")), "h"),
                        "00 53 41 c0 11 03 a3 05 'PLAIN' a0 04 00 'u' 00 'p' a1 01 'h'",
                        "SaslInit{mechanism=:PLAIN, initial-response=<4 bytes>, hostname=\"h\"}"),
                arguments(
                        new SaslInit(Symbol.of("EXTERNAL"), Binary.EMPTY, null),
                        "00 53 41 c0 0d 02 a3 08 'EXTERNAL' a0 00",
                        "SaslInit{mechanism=:EXTERNAL, initial-response=<0 bytes>}"),
                arguments(
                        new SaslChallenge(Binary.of(Hex.bytes("'abc'"))),
                        "00 53 42 c0 06 01 a0 03 'abc'",
                        "SaslChallenge{challenge=<3 bytes>}"),
                arguments(
                        new SaslResponse(Binary.of(Hex.bytes("'secret'"))),
                        "00 53 43 c0 09 01 a0 06 'secret'",
                        "SaslResponse{response=<6 bytes>}"),
                arguments(
                        new SaslOutcome(SaslCode.SYS_TEMP, null),
                        "00 53 44 c0 03 01 50 04",
                        "SaslOutcome{code=sys-temp}"),
                arguments(
                        new SaslOutcome(SaslCode.OK, Binary.of(Hex.bytes("'v=x'"))),
                        "00 53 44 c0 08 02 50 00 a0 03 'v=x'",
                        "SaslOutcome{code=ok, additional-data=<3 bytes>}"));
    }

    @ParameterizedTest
    @MethodSource
    void saslFrames(SaslFrame value, String bytes, String text) {
        Buffer out = Buffer.allocate(16);
        SaslFrames.write(out, value);

        assertThat(out.copyFrom(0)).asHexString().isEqualTo(hex(bytes));
        assertThat(SaslFrames.read(out, DecodeLimits.UNAUTHENTICATED)).isEqualTo(value);
        assertThat(value).hasToString(text);
    }

    static Stream<Arguments> deliveryStates() {
        return Stream.of(
                arguments(
                        new Received(1, UnsignedLong.valueOf(256)),
                        "00 53 23 c0 0c 02 52 01 80 00 00 00 00 00 00 01 00",
                        "Received{section-number=1, section-offset=256}"),
                arguments(Accepted.INSTANCE, "00 53 24 45", "Accepted{}"),
                arguments(
                        new Rejected(ErrorCondition.of(Symbol.of("e"), null)),
                        "00 53 25 c0 0a 01 00 53 1d c0 04 01 a3 01 'e'",
                        "Rejected{error=Error{condition=:e}}"),
                arguments(Released.INSTANCE, "00 53 26 45", "Released{}"),
                arguments(
                        new Modified(true, false, Map.of(Symbol.of("k"), 1)),
                        "00 53 27 c0 0b 03 41 40 c1 06 02 a3 01 'k' 54 01",
                        "Modified{delivery-failed=true, message-annotations={:k=1}}"),
                arguments(new Declared(TXN), "00 53 33 c0 04 01 a0 01 07", "Declared{txn-id=binary(1) 07}"),
                arguments(
                        new TransactionalState(TXN, Released.INSTANCE),
                        "00 53 34 c0 08 02 a0 01 07 00 53 26 45",
                        "TransactionalState{txn-id=binary(1) 07, outcome=Released{}}"),
                arguments(
                        new UnknownState(new Described(Symbol.of("x:y"), "z")),
                        "00 a3 03 'x:y' a1 01 'z'",
                        "UnknownState{@:x:y \"z\"}"));
    }

    @ParameterizedTest
    @MethodSource
    void deliveryStates(DeliveryState value, String bytes, String text) {
        Buffer out = Buffer.allocate(16);
        DeliveryStates.write(out, value);

        assertThat(out.copyFrom(0)).asHexString().isEqualTo(hex(bytes));
        assertThat(DeliveryStates.read(out, DecodeLimits.DEFAULT)).isEqualTo(value);
        assertThat(value).hasToString(text);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                arguments(
                        Source.TYPE,
                        Source.builder()
                                .address("a")
                                .durable(TerminusDurability.UNSETTLED_STATE)
                                .expiryPolicy(TerminusExpiryPolicy.NEVER)
                                .timeout(60)
                                .dynamic(true)
                                .distributionMode(DistributionMode.COPY)
                                .filter(Map.of(Symbol.of("s"), Filter.selector("x=1")))
                                .defaultOutcome(Released.INSTANCE)
                                .outcomes(List.of(Symbol.of("o")))
                                .capabilities(List.of(Symbol.of("queue")))
                                .build(),
                        "00 53 28 c0 40 0b a1 01 'a' 52 02 a3 05 'never' 52 3c 41 40 a3 04 'copy'"
                                + " c1 13 02 a3 01 's' 00 80 00 00 46 8c 00 00 00 04 a1 03 'x=1' 00 53 26 45"
                                + " e0 04 01 a3 01 'o' e0 08 01 a3 05 'queue'",
                        "Source{address=\"a\", durable=unsettled-state, expiry-policy=never, timeout=60, dynamic=true,"
                                + " distribution-mode=copy, filter={:s=@77567109365764 \"x=1\"}, default-outcome=Released{},"
                                + " outcomes=[:o], capabilities=[:queue]}"),
                arguments(
                        Target.TYPE,
                        Target.builder()
                                .dynamic(true)
                                .dynamicNodeProperties(
                                        Map.of(LifetimePolicy.PROPERTY, LifetimePolicy.DELETE_ON_CLOSE.toDescribed()))
                                .build(),
                        "00 53 29 c0 1e 06 40 40 40 40 41 c1 16 02 a3 0f 'lifetime-policy' 00 53 2b 45",
                        "Target{dynamic=true, dynamic-node-properties={:lifetime-policy=@43 []}}"),
                arguments(
                        Composites.ERROR,
                        new ErrorCondition(Symbol.of("e"), null, Map.of(Symbol.of("k"), true)),
                        "00 53 1d c0 0c 03 a3 01 'e' 40 c1 05 02 a3 01 'k' 41",
                        "Error{condition=:e, info={:k=true}}"),
                arguments(Declare.TYPE, new Declare(null), "00 53 31 45", "Declare{}"),
                arguments(
                        Discharge.TYPE,
                        new Discharge(TXN, true),
                        "00 53 32 c0 05 02 a0 01 07 41",
                        "Discharge{txn-id=binary(1) 07, fail=true}"),
                arguments(
                        LifetimePolicy.DELETE_ON_NO_LINKS_OR_MESSAGES.type(),
                        LifetimePolicy.DELETE_ON_NO_LINKS_OR_MESSAGES,
                        "00 53 2e 45",
                        "DeleteOnNoLinksOrMessages{}"));
    }

    @ParameterizedTest
    @MethodSource
    <T> void others(Composite<T> type, T value, String bytes, String text) {
        Buffer out = Buffer.allocate(16);
        type.write(out, value);

        assertThat(out.copyFrom(0)).asHexString().isEqualTo(hex(bytes));
        assertThat(type.read(out, DecodeLimits.DEFAULT)).isEqualTo(value);
        assertThat(type.print(value)).isEqualTo(text);
    }

    private static String hex(String bytes) {
        return HexFormat.of().withUpperCase().formatHex(Hex.bytes(bytes));
    }
}
