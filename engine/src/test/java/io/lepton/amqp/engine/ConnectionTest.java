// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.Begin;
import io.lepton.amqp.protocol.Close;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionTest {

    @Test
    @Spec("X-007")
    void aFrameBeforeOpenClosesTheConnection() {
        FakePeer peer = FakePeer.ofServer(o -> o).header().send(0, FakePeer.begin());
        peer.read(Open.class);
        peer.readCloseWith(AmqpError.ILLEGAL_STATE);
    }

    @Test
    @Spec("X-007")
    void anOpenOnAnotherChannelClosesTheConnection() {
        FakePeer peer = FakePeer.ofServer(o -> o).header().send(1, FakePeer.open());
        peer.read(Open.class);
        peer.readCloseWith(AmqpError.ILLEGAL_STATE);
    }

    @Test
    @Spec("X-007")
    void aSecondOpenClosesTheConnection() {
        FakePeer peer = FakePeer.opened().send(0, FakePeer.open());
        peer.readCloseWith(AmqpError.ILLEGAL_STATE);
    }

    @Test
    @Spec("X-008")
    void everythingMayBePipelined() {
        FakePeer peer = FakePeer.ofServer(o -> o);
        peer.header()
                .send(0, FakePeer.open())
                .send(0, FakePeer.begin())
                .send(0, FakePeer.attach("a", 0, Role.RECEIVER))
                .send(0, FakePeer.flow(0, 5))
                .send(0, new Close(null));
        peer.read(Open.class);
        peer.read(Begin.class);
        peer.read(Attach.class);
        peer.read(Close.class);
        assertThat(peer.events.events)
                .containsExactly("open peer", "begin 0", "attach a", "credit 5", "flow a", "close null");
    }

    @Test
    @Spec({"X-009", "X-010"})
    void aCloseIsAnsweredAndTheLastFrame() {
        FakePeer peer = FakePeer.opened().send(0, new Close(null));
        assertThat(peer.read(Close.class).error()).isNull();
        assertThat(peer.engine.outputDone()).isTrue();
        assertThat(peer.engine.failure()).isNull();
        peer.send(0, FakePeer.begin()).readNothing();
        assertThat(peer.events.events).containsExactly("open peer", "close null");
    }

    @Test
    @Spec("X-009")
    void aForcedCloseIsAnswered() {
        FakePeer peer = FakePeer.opened();
        ErrorCondition forced = ErrorCondition.of(ConnectionError.FORCED, "going down");
        peer.send(0, new Close(forced));
        peer.read(Close.class);
        assertThat(peer.engine.connection().remoteError()).isEqualTo(forced);
    }

    @Test
    @Spec("X-056")
    void aRedirectTellsWhereTo() {
        FakePeer peer = FakePeer.opened();
        Map<Symbol, Object> where = Map.of(
                Symbol.of("hostname"),
                "other.example.com",
                Symbol.of("network-host"),
                "10.0.0.7",
                Symbol.of("port"),
                5673);
        peer.send(0, new Close(new ErrorCondition(ConnectionError.REDIRECT, "moved", where)));
        ErrorCondition told = peer.engine.connection().remoteError();
        assertThat(told.condition()).isEqualTo(ConnectionError.REDIRECT);
        assertThat(told.info()).isEqualTo(where);
    }

    @Test
    @Spec("X-009")
    void whatComesAfterOurCloseIsDiscarded() {
        FakePeer peer = FakePeer.begun(o -> o);
        peer.engine.connection().close(ErrorCondition.of(AmqpError.NOT_ALLOWED, "enough"));
        assertThat(peer.read(Close.class).error().condition()).isEqualTo(AmqpError.NOT_ALLOWED);
        peer.events.take();
        peer.send(0, FakePeer.attach("a", 0, Role.SENDER)).send(7, FakePeer.begin());
        assertThat(peer.engine.outputDone()).isFalse();
        peer.send(0, new Close(null)).readNothing();
        assertThat(peer.engine.outputDone()).isTrue();
        assertThat(peer.events.events).containsExactly("close null");
    }

    @Test
    @Spec("X-010")
    void bothMayCloseAtOnce() {
        EnginePair pair = new EnginePair().open();
        pair.client.connection().close();
        pair.server.connection().close();
        pair.drive();
        assertThat(pair.client.outputDone()).isTrue();
        assertThat(pair.server.outputDone()).isTrue();
        assertThat(pair.client.failure()).isNull();
    }

    @Test
    void aPeerThatDoesNotAnswerOurCloseIsLeft() {
        FakePeer peer = FakePeer.opened(o -> o.closeTimeout(500));
        peer.engine.connection().close();
        assertThat(peer.engine.tick(2_000)).isEqualTo(2_500);
        assertThat(peer.engine.tick(2_499)).isEqualTo(2_500);
        assertThat(peer.engine.outputDone()).isFalse();
        peer.engine.tick(2_500);
        assertThat(peer.engine.outputDone()).isTrue();
        assertThat(peer.engine.failure()).isNull();
    }

    @Test
    @Spec({"X-011", "B31"})
    void emptyFramesKeepThePeerFromTimingOut() {
        FakePeer peer = FakePeer.ofServer(o -> o.idleTimeout(0)).header();
        peer.send(0, Open.builder("peer").idleTimeOut(1_000L).build());
        peer.engine.flush();
        EnginePair.take(peer.engine);
        long deadline = peer.engine.tick(1_000);
        assertThat(deadline).isEqualTo(1_500);
        peer.engine.tick(deadline);
        assertThat(EnginePair.take(peer.engine)).containsExactly(0, 0, 0, 8, 2, 0, 0, 0);
        assertThat(peer.engine.tick(1_600)).isEqualTo(2_000);
        assertThat(EnginePair.take(peer.engine)).isEmpty();
    }

    @Test
    @Spec({"X-012", "B31"})
    void aSilentPeerIsClosedWithAnErrorThatExplains() {
        FakePeer peer = FakePeer.ofServer(o -> o.idleTimeout(10_000)).header().send(0, FakePeer.open());
        assertThat(peer.read(Open.class).idleTimeOut()).isEqualTo(5_000);
        assertThat(peer.engine.tick(10_999)).isEqualTo(11_000);
        peer.engine.tick(11_000);
        peer.readCloseWith(AmqpError.RESOURCE_LIMIT_EXCEEDED);
    }

    @Test
    @Spec({"X-013", "B31"})
    void anIdleTimeOutThatCannotBeKeptClosesTheConnection() {
        FakePeer peer = FakePeer.ofServer(o -> o).header();
        peer.send(0, Open.builder("peer").idleTimeOut(1L).build());
        peer.read(Open.class);
        peer.readCloseWith(AmqpError.INVALID_FIELD);
    }

    @Test
    @Spec("X-015")
    void theOpenSaysWhatTheApplicationAndTheOptionsSay() {
        FakePeer peer = FakePeer.ofClient(o -> o.maxFrameSize(1_000).channelMax(7));
        peer.engine
                .connection()
                .open(Open.builder("me")
                        .hostname("virtual")
                        .offeredCapabilities(List.of(Symbol.of("a")))
                        .desiredCapabilities(List.of(Symbol.of("b")))
                        .properties(Map.of(Symbol.of("p"), 1))
                        .build());
        Open open = peer.read(Open.class);
        assertThat(open.containerId()).isEqualTo("me");
        assertThat(open.hostname()).isEqualTo("virtual");
        assertThat(open.maxFrameSize()).isEqualTo(1_000);
        assertThat(open.channelMax()).isEqualTo(7);
        assertThat(open.idleTimeOut()).isEqualTo(30_000);
        assertThat(open.offeredCapabilities()).containsExactly(Symbol.of("a"));
        assertThat(open.desiredCapabilities()).containsExactly(Symbol.of("b"));
        assertThat(open.properties()).containsEntry(Symbol.of("p"), 1);
    }

    @Test
    void aStreamThatEndsWithoutCloseIsAFailure() {
        FakePeer peer = FakePeer.opened();
        peer.engine.inputClosed(2_000);
        peer.readCloseWith(ConnectionError.FRAMING_ERROR);
    }

    @Test
    void aStreamThatEndsInsteadOfTheAnswerToOurCloseIsNone() {
        FakePeer peer = FakePeer.opened();
        peer.engine.connection().close();
        peer.engine.inputClosed(2_000);
        assertThat(peer.engine.outputDone()).isTrue();
        assertThat(peer.engine.failure()).isNull();
    }

    @Test
    void misuseIsToldAtTheCall() {
        FakePeer peer = FakePeer.ofClient(o -> o);
        EngineConnection connection = peer.engine.connection();
        assertThatThrownBy(() -> connection.session().open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not open");
        connection.open();
        assertThatThrownBy(connection::open).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> peer.engine.start(0)).isInstanceOf(IllegalStateException.class);
        connection.close();
        connection.close();
        assertThatThrownBy(() ->
                        Engine.server(FakePeer.options().build(), peer.events).receive(new byte[1], 0, 1, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("start()");
    }

    @Test
    void closingBeforeAnythingWasAgreedSaysNothingMore() {
        FakePeer peer = FakePeer.ofServer(o -> o);
        peer.engine.connection().close();
        assertThat(peer.engine.outputDone()).isTrue();
        assertThat(EnginePair.take(peer.engine)).isEmpty();
    }

    @Test
    @Spec({"S-002", "B13"})
    void openIsRefusedUntilSaslIsDone() {
        FakePeer peer = FakePeer.ofServer(
                o -> o.sasl(SaslServerOptions.builder().required(true).build()));
        peer.header();
        assertThat(peer.engine.outputDone()).isTrue();
        assertThat(EnginePair.take(peer.engine)).containsExactly('A', 'M', 'Q', 'P', 3, 1, 0, 0);

        FakePeer other = FakePeer.ofServer(o -> o.sasl(SaslServerOptions.DEFAULT));
        other.raw((byte) 'A', (byte) 'M', (byte) 'Q', (byte) 'P', (byte) 3, (byte) 1, (byte) 0, (byte) 0);
        other.send(0, FakePeer.open());
        assertThat(other.engine.outputDone()).isTrue();
        assertThat(other.events.events).noneMatch(e -> e.startsWith("open"));
    }

    @Test
    @Spec("S-002")
    void saslThenAmqp() {
        EnginePair pair = new EnginePair(
                o -> o.sasl(SaslClientOptions.builder()
                        .credentials(SaslCredentials.of("alice", "secret".toCharArray()))
                        .allowInsecureMechs(true)
                        .build()),
                o -> o.sasl(SaslServerOptions.builder()
                        .mechanisms(SaslServerMechanismFactory.plain(
                                SaslAuthenticator.users(Map.of("alice", "secret".toCharArray()))))
                        .allowInsecureMechs(true)
                        .build()));
        pair.open();
        assertThat(pair.serverEvents.events).containsExactly("authenticated PLAIN alice", "open client");
        assertThat(pair.clientEvents.events).containsExactly("authenticated PLAIN alice", "open server");
        assertThat(pair.server.authenticatedUser()).isEqualTo("alice");
        assertThat(pair.client.mechanism()).isEqualTo("PLAIN");
        assertThat(String.join("\n", pair.clientTrace)).contains("SaslInit").doesNotContain("secret");
    }
}
