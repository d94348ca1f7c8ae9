// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Received;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.types.UnsignedLong;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects of deliveries that are over serve for others, and only those. */
class RecyclingTest {

    private static final int CREDIT = 10;
    /** The slots that a session with one message under way has for deliveries. */
    private static final int RING = 2;

    private final List<IncomingDelivery> came = new ArrayList<>();
    private final List<String> contents = new ArrayList<>();
    private final List<OutgoingDelivery> updated = new ArrayList<>();
    private boolean settles = true;
    private final EnginePair pair = new EnginePair(new Sending(), new Receiving(), o -> o, o -> o);
    private final EngineSender sender = pair.sender("a");

    @Test
    void theObjectsOfDeliveriesThatAreOverServeForOthers() {
        List<OutgoingDelivery> first = sendOneByOne(RING);
        List<OutgoingDelivery> second = sendOneByOne(RING);
        for (int i = 0; i < RING; i++) {
            assertThat(second.get(i)).isSameAs(first.get(i));
        }
        assertThat(contents).containsExactly("message 0", "message 1", "message 2", "message 3");
        assertThat(came.get(1)).isSameAs(came.get(0));
        assertThat(sender.unsettled()).isZero();
    }

    private List<OutgoingDelivery> sendOneByOne(int count) {
        List<OutgoingDelivery> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = updated.size();
            OutgoingDelivery delivery = EnginePair.send(sender, "message " + number);
            assertThat(delivery.tagNumber()).isEqualTo(number);
            assertThat(delivery.id()).isEqualTo(number);
            assertThat(delivery.settled()).isFalse();
            assertThat(delivery.sent()).isTrue();
            assertThat(delivery.remoteState()).isNull();
            assertThat(delivery.localState()).isNull();
            assertThat(delivery.context()).isNull();
            assertThat(delivery.recycle()).isFalse();
            pair.drive();
            assertThat(updated.get(number)).isSameAs(delivery);
            sent.add(delivery);
        }
        return sent;
    }

    @Test
    void whatIsNotSettledIsNotTaken() {
        settles = false;
        OutgoingDelivery sent = EnginePair.send(sender, "one");
        pair.drive();
        assertThat(sent.recycle()).isFalse();
        assertThat(came.get(0).recycle()).isFalse();
        assertThat(EnginePair.send(sender, "two")).isNotSameAs(sent);
        pair.drive();
        assertThat(came.get(1)).isNotSameAs(came.get(0));
        assertThat(came)
                .extracting(delivery -> new String(delivery.payload(), StandardCharsets.ISO_8859_1))
                .containsExactly("one", "two");
        came.forEach(delivery -> delivery.disposition(Accepted.INSTANCE, true));
        pair.drive();
        assertThat(sender.unsettled()).isZero();
    }

    @Test
    void aPayloadThatWasTakenIsGone() {
        List<byte[]> taken = new ArrayList<>();
        EnginePair takes = new EnginePair(
                new Sending(),
                new AcceptingListener(CREDIT) {
                    @Override
                    public void onDelivery(IncomingDelivery delivery) {
                        came.add(delivery);
                        taken.add(delivery.takePayload());
                        taken.add(delivery.takePayload());
                        taken.add(delivery.payload());
                        assertThat(delivery.payloadBuffer().readable()).isZero();
                    }
                },
                o -> o,
                o -> o);
        EnginePair.send(takes.sender("a"), "one");
        takes.drive();
        assertThat(taken).containsExactly(new byte[] {'o', 'n', 'e'}, new byte[0], new byte[0]);
        assertThat(came.get(0).payload()).isEmpty();
    }

    @Test
    void whatWaitsIsNotTaken() {
        for (int i = 0; i < CREDIT; i++) {
            EnginePair.send(sender, "goes");
        }
        OutgoingDelivery waiting = EnginePair.send(sender, "waits");
        assertThat(waiting.started()).isFalse();
        waiting.disposition(Accepted.INSTANCE, true);
        assertThat(waiting.settled()).isTrue();
        assertThat(waiting.recycle()).isFalse();
    }

    @Test
    void whatHasMoreThanMostIsNotTaken() {
        OutgoingDelivery tagged = sender.send(new byte[] {1, 2, 3}, EnginePair.bytes("own tag"), 0, false, null, null);
        pair.drive();
        OutgoingDelivery formatted = sender.send(EnginePair.bytes("format"), 7, false, null, null);
        pair.drive();
        OutgoingDelivery stated =
                sender.send(EnginePair.bytes("state"), 0, false, new Received(0, UnsignedLong.valueOf(0)), null);
        pair.drive();
        assertThat(updated).containsExactly(tagged, formatted, stated);
        assertThat(updated)
                .allSatisfy(delivery -> assertThat(delivery.recycle()).isFalse());
        assertThat(EnginePair.send(sender, "next")).isNotIn(updated);
    }

    @Test
    void whatEndedWithItsLinkIsNotTaken() {
        settles = false;
        OutgoingDelivery sent = EnginePair.send(sender, "one");
        pair.drive();
        sender.close();
        pair.drive();
        sent.settle();
        assertThat(sent.settled()).isTrue();
        assertThat(sent.recycle()).isFalse();
        came.get(0).settle();
        assertThat(came.get(0).recycle()).isFalse();
    }

    private final class Sending implements EngineListener {

        @Override
        public void onDeliveryUpdated(OutgoingDelivery delivery) {
            updated.add(delivery);
            delivery.settle();
            delivery.recycle();
        }
    }

    private final class Receiving extends AcceptingListener {

        Receiving() {
            super(CREDIT);
        }

        @Override
        public void onDelivery(IncomingDelivery delivery) {
            assertThat(delivery.settleMode()).isEqualTo(ReceiverSettleMode.FIRST);
            came.add(delivery);
            contents.add(new String(delivery.payload(), StandardCharsets.ISO_8859_1));
            if (settles) {
                delivery.disposition(Accepted.INSTANCE, true);
                delivery.recycle();
            }
        }
    }
}
