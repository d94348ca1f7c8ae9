// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.Flow;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.protocol.Transfer;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.LinkError;
import org.junit.jupiter.api.Test;

/** Deliveries in several frames, both ways, and the limits to that. */
class MultiFrameTest {

    @Test
    @Spec("X-043")
    void continuationsMayLeaveTheirNamesOutButNotContradict() {
        FakePeer peer = FakePeer.sending(5);
        peer.send(0, FakePeer.transfer(0).more(true).build(), "one ")
                .send(0, Transfer.builder(0).more(true).build(), "two ")
                .send(0, FakePeer.transfer(0).build(), "three");
        assertThat(peer.events.events).endsWith("delivery one two three");
        assertThat(peer.receiver().credit()).isEqualTo(4);

        peer.send(0, FakePeer.transfer(1).more(true).build(), "a");
        peer.send(0, FakePeer.transfer(2).build(), "b");
        peer.readDetachWith(AmqpError.INVALID_FIELD);
    }

    @Test
    @Spec("X-045")
    void anAbortedDeliveryIsVoidAndUsesItsCredit() {
        FakePeer peer = FakePeer.sending(5);
        peer.send(0, FakePeer.transfer(0).more(true).build(), "a")
                .send(0, Transfer.builder(0).more(true).aborted(true).build(), "ignored");
        assertThat(peer.events.events).endsWith("aborted 0");
        assertThat(peer.events.deliveries).isEmpty();
        assertThat(peer.receiver().unsettled()).isZero();
        assertThat(peer.receiver().credit()).isEqualTo(4);
        peer.send(0, FakePeer.transfer(1).build(), "b");
        assertThat(peer.events.events).endsWith("delivery b");
        peer.send(0, FakePeer.transfer(2).aborted(true).build(), "c");
        assertThat(peer.events.events).endsWith("aborted 2");
    }

    @Test
    @Spec({"X-016", "X-045"})
    void aLargeMessageIsSplitByThePeersMaxFrameSize() {
        EnginePair pair = new EnginePair(o -> o, o -> o.maxFrameSize(512));
        EngineSender sender = pair.sender("a");
        pair.serverReceiver().addCredit(10);
        pair.drive();
        String large = "x".repeat(5_000) + "end";
        EnginePair.send(sender, large);
        byte[] bytes = EnginePair.take(pair.client);
        int frames = 0;
        for (int at = 0; at < bytes.length; frames++) {
            int size = (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
            assertThat(size).isLessThanOrEqualTo(512);
            at += size;
        }
        assertThat(frames).isEqualTo(11);
        pair.server.receive(bytes, 0, bytes.length, pair.now);
        assertThat(pair.serverEvents.events).endsWith("delivery " + large);
        assertThat(sender.credit()).isEqualTo(9);
    }

    /** Room is taken in advance for a message as large as the last; it may be smaller, larger, or void. */
    @Test
    @Spec("X-045")
    void largeMessagesOfAnySizeFollowEachOther() {
        EnginePair pair = new EnginePair(o -> o, o -> o.maxFrameSize(512));
        EngineSender sender = pair.sender("a");
        pair.serverReceiver().addCredit(10);
        pair.drive();
        for (int size : new int[] {5_000, 5_000, 600, 5_000, 20_000, 1_500, 90_000}) {
            String text = "x".repeat(size) + "end";
            EnginePair.send(sender, text);
            pair.drive();
            assertThat(pair.serverEvents.events).endsWith("delivery " + text);
        }
        assertThat(pair.serverReceiver().credit()).isEqualTo(3);
    }

    @Test
    @Spec("X-045")
    void aLentMessageThatWaitsForCreditIsNotCopied() {
        EnginePair pair = new EnginePair();
        EngineSender sender = pair.sender("a");
        pair.drive();
        Buffer payload = EnginePair.bytes("before");
        OutgoingDelivery lent = sender.sendLent(payload, Buffer.wrap(new byte[0]), 0, "context");
        assertThat(lent.sent()).isFalse();
        assertThat(payload.readable()).isZero();
        payload.setByte(payload.writeIndex() - 6, 'B'); // what nobody may do shows that it is the same array
        pair.serverReceiver().addCredit(1);
        pair.drive();
        assertThat(pair.serverEvents.events).endsWith("delivery Before");
        assertThat(lent.sent()).isTrue();
        assertThat(lent.context()).isEqualTo("context");
    }

    @Test
    @Spec("X-045")
    void aStreamedMessageGoesOutAsItComesAndCanBeAborted() {
        EnginePair pair = new EnginePair();
        EngineSender sender = pair.sender("a");
        pair.serverReceiver().streaming(true).addCredit(10);
        pair.serverEvents.onDelivery = IncomingDelivery::takePayload;
        pair.drive();
        OutgoingDelivery stream = sender.stream(0, false, null, null);
        pair.drive();
        assertThat(stream.started()).isFalse();
        stream.append(EnginePair.bytes("one"));
        EnginePair.send(sender, "behind");
        pair.drive();
        stream.append(EnginePair.bytes("two"));
        pair.drive();
        stream.complete();
        pair.drive();
        assertThat(pair.serverEvents.events)
                .containsSubsequence("delivery one", "delivery two", "delivery ", "delivery behind");
        assertThat(stream.sent()).isTrue();
        assertThatThrownBy(stream::abort).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> stream.append(EnginePair.bytes("x"))).isInstanceOf(IllegalStateException.class);

        OutgoingDelivery given = sender.stream(0, false, null, null);
        given.append(EnginePair.bytes("half"));
        pair.drive();
        given.abort();
        pair.drive();
        assertThat(pair.serverEvents.events).endsWith("delivery half", "aborted 2");
        assertThat(sender.queued()).isZero();
    }

