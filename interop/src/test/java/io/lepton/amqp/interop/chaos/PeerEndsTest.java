// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lepton.amqp.AuthenticationException;
import io.lepton.amqp.ConnectionException;
import io.lepton.amqp.Container;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.LinkException;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.SessionException;
import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.interop.faults.FaultProxy;
import io.lepton.amqp.interop.faults.Kind;
import io.lepton.amqp.interop.faults.ScriptedServer;
import io.lepton.amqp.interop.faults.ScriptedWire;
import io.lepton.amqp.interop.faults.Side;
import io.lepton.amqp.interop.faults.Until;
import io.lepton.amqp.protocol.Close;
import io.lepton.amqp.protocol.Detach;
import io.lepton.amqp.protocol.End;
import io.lepton.amqp.protocol.Transfer;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.LinkError;
import io.lepton.amqp.types.SessionError;
import io.lepton.amqp.types.Symbol;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C12, C13 and C14: the peer ends what it does not want any more; what passes is tried again, what does not is told. */
class PeerEndsTest {
    private static final int COUNT = 200;
    private static final long CREDIT = 1_000;
    private static final long WINDOW = 1_000;

    private static ChaosSender sender(String url) {
        return new ChaosSender("ends", COUNT, 100, Clients.impatient(url));
    }

    private static void acceptAll(ScriptedWire wire) throws IOException {
        wire.attach(WINDOW);
        wire.credit(CREDIT, WINDOW).acceptAll();
    }

    /** Takes a few transfers without a word about them. */
    private static void takeSome(ScriptedWire wire) throws IOException {
        wire.attach(WINDOW);
        wire.credit(CREDIT, WINDOW);
        for (int i = 0; i < COUNT / 2; i++) {
            wire.expect(Transfer.class);
        }
    }

    private static ErrorCondition error(Symbol condition) {
        return ErrorCondition.of(condition, "says the script");
    }

    // ---- C12

    private static Broker brokerForAlice(String password) {
        return Broker.start(
                options -> options.listener(o -> o.user("alice", password).allowInsecureMechs(true)));
    }

    @Test
    void c12credentialsThatAreRevokedEndItAtOnce() {
        try (Broker before = brokerForAlice("old");
                Broker after = brokerForAlice("new");
                FaultProxy proxy = FaultProxy.to(before.port())) {
            var options = Clients.impatient(proxy.url());
            MessagingHandler client = new MessagingHandler() {
                @Override
                public void onStart(ContainerEvent event) {
                    event.container()
                            .connect(options.andThen(
                                    o -> o.user("alice").password("old").allowInsecureMechs(true))::accept)
                            .createReceiver("c12");
                }
            };
            CompletableFuture<Void> running = Clients.start(client);
            Until.holds("it is attached", () -> proxy.count(Side.SERVER, Kind.ATTACH) == 1);

            proxy.upstream(after.port());
            proxy.reset();

            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(running::join)
                    .withCauseInstanceOf(AuthenticationException.class);
            assertThat(proxy.connections()).as("no storm").isEqualTo(2);
        }
    }

    // ---- C13

