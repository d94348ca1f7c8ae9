// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.ConnectionOptions;
import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.interop.faults.Deed;
import io.lepton.amqp.interop.faults.Fault;
import io.lepton.amqp.interop.faults.FaultProxy;
import io.lepton.amqp.interop.faults.Kind;
import io.lepton.amqp.interop.faults.Leftovers;
import io.lepton.amqp.interop.faults.Side;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C6 and C7: packets vanish both ways, or one way, while the sockets stay; silence is noticed, and all goes on. */
class SilenceTest {
    private static final int COUNT =
            2_000; // more than the broker gives credit for, so that one disposition can't be for all

    @ParameterizedTest(name = "{0} from {1}")
    @CsvSource({"SILENCE, CLIENT", "SILENCE_ONE_WAY, CLIENT", "SILENCE_ONE_WAY, SERVER", "HOLD, CLIENT", "HOLD, SERVER"
    })
    void c6c7silenceIsNoticedWhileMessagesFlow(Deed deed, Side from) {
        Clients.Stored stored = new Clients.Stored();
        Leftovers before = Leftovers.count();
        Kind kind = from == Side.CLIENT ? Kind.TRANSFER : Kind.DISPOSITION;
        try (Broker broker = stored.broker();
                FaultProxy in = FaultProxy.to(broker.port()).next(Fault.after(from, kind, 1, deed));
                FaultProxy out = FaultProxy.to(broker.port())
                        .next(Fault.after(from, from == Side.CLIENT ? Kind.FLOW : Kind.TRANSFER, 1, deed))) {
            ChaosSender sender = new ChaosSender("silence", COUNT, 100, Clients.impatient(in.url()));
            ChaosReceiver receiver = new ChaosReceiver("silence", COUNT, Clients.impatient(out.url()));

            var receiving = Clients.start(receiver);
            Clients.run(sender);
            receiving.join();

            sender.assertNothingLost(stored.at("silence"));
            receiver.assertNothingLost(stored.at("silence"));
            assertThat(sender.losses()).isOne();
            assertThat(receiver.losses()).isOne();
        }
        before.awaitNone();
    }

    /** Before the opens there are no heartbeats: the time to open is limited. */
    @ParameterizedTest(name = "before the server''s {0}")
    @CsvSource({"SASL_HEADER", "SASL_MECHANISMS", "SASL_OUTCOME", "AMQP_HEADER", "OPEN"})
    void c6silenceWhileOpeningIsLimited(Kind stage) {
        Clients.Stored stored = new Clients.Stored();
        try (Broker broker = stored.broker();
                FaultProxy proxy =
                        FaultProxy.to(broker.port()).next(Fault.before(Side.SERVER, stage, 1, Deed.SILENCE))) {
            Consumer<ConnectionOptions> options = Clients.impatient(proxy.url());
            ChaosSender sender =
                    new ChaosSender("silence", COUNT, 100, options.andThen(o -> o.openTimeout(Duration.ofMillis(300))));

            Clients.run(sender);

            sender.assertNothingLost(stored.at("silence"));
            assertThat(sender.losses()).isOne();
        }
    }

    /** A session or a link that the peer never answers hangs on a connection that lives; only the peer can end that. */
    @Test
    void c6silenceOfBothWhileNothingIsSentIsNoticedByBoth() {
        Clients.Stored stored = new Clients.Stored();
        try (Broker broker = stored.broker();
                FaultProxy proxy =
                        FaultProxy.to(broker.port()).next(Fault.after(Side.SERVER, Kind.EMPTY, 1, Deed.SILENCE))) {
            ChaosReceiver receiver = new ChaosReceiver("idle", 1, Clients.impatient(proxy.url()));
            var receiving = Clients.start(receiver);
            io.lepton.amqp.interop.faults.Until.holds("the loss is noticed", () -> receiver.losses() == 1);

            Clients.run(new ChaosSender("idle", 1, 100, Clients.impatient(broker.url())));
            receiving.join();

            receiver.assertNothingLost(stored.at("idle"));
        }
    }
}
