// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.Begin;
import io.lepton.amqp.protocol.Close;
import io.lepton.amqp.protocol.Disposition;
import io.lepton.amqp.protocol.Flow;
import io.lepton.amqp.protocol.Modified;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.LinkError;
import io.lepton.amqp.types.SessionError;
import io.lepton.amqp.types.Symbol;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {

    @Test
    @Spec("X-001")
    void aClientSaysItsHeaderAndOpenAtOnce() {
        FakePeer peer = FakePeer.ofClient(o -> o);
        peer.engine.connection().open();
        assertThat(peer.read(Open.class).containerId()).isEqualTo("engine");
    }

    @Test
    @Spec({"X-002", "X-003"})
    void aServerAnswersAnotherProtocolWithItsHeaderAndCloses() {
        FakePeer peer = FakePeer.ofServer(o -> o);
        peer.raw("GET / HTTP/1.1\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        peer.engine.flush();
        assertThat(EnginePair.take(peer.engine)).isEqualTo(FakePeer.AMQP_HEADER);
        assertThat(peer.engine.outputDone()).isTrue();
        assertThat(peer.events.events).containsExactly("failed amqp:connection:framing-error");
    }

    @Test
    @Spec("X-002")
    void aClientGivesUpOnAnotherHeader() {
        FakePeer peer = FakePeer.ofClient(o -> o);
        peer.engine.connection().open();
        peer.raw((byte) 'A', (byte) 'M', (byte) 'Q', (byte) 'P', (byte) 0, (byte) 0, (byte) 9, (byte) 1);
        assertThat(peer.engine.outputDone()).isTrue();
        assertThat(peer.engine.failure().condition()).isEqualTo(AmqpError.NOT_IMPLEMENTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, -1, Integer.MIN_VALUE, 65_537})
    @Spec({"X-004", "X-016", "B9"})
    void aFrameOfImpossibleSizeClosesTheConnectionOnItsHeaderAlone(int size) {
        FakePeer peer = FakePeer.opened();
        peer.raw(
                (byte) (size >> 24),
                (byte) (size >> 16),
                (byte) (size >> 8),
                (byte) size,
                (byte) 2,
                (byte) 0,
                (byte) 0,
                (byte) 0);
        peer.readCloseWith(ConnectionError.FRAMING_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 255})
    @Spec("X-004")
    void aDataOffsetOutsideTheFrameClosesTheConnection(int words) {
        FakePeer peer = FakePeer.opened();
        peer.raw((byte) 0, (byte) 0, (byte) 0, (byte) 8, (byte) words, (byte) 0, (byte) 0, (byte) 0);
        peer.readCloseWith(ConnectionError.FRAMING_ERROR);
    }

    @Test
    @Spec("X-005")
    void anExtendedHeaderIsSkipped() {
        FakePeer peer = FakePeer.opened();
        byte[] plain = FakePeer.frame(0, FakePeer.begin(), new byte[0]);
        byte[] extended = new byte[plain.length + 8];
        System.arraycopy(plain, 0, extended, 0, 8);
        Arrays.fill(extended, 8, 16, (byte) 0xff);
        System.arraycopy(plain, 8, extended, 16, plain.length - 8);
        extended[3] = (byte) extended.length;
        extended[4] = 4;
        peer.raw(extended);
        peer.read(Begin.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255})
    @Spec("X-006")
    void aFrameOfAnotherTypeClosesTheConnection(int type) {
        FakePeer peer = FakePeer.opened();
        peer.raw(FakePeer.frame(type, 0, FakePeer.begin(), new byte[0]));
        peer.readCloseWith(ConnectionError.FRAMING_ERROR);
    }

    @Test
    @Spec({"X-006", "X-014"})
    void emptyFramesAreFineOnAnyChannel() {
        FakePeer peer = FakePeer.opened();
        peer.raw(FakePeer.frame(0, null, new byte[0])).raw(FakePeer.frame(255, null, new byte[0]));
        peer.readNothing();
        assertThat(peer.engine.failure()).isNull();
    }

    @Test
    @Spec("X-017")
    void aFrameAboveChannelMaxClosesTheConnection() {
        FakePeer peer = FakePeer.opened(o -> o.channelMax(3));
        peer.send(4, FakePeer.begin());
        peer.readCloseWith(ConnectionError.FRAMING_ERROR);
    }

    @Test
    @Spec("X-017")
    void theHighestChannelWorks() {
        FakePeer peer = FakePeer.opened(o -> o.channelMax(3));
        peer.send(3, FakePeer.begin());
        assertThat(peer.read(Begin.class).remoteChannel()).isEqualTo(3);
    }

    @Test
    @Spec("X-058")
    void aFrameForAChannelWithoutSessionClosesTheConnection() {
        FakePeer peer = FakePeer.opened();
        peer.send(2, FakePeer.attach("a", 0, Role.SENDER));
        peer.readCloseWith(ConnectionError.FRAMING_ERROR);
    }

    @Test
    @Spec({"X-059", "B22"})
    void undecodableBytesCloseTheConnection() {
        FakePeer peer = FakePeer.opened();
        peer.raw(
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 12,
                (byte) 2,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0x53,
                (byte) 0x11,
                (byte) 0x40);
        peer.readCloseWith(AmqpError.DECODE_ERROR);
    }

    @Test
    @Spec({"X-059", "B28"})
    void anOffsetIsTheFramesWhereverTheFrameLies() {
        byte[] broken = FakePeer.frame(0, FakePeer.begin(), new byte[0]);
        broken[broken.length - 3] = 0x03;
        FakePeer alone = FakePeer.opened().raw(broken);
        FakePeer behindAnother = FakePeer.opened();
        byte[] heartbeat = FakePeer.frame(0, null, new byte[0]);
        byte[] both = Arrays.copyOf(heartbeat, heartbeat.length + broken.length);
        System.arraycopy(broken, 0, both, heartbeat.length, broken.length);
        behindAnother.raw(both);
        assertThat(alone.engine.failure()).isEqualTo(behindAnother.engine.failure());
    }

    @Test
    @Spec({"X-059", "B24"})
    void whatTheApplicationCannotDecodeIsNoFaultOfTheConnection() {
        FakePeer peer = FakePeer.sending(2);
        peer.events.onDelivery = delivery -> {
            throw DecodeException.malformed("a message", 0);
        };
        assertThatThrownBy(() -> peer.send(0, FakePeer.transfer(0).build(), "x"))
                .isInstanceOf(DecodeException.class);
        assertThat(peer.engine.outputDone()).isFalse();
        assertThat(peer.receiver().unsettled()).isOne();
        peer.events.onDelivery = delivery -> {};
        peer.send(0, FakePeer.transfer(1).build(), "y");
        assertThat(peer.events.deliveries).hasSize(2);
    }

    @Test
    @Spec("X-059")
    void anUnknownPerformativeClosesTheConnection() {
        FakePeer peer = FakePeer.opened();
        peer.raw(
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 12,
                (byte) 2,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0x53,
                (byte) 0x19,
                (byte) 0x45);
        peer.readCloseWith(AmqpError.NOT_IMPLEMENTED);
    }

    @Test
    @Spec("X-016")
    void beforeOurOpenNoFrameIsLargerThan512Bytes() {
        FakePeer peer = FakePeer.ofServer(o -> o).header();
        peer.send(0, Open.builder("peer").hostname("h".repeat(600)).build());
        peer.read(Open.class);
        peer.readCloseWith(ConnectionError.FRAMING_ERROR);
    }

    @Test
    @Spec("X-016")
    void aMaxFrameSizeBelow512IsRefused() {
        FakePeer peer = FakePeer.ofServer(o -> o).header();
        peer.send(0, Open.builder("peer").maxFrameSize(511).build());
        peer.read(Open.class);
        peer.readCloseWith(AmqpError.INVALID_FIELD);
    }

    @Test
    @Spec("X-016")
    void whatIsLargerThan512BytesWaitsForThePeersOpen() {
        FakePeer peer = FakePeer.ofClient(o -> o);
        peer.engine.connection().open();
        EngineSession session = peer.engine.connection().session();
        session.properties(Map.of(Symbol.of("p"), "x".repeat(600)));
        session.open();
        session.receiver("after").open();
        peer.read(Open.class);
        peer.readNothing();

        peer.header().send(0, FakePeer.open());
        assertThat(peer.read(Begin.class).properties()).containsValue("x".repeat(600));
        peer.read(io.lepton.amqp.protocol.Attach.class);
    }

    @Test
    @Spec("X-016")
    void whatThePeerCannotTakeAtAllFailsTheConnection() {
        FakePeer peer = FakePeer.ofClient(o -> o);
        peer.engine.connection().open();
        EngineSession session = peer.engine.connection().session();
        session.properties(Map.of(Symbol.of("p"), "x".repeat(600)));
        session.open();
        peer.read(Open.class);
        peer.header().send(0, Open.builder("peer").maxFrameSize(512).build());
        peer.readCloseWith(AmqpError.FRAME_SIZE_TOO_SMALL);
    }

    @Test
    void aThrowingCallbackLosesNoInput() {
        FakePeer peer = FakePeer.ofServer(o -> o);
        peer.events.onOpen = connection -> {
            connection.open();
            throw new ArithmeticException("the application's");
        };
        byte[] open = FakePeer.frame(0, FakePeer.open(), new byte[0]);
        byte[] begin = FakePeer.frame(0, FakePeer.begin(), new byte[0]);
        byte[] both = Arrays.copyOf(open, open.length + begin.length);
        System.arraycopy(begin, 0, both, open.length, begin.length);
        peer.header();
        assertThatCode(() -> peer.raw(both)).isInstanceOf(ArithmeticException.class);
        peer.raw();
        peer.read(Open.class);
        peer.read(Begin.class);
    }

    @Test
    @Spec("X-057")
    void aFrameOf512BytesIsTakenBeforeAnythingWasAgreed() {
        FakePeer peer = FakePeer.ofServer(o -> o).header();
        byte[] small = FakePeer.frame(0, FakePeer.open(), new byte[0]);
        byte[] exact = FakePeer.frame(0, FakePeer.open(), new byte[512 - small.length]);
        assertThat(exact).hasSize(512);
        peer.raw(exact);
        assertThat(peer.events.events).containsExactly("open peer");
    }

    @Test
    @Spec({"X-054", "X-059"})
    void aMapOfFieldsWithAStringForAKeyClosesTheConnection() {
        FakePeer peer = FakePeer.opened();
        byte[] begin = FakePeer.frame(
                0,
                FakePeer.begin().toBuilder()
                        .properties(Map.of(Symbol.of("key"), 1))
                        .build(),
                new byte[0]);
        for (int i = 0; i < begin.length - 5; i++) {
            if (begin[i] == (byte) 0xa3 && begin[i + 2] == 'k') {
                begin[i] = (byte) 0xa1;
            }
        }
        peer.raw(begin);
        Close close = peer.read(Close.class);
        assertThat(close.error().condition()).isIn(AmqpError.DECODE_ERROR, AmqpError.INVALID_FIELD);
    }

    @Test
    @Spec({"X-055", "X-059"})
    void anErrorWithoutAConditionClosesTheConnection() {
        FakePeer peer = FakePeer.begun(o -> o);
        // end(error()), the error an empty list
        peer.raw(new byte[] {0, 0, 0, 18, 2, 0, 0, 0, 0, 0x53, 0x17, (byte) 0xc0, 5, 1, 0, 0x53, 0x1d, 0x45});
        Close close = peer.read(Close.class);
        assertThat(close.error().condition()).isIn(AmqpError.DECODE_ERROR, AmqpError.INVALID_FIELD);
    }

    @Test
    @Spec("X-056")
    void conditionsAreNamedAsTheStandardNamesThem() {
        assertThat(List.of(
                        AmqpError.INTERNAL_ERROR,
                        AmqpError.NOT_FOUND,
                        AmqpError.UNAUTHORIZED_ACCESS,
                        AmqpError.DECODE_ERROR,
                        AmqpError.RESOURCE_LIMIT_EXCEEDED,
                        AmqpError.NOT_ALLOWED,
                        AmqpError.INVALID_FIELD,
                        AmqpError.NOT_IMPLEMENTED,
                        AmqpError.RESOURCE_LOCKED,
                        AmqpError.PRECONDITION_FAILED,
                        AmqpError.RESOURCE_DELETED,
                        AmqpError.ILLEGAL_STATE,
                        AmqpError.FRAME_SIZE_TOO_SMALL,
                        ConnectionError.FORCED,
                        ConnectionError.FRAMING_ERROR,
                        ConnectionError.REDIRECT,
                        SessionError.WINDOW_VIOLATION,
                        SessionError.ERRANT_LINK,
                        SessionError.HANDLE_IN_USE,
                        SessionError.UNATTACHED_HANDLE,
                        LinkError.DETACH_FORCED,
                        LinkError.TRANSFER_LIMIT_EXCEEDED,
                        LinkError.MESSAGE_SIZE_EXCEEDED,
                        LinkError.REDIRECT,
                        LinkError.STOLEN))
                .extracting(Symbol::toString)
                .containsExactly(
                        "amqp:internal-error",
                        "amqp:not-found",
                        "amqp:unauthorized-access",
                        "amqp:decode-error",
                        "amqp:resource-limit-exceeded",
                        "amqp:not-allowed",
                        "amqp:invalid-field",
                        "amqp:not-implemented",
                        "amqp:resource-locked",
                        "amqp:precondition-failed",
                        "amqp:resource-deleted",
                        "amqp:illegal-state",
                        "amqp:frame-size-too-small",
                        "amqp:connection:forced",
                        "amqp:connection:framing-error",
                        "amqp:connection:redirect",
                        "amqp:session:window-violation",
                        "amqp:session:errant-link",
                        "amqp:session:handle-in-use",
                        "amqp:session:unattached-handle",
                        "amqp:link:detach-forced",
                        "amqp:link:transfer-limit-exceeded",
                        "amqp:link:message-size-exceeded",
                        "amqp:link:redirect",
                        "amqp:link:stolen");
    }

    @Test
    @Spec("X-016")
    void noDispositionIsLargerThanThePeerTakes() {
        FakePeer peer = peerOf512Bytes(Role.SENDER);
        peer.receiver().addCredit(2);
        peer.read(Flow.class);
        peer.send(0, FakePeer.transfer(0).build(), "m")
                .send(0, FakePeer.transfer(1).build(), "m");
        ErrorCondition large = new ErrorCondition(
                AmqpError.NOT_ALLOWED, "r".repeat(3_000), Map.of(Symbol.of("more"), "i".repeat(3_000)));
        peer.events.deliveries.get(0).disposition(new Rejected(large), true);
        Disposition told = peer.read(Disposition.class);
        assertThat(((Rejected) told.state()).error().condition()).isEqualTo(AmqpError.NOT_ALLOWED);
        assertThat(((Rejected) told.state()).error().description())
                .startsWith("rrr")
                .hasSizeLessThan(200);

        Modified tooLarge = new Modified(true, true, Map.of(Symbol.of("x-opt-a"), "y".repeat(500)));
        IncomingDelivery second = peer.events.deliveries.get(1);
        assertThatThrownBy(() -> second.disposition(tooLarge, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("512");
        assertThat(second.settled()).isFalse();
        assertThat(peer.receiver().unsettled()).isOne();
        peer.readNothing();
    }

    @Test
    @Spec("X-016")
    void noFlowIsLargerThanThePeerTakes() {
        FakePeer peer = peerOf512Bytes(Role.SENDER);
        Map<Symbol, Object> tooLarge = Map.of(Symbol.of("x"), "y".repeat(500));
        assertThatThrownBy(() -> peer.receiver().flow(tooLarge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("512");
        peer.readNothing();
    }

    @Test
    @Spec("X-016")
    void aStateThatLeavesNoRoomForPayloadIsRefusedBeforeAnythingIsCounted() {
        FakePeer peer = peerOf512Bytes(Role.RECEIVER);
        peer.send(0, FakePeer.flow(0, 10));
        Modified tooLarge = new Modified(true, true, Map.of(Symbol.of("x-opt-a"), "y".repeat(500)));
        assertThatThrownBy(() -> peer.sender().send(EnginePair.bytes("m"), 0, false, tooLarge, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("512");
        assertThat(peer.sender().credit()).isEqualTo(10);
        assertThat(peer.sender().unsettled()).isZero();
        peer.readNothing();
    }

    /** A peer that takes the smallest frames, with a link of this role of its. */
    private static FakePeer peerOf512Bytes(Role role) {
        FakePeer peer = FakePeer.ofServer(o -> o).header();
        peer.send(0, Open.builder("peer").maxFrameSize(512).build()).send(0, FakePeer.begin());
        peer.send(0, FakePeer.attach("a", 0, role));
        peer.read(Open.class);
        peer.read(Begin.class);
        peer.read(Attach.class);
        return peer;
    }
}