    @ParameterizedTest
    @ValueSource(strings = {"amqp:connection:forced", "amqp:internal-error", "amqp:connection:framing-error"})
    void c13aConnectionClosedForAReasonThatPassesComesBack(String condition) {
        ErrorCondition reason = error(Symbol.of(condition));
        try (ScriptedServer server = new ScriptedServer(
                wire -> {
                    takeSome(wire);
                    wire.send(new Close(reason)).expect(Close.class);
                },
                PeerEndsTest::acceptAll)) {
            ChaosSender sender = sender(server.url());

            Clients.run(sender);

            sender.assertAllAccepted();
            assertThat(sender.reasons()).containsExactly(reason);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void c13aConnectionClosedForGoodIsOver() {
        try (ScriptedServer server = new ScriptedServer(wire -> {
            takeSome(wire);
            wire.send(new Close(error(AmqpError.NOT_ALLOWED))).expect(Close.class);
        })) {
            Refused sender = new Refused(server.url());

            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> Container.create(sender).run())
                    .satisfies(e -> assertThat(e.condition()).isEqualTo(error(AmqpError.NOT_ALLOWED)));

            sender.assertAllFailed();
            assertThat(server.connections()).isOne();
        }
    }

    @ParameterizedTest(name = "closed: {0}")
    @ValueSource(booleans = {false, true})
    void c13aLinkThatIsForcedOffComesBack(boolean closed) {
        try (ScriptedServer server = new ScriptedServer(wire -> {
            takeSome(wire);
            wire.send(new Detach(0, closed, error(LinkError.DETACH_FORCED))).expect(Detach.class);
            wire.attachNext();
            wire.credit(CREDIT, WINDOW).acceptAll();
        })) {
            ChaosSender sender = sender(server.url());

            Clients.run(sender);

            sender.assertAllAccepted();
            assertThat(sender.losses()).as("losses of the connection").isZero();
            assertThat(sender.linkOpenings()).isEqualTo(2);
            assertThat(sender.reasons()).containsExactly(error(LinkError.DETACH_FORCED));
        }
    }

    @Test
    void c13aLinkThatIsClosedForGoodIsOver() {
        try (ScriptedServer server = new ScriptedServer(wire -> {
            takeSome(wire);
            wire.send(new Detach(0, true, error(AmqpError.RESOURCE_DELETED))).acceptAll();
        })) {
            Refused sender = new Refused(server.url());

            assertThatExceptionOfType(LinkException.class)
                    .isThrownBy(() -> Container.create(sender).run())
                    .satisfies(e -> assertThat(e.condition()).isEqualTo(error(AmqpError.RESOURCE_DELETED)));

            sender.assertAllFailed();
        }
    }

    @Test
    void c13aSessionThatEndsWithAnErrorTellsIt() {
        try (ScriptedServer server = new ScriptedServer(wire -> {
            takeSome(wire);
            wire.send(new End(error(SessionError.ERRANT_LINK))).acceptAll();
        })) {
            Refused sender = new Refused(server.url());

            assertThatExceptionOfType(SessionException.class)
                    .isThrownBy(() -> Container.create(sender).run())
                    .satisfies(e -> assertThat(e.condition()).isEqualTo(error(SessionError.ERRANT_LINK)));

            sender.assertAllFailed();
        }
    }

    // ---- C14

    @Test
    void c14aRedirectIsToldAndNotFollowedUnlessAsked() {
        Clients.Stored stored = new Clients.Stored();
        try (Broker broker = stored.broker();
                ScriptedServer server = new ScriptedServer(wire -> {
                    wire.begin(WINDOW);
                    wire.send(new Close(redirect(broker.port()))).expect(Close.class);
                })) {
            Refused stays = new Refused(server.url());
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> Container.create(stays).run())
                    .satisfies(e -> assertThat(e.condition()).isEqualTo(redirect(broker.port())));
            assertThat(server.connections()).isOne();

            var options = Clients.impatient(server.url());
            ChaosSender follows = new ChaosSender(
                    "c14", COUNT, 100, options.andThen(o -> o.reconnect(again -> again.followRedirects(true))));
            Clients.run(follows);

            follows.assertNothingLost(stored.at("c14"));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void c14aRedirectOfALinkIsTold() {
        ErrorCondition elsewhere =
                new ErrorCondition(LinkError.REDIRECT, "not here", Map.of(Symbol.of("address"), "there"));
        try (ScriptedServer server = new ScriptedServer(wire -> {
            wire.attach(WINDOW);
            wire.send(new Detach(0, true, elsewhere)).acceptAll();
        })) {
            assertThatExceptionOfType(LinkException.class)
                    .isThrownBy(
                            () -> Container.create(new Refused(server.url())).run())
                    .satisfies(e -> assertThat(e.condition()).isEqualTo(elsewhere));
        }
    }

    private static ErrorCondition redirect(int port) {
        return new ErrorCondition(
                ConnectionError.REDIRECT,
                "not here",
                Map.of(Symbol.of("network-host"), "127.0.0.1", Symbol.of("port"), port));
    }
}