    @Test
    @Spec("X-045")
    void aQueuedMessageCanBeAbortedUnseen() {
        EnginePair pair = new EnginePair();
        EngineSender sender = pair.sender("a");
        OutgoingDelivery delivery = EnginePair.send(sender, "never");
        delivery.abort();
        pair.serverReceiver().addCredit(1);
        pair.drive();
        assertThat(pair.serverEvents.deliveries).isEmpty();
        assertThat(sender.credit()).isEqualTo(1);
        assertThat(delivery.aborted()).isTrue();
    }

    @Test
    @Spec("X-046")
    void framesOfDifferentLinksInterleaveSoThatNoLargeMessageHoldsTheOthersUp() {
        EnginePair pair = new EnginePair(o -> o.outputHighWater(2_048), o -> o.maxFrameSize(512));
        EngineSession session = pair.session();
        EngineSender large = pair.sender(session, "large");
        pair.serverReceiver().addCredit(1);
        EngineSender small = pair.sender(session, "small");
        pair.serverReceiver().addCredit(1);
        pair.drive();
        EnginePair.send(large, "x".repeat(50_000));
        EnginePair.send(small, "quick");
        pair.drive();
        assertThat(pair.serverEvents.deliveries)
                .extracting(d -> d.link().name())
                .containsExactly("small", "large");
        assertThat(pair.serverEvents.deliveries.get(1).payload()).hasSize(50_000);
    }

    @Test
    @Spec("X-046")
    void interleavedDeliveriesOfThePeerComeTogether() {
        FakePeer peer = FakePeer.sending(5).send(0, FakePeer.attach("other", 1, Role.SENDER));
        peer.read(Attach.class);
        peer.receiver().addCredit(5);
        peer.read(Flow.class);
        peer.send(0, FakePeer.transfer(0).more(true).build(), "a1")
                .send(0, FakePeer.transfer(1).handle(1).more(true).build(), "b1")
                .send(0, Transfer.builder(0).build(), "a2")
                .send(0, Transfer.builder(1).build(), "b2");
        assertThat(peer.events.events).endsWith("delivery a1a2", "delivery b1b2");
    }

    @Test
    @Spec({"X-033", "B10"})
    void aMessageThatIsTooLargeIsStoppedOnTheWay() {
        FakePeer peer = FakePeer.sending(5, o -> o.maxMessageSize(10));
        peer.send(0, FakePeer.transfer(0).build(), "exactly 10");
        assertThat(peer.events.deliveries).hasSize(1);
        peer.send(0, FakePeer.transfer(1).more(true).build(), "five5")
                .send(0, Transfer.builder(0).more(true).build(), "and 6 ");
        peer.readDetachWith(LinkError.MESSAGE_SIZE_EXCEEDED);
    }

