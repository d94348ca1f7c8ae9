// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.Disposition;
import io.lepton.amqp.protocol.Flow;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.protocol.Transfer;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How many frames messages cost, which a clock need not be asked for: what belongs to a batch goes out once a batch. */
class CoalescingTest {

    /** Frames by their first word, such as {@code -> Transfer}. */
    private final TreeMap<String, Integer> frames = new TreeMap<>();

    private final EnginePair pair = new EnginePair(o -> o.trace(this::count), o -> o.sessionWindow(400));

    private void count(FrameListener.Direction direction, int channel, String body, int payloadSize) {
        frames.merge(direction + " " + body.substring(0, body.indexOf('{')), 1, Integer::sum);
    }

    @Test
    void aMessageCostsOneFrameAndABatchOneDispositionAndOneFlow() {
        EngineSender sender = pair.sender("a");
        pair.serverReceiver().addCredit(100);
        pair.serverEvents.onDelivery = delivery -> {
            delivery.disposition(Accepted.INSTANCE, true);
            delivery.link().addCredit(1);
        };
        pair.clientEvents.onUpdate = OutgoingDelivery::settle;
        pair.drive();
        frames.clear();
        for (int batch = 0; batch < 10; batch++) {
            for (int i = 0; i < 100; i++) {
                EnginePair.send(sender, "m");
            }
            pair.drive();
        }
        assertThat(sender.unsettled()).isZero();
        // the flow about the link tells the session's window too
        assertThat(frames).hasToString("{-> Transfer=1000, <- Disposition=10, <- Flow=10}");
    }

    @Test
    void theSessionsWindowIsToldOnceForEachHalfOfIt() {
        EngineSender sender = pair.sender("a");
        pair.serverReceiver().addCredit(4_000);
        pair.drive();
        frames.clear();
        for (int batch = 0; batch < 400; batch++) {
            for (int i = 0; i < 10; i++) {
                sender.sendSettled(EnginePair.bytes("m"), 0, null);
            }
            pair.drive();
        }
        assertThat(frames).hasToString("{-> Transfer=4000, <- Flow=20}");
    }

    @Test
    void allOutputOfABatchIsTakenAtOnce() {
        EngineSender sender = pair.sender("a");
        pair.serverReceiver().addCredit(100);
        pair.drive();
        for (int i = 0; i < 50; i++) {
            EnginePair.send(sender, "m");
        }
        pair.client.flush();
        assertThat(pair.client.morePending()).isFalse();
        byte[] all = EnginePair.take(pair.client);
        pair.client.flush();
        assertThat(pair.client.output().readable()).isZero();
        pair.server.receive(all, 0, all.length, pair.now);
        assertThat(pair.serverEvents.deliveries).hasSize(50);
    }

    @Test
    void onlyNeighboursWithTheSameStateShareADisposition() {
        FakePeer peer = FakePeer.sending(10);
        for (int id = 0; id < 10; id++) {
            peer.send(0, FakePeer.transfer(id).build(), "m");
        }
        say(peer, 0, Accepted.INSTANCE, true);
        say(peer, 1, Accepted.INSTANCE, true);
        say(peer, 3, Accepted.INSTANCE, true);
        say(peer, 2, Accepted.INSTANCE, true);
        say(peer, 4, Released.INSTANCE, true);
        say(peer, 5, Released.INSTANCE, false);
        say(peer, 7, Accepted.INSTANCE, true);
        say(peer, 6, Accepted.INSTANCE, true);
        assertRange(peer, 0, 1, Accepted.INSTANCE, true);
        assertRange(peer, 2, 3, Accepted.INSTANCE, true);
        assertRange(peer, 4, null, Released.INSTANCE, true);
        assertRange(peer, 5, null, Released.INSTANCE, false);
        assertRange(peer, 6, 7, Accepted.INSTANCE, true);
        peer.readNothing();
    }

    @Test
    void anyNumberOfGrantsIsToldOnce() {
        FakePeer peer = FakePeer.sending(1);
        for (int i = 0; i < 50; i++) {
            peer.receiver().addCredit(2);
            peer.receiver().requestFlow();
        }
        Flow flow = peer.read(Flow.class);
        assertThat(flow.linkCredit()).isEqualTo(101);
        assertThat(flow.echo()).isTrue();
        peer.readNothing();
    }

    @Test
    void aMessageThatFitsIsNeverSplit() {
        FakePeer peer = FakePeer.receiving(10);
        peer.sender().send(EnginePair.bytes("m".repeat(60_000)), 0, false, null, null);
        assertThat(peer.read(Transfer.class).more()).isFalse();
        peer.readNothing();
    }

    private static void say(FakePeer peer, int delivery, DeliveryState state, boolean settled) {
        peer.events.deliveries.get(delivery).disposition(state, settled);
    }

    private static void assertRange(FakePeer peer, long first, Integer last, DeliveryState state, boolean settled) {
        Disposition disposition = peer.read(Disposition.class);
        assertThat(disposition.first()).isEqualTo(first);
        assertThat(disposition.last()).isEqualTo(last == null ? null : Long.valueOf(last));
        assertThat(disposition.state()).isEqualTo(state);
        assertThat(disposition.settled()).isEqualTo(settled);
    }
}
