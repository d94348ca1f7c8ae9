// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.interop.faults.Deed;
import io.lepton.amqp.interop.faults.Fault;
import io.lepton.amqp.interop.faults.FaultProxy;
import io.lepton.amqp.interop.faults.Kind;
import io.lepton.amqp.interop.faults.Leftovers;
import io.lepton.amqp.interop.faults.Side;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** C5: a connection is cut at each stage of its life, before a frame, within it and behind it; all goes on as if it had not. */
class CutAtStageTest {
    private static final int COUNT =
            2_000; // more than the broker gives credit for, so that one disposition is not for all
    private static final int FRAME_IS_CUT_AFTER = 10;
    private static final List<Deed> CUTS = List.of(Deed.RESET, Deed.FIN, Deed.HALF_CLOSE);

    private static final Clients.Stored STORED = new Clients.Stored();
    private static Broker broker;
    private static int addresses;

    @BeforeAll
    static void start() {
        broker = STORED.broker();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** A frame on its way. */
    private record Stage(Side from, Kind kind, int nth) {
        @Override
        public String toString() {
            return from + " " + kind + " " + nth;
        }
    }

    static Stream<Arguments> ofASender() {
        return cuts(
                new Stage(Side.CLIENT, Kind.SASL_HEADER, 1),
                new Stage(Side.SERVER, Kind.SASL_HEADER, 1),
                new Stage(Side.SERVER, Kind.SASL_MECHANISMS, 1),
                new Stage(Side.CLIENT, Kind.SASL_INIT, 1),
                new Stage(Side.SERVER, Kind.SASL_OUTCOME, 1),
                new Stage(Side.CLIENT, Kind.AMQP_HEADER, 1),
                new Stage(Side.SERVER, Kind.AMQP_HEADER, 1),
                new Stage(Side.CLIENT, Kind.OPEN, 1),
                new Stage(Side.SERVER, Kind.OPEN, 1),
                new Stage(Side.CLIENT, Kind.BEGIN, 1),
                new Stage(Side.SERVER, Kind.BEGIN, 1),
                new Stage(Side.CLIENT, Kind.ATTACH, 1),
                new Stage(Side.SERVER, Kind.ATTACH, 1),
                new Stage(Side.SERVER, Kind.FLOW, 1),
                new Stage(Side.CLIENT, Kind.TRANSFER, 1),
                new Stage(Side.CLIENT, Kind.TRANSFER, 150),
                new Stage(Side.SERVER, Kind.DISPOSITION, 1));
    }

    static Stream<Arguments> ofAReceiver() {
        return cuts(
                new Stage(Side.CLIENT, Kind.ATTACH, 1),
                new Stage(Side.SERVER, Kind.ATTACH, 1),
                new Stage(Side.CLIENT, Kind.FLOW, 1),
                new Stage(Side.SERVER, Kind.TRANSFER, 1),
                new Stage(Side.SERVER, Kind.TRANSFER, 150),
                new Stage(Side.CLIENT, Kind.DISPOSITION, 1));
    }

    private static Stream<Arguments> cuts(Stage... stages) {
        return Stream.of(stages)
                .flatMap(stage -> Stream.of(0, FRAME_IS_CUT_AFTER, Integer.MAX_VALUE)
                        .flatMap(bytes -> CUTS.stream().map(deed -> Arguments.of(stage, bytes, deed))));
    }

    @ParameterizedTest(name = "{0}, byte {1}: {2}")
    @MethodSource("ofASender")
    void c5aSenderGoesOn(Stage stage, int bytes, Deed deed) {
        String address = address();
        Leftovers before = Leftovers.count();
        try (FaultProxy proxy = proxy(stage, bytes, deed)) {
            ChaosSender sender = new ChaosSender(address, COUNT, 100, Clients.impatient(proxy.url()));

            Clients.run(sender);

            sender.assertNothingLost(STORED.at(address));
            assertThat(proxy.strikes()).as("the cut was made").isOne();
            assertThat(sender.losses()).as("losses").isOne();
        }
        before.awaitNone();
    }

    @ParameterizedTest(name = "{0}, byte {1}: {2}")
    @MethodSource("ofAReceiver")
    void c5aReceiverGoesOn(Stage stage, int bytes, Deed deed) {
        String address = address();
        Clients.run(new ChaosSender(address, COUNT, 100, Clients.impatient(broker.url())));
        Leftovers before = Leftovers.count();
        try (FaultProxy proxy = proxy(stage, bytes, deed)) {
            ChaosReceiver receiver = new ChaosReceiver(address, COUNT, Clients.impatient(proxy.url()));

            Clients.run(receiver);

            receiver.assertNothingLost(STORED.at(address));
            assertThat(receiver.received().outOfOrder())
                    .as("received out of order")
                    .isZero();
            assertThat(receiver.losses()).as("losses").isOne();
        }
        before.awaitNone();
    }

    @ParameterizedTest(name = "frame {0} of a large message, {1}")
    @MethodSource("framesOfALargeMessage")
    void c5aMessageThatWasHalfSentIsSentAgainWhole(int frame, Deed deed) {
        String address = address();
        try (FaultProxy proxy =
                FaultProxy.to(broker.port()).next(Fault.inside(Side.CLIENT, Kind.TRANSFER, frame, 1000, deed))) {
            ChaosSender sender = new ChaosSender(address, 3, 400_000, Clients.impatient(proxy.url()));

            Clients.run(sender);

            sender.assertNothingLost(STORED.at(address));
            assertThat(sender.losses()).isOne();
        }
    }

    static Stream<Arguments> framesOfALargeMessage() {
        return Stream.of(1, 4, 8).flatMap(frame -> CUTS.stream().map(deed -> Arguments.of(frame, deed)));
    }

    private static FaultProxy proxy(Stage stage, int bytes, Deed deed) {
        return FaultProxy.to(broker.port()).next(Fault.inside(stage.from, stage.kind, stage.nth, bytes, deed));
    }

    private static String address() {
        addresses++;
        return "stage" + addresses;
    }
}