    @Test
    @Spec("X-033")
    void weSendNothingThatThePeerDoesNotTake() {
        EnginePair pair = new EnginePair(o -> o, o -> o.maxMessageSize(10));
        EngineSender sender = pair.sender("a");
        assertThat(sender.remoteMaxMessageSize()).isEqualTo(10);
        assertThatThrownBy(() -> EnginePair.send(sender, "eleven byte"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("11 bytes");
    }

    @Test
    @Spec("B6")
    void endlessContinuationsAreStopped() {
        FakePeer peer = FakePeer.sending(5, o -> o.maxTransfersPerDelivery(100).sessionWindow(1_000));
        peer.send(0, FakePeer.transfer(0).more(true).build());
        for (int i = 1; i < 100; i++) {
            peer.send(0, Transfer.builder(0).more(true).build());
        }
        assertThat(peer.engine
                        .connection()
                        .sessions()
                        .get(0)
                        .attachedLinks()
                        .get(0)
                        .localState())
                .isEqualTo(EndpointState.OPEN);
        peer.send(0, Transfer.builder(0).more(true).build());
        peer.readDetachWith(AmqpError.RESOURCE_LIMIT_EXCEEDED);
    }

    @Test
    @Spec("B10")
    void incompleteMessagesOfASessionAreBoundedTogether() {
        FakePeer peer = FakePeer.sending(5, o -> o.maxIncomingBytes(10));
        peer.send(0, FakePeer.transfer(0).more(true).build(), "exactly 10")
                .send(0, Transfer.builder(0).more(true).build(), "1");
        peer.readEndWith(AmqpError.RESOURCE_LIMIT_EXCEEDED);
    }

    @Test
    @Spec("B10")
    void whatIsTakenInAdvanceKeepsNobodyFromReachingTheLimit() {
        for (int limit = 1_000; limit < 1_100; limit++) {
            int most = limit;
            FakePeer peer = FakePeer.sending(5, o -> o.maxIncomingBytes(most));
            int sent = 0;
            for (int delivery = 0; delivery < 2; delivery++) { // the second knows how large the first was
                for (sent = 0; sent + 37 <= limit; sent += 37) {
                    Transfer.Builder transfer = sent == 0 ? FakePeer.transfer(delivery) : Transfer.builder(0);
                    peer.send(0, transfer.more(true).build(), "x".repeat(37));
                }
                if (delivery == 0) {
                    peer.send(0, Transfer.builder(0).build(), "x".repeat(limit - sent));
                }
            }
            assertThat(peer.events.deliveries.get(0).payload()).hasSize(limit);
            peer.send(0, Transfer.builder(0).more(true).build(), "x".repeat(limit - sent + 1));
            peer.readEndWith(AmqpError.RESOURCE_LIMIT_EXCEEDED);
        }
    }

    @Test
    @Spec("X-024")
    void partsThatNobodyTakesCloseTheWindow() {
        FakePeer peer = FakePeer.sending(5, o -> o.maxFrameSize(512).sessionWindow(4));
        peer.receiver().streaming(true);
        for (int i = 0; i < 4; i++) {
            peer.send(
                    0,
                    i == 0
                            ? FakePeer.transfer(0).more(true).build()
                            : Transfer.builder(0).more(true).build(),
                    "x".repeat(400));
        }
        assertThat(peer.read(Flow.class).incomingWindow())
                .as("no room for more")
                .isZero();
        IncomingDelivery delivery = peer.events.deliveries.get(0);
        assertThat(delivery.partial()).isTrue();
        assertThat(delivery.takePayload()).hasSize(1_600);
        assertThat(peer.read(Flow.class).incomingWindow()).isEqualTo(4);
        peer.send(0, Transfer.builder(0).build(), "end");
        assertThat(delivery.partial()).isFalse();
        assertThat(delivery.payload()).asString().isEqualTo("end");
    }
}
