// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.Container;
import io.lepton.amqp.DeliveryException;
import io.lepton.amqp.Sender;
import io.lepton.amqp.SentDelivery;
import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.interop.Patience;
import io.lepton.amqp.interop.faults.Deed;
import io.lepton.amqp.interop.faults.Fault;
import io.lepton.amqp.interop.faults.FaultProxy;
import io.lepton.amqp.interop.faults.Kind;
import io.lepton.amqp.interop.faults.ScriptedServer;
import io.lepton.amqp.interop.faults.ScriptedWire;
import io.lepton.amqp.interop.faults.Side;
import io.lepton.amqp.interop.faults.Until;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Performative;
import io.lepton.amqp.protocol.Transfer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** C15 and C16: the peer lives but takes nothing; what waits fails in time, and nothing else suffers. */
class NoProgressTest {
    private static final Duration SEND_TIMEOUT = Duration.ofMillis(300);

    private static Sender sender(Container container, String url) {
        Sender sender = container
                .connect(url, options -> options.closeTimeout(Duration.ofMillis(500)))
                .createSender("stuck", options -> options.sendTimeout(SEND_TIMEOUT));
        return Patience.await(sender.opened());
    }

    private static DeliveryException failure(SentDelivery delivery) {
        List<DeliveryException> failure = new ArrayList<>();
        assertThatThrownBy(() -> Patience.await(delivery.outcome()))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(DeliveryException.class, failure::add);
        return failure.get(0);
    }

    @Test
    void c15aReaderThatStandsStillHoldsUpItsOwnConnectionOnly() {
        try (Broker broker = Broker.start();
                Container container = Container.create().start();
                FaultProxy proxy =
                        FaultProxy.to(broker.port()).next(Fault.after(Side.CLIENT, Kind.TRANSFER, 3, Deed.HOLD))) {
            Sender stuck = sender(container, proxy.url());
            Sender other = sender(container, broker.url());

            List<SentDelivery> waiting = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                waiting.add(stuck.send(Numbered.message(i, 500_000)));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(Patience.await(other.send(Numbered.message(i, 100)).outcome()))
                        .isEqualTo(Accepted.INSTANCE);
            }
            DeliveryException last = failure(waiting.get(99));
            assertThat(last.inDoubt()).as("the last one never left").isFalse();
            assertThat(failure(waiting.get(50)).getMessage()).isNotEmpty();

            proxy.release();
            Until.holds("the connection lives on", () -> stuck.queued() == 0);
            assertThat(Patience.await(stuck.send(Numbered.message(100, 100)).outcome()))
                    .isEqualTo(Accepted.INSTANCE);
        }
    }

    /** What a client says to a server that lets it in and then plays this, until it closes. */
    private static List<Performative> said(long window, Grant grant) {
        CompletableFuture<List<Performative>> heard = new CompletableFuture<>();
        try (ScriptedServer server = new ScriptedServer(wire -> {
                    wire.attach(window);
                    grant.play(wire);
                    heard.complete(wire.untilClose());
                });
                Container container = Container.create().start()) {
            Sender sender = sender(container, server.url());
            Patience.await(sender.opened());
            Until.holds("nothing could go at once", () -> sender.credit() == 0);
            DeliveryException failure = failure(sender.send(Numbered.message(0, 100)));

            assertThat(failure.inDoubt()).isFalse();
            sender.connection().close();
            return Patience.await(heard);
        }
    }

    /** What a script says of credit. */
    private interface Grant {
        void play(ScriptedWire wire) throws IOException;
    }

    @Test
    void c16withoutCreditNothingLeaves() {
        assertThat(said(100, wire -> {})).doesNotHaveAnyElementsOfTypes(Transfer.class);
    }

    @Test
    void c16creditThatIsTakenBackIsGone() {
        assertThat(said(100, wire -> {
                    wire.credit(10, 100).credit(0, 100);
                }))
                .doesNotHaveAnyElementsOfTypes(Transfer.class);
    }

    @Test
    void c16withoutWindowNothingLeaves() {
        assertThat(said(0, wire -> {
                    wire.credit(10, 0);
                }))
                .doesNotHaveAnyElementsOfTypes(Transfer.class);
    }
}
