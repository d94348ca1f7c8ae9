// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.codec.Allocation;
import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.Accepted;
import org.junit.jupiter.api.Test;

/**
 * What a message costs in memory, each side for itself: one object that stands for the delivery unless such objects are given
 * back, and at the receiver the copy of the payload if it is asked for. The bounds leave a tenth of room for what a batch costs.
 */
class MessageAllocationTest {

    private static final int PAYLOAD = 100;
    /** An array of 100 bytes with its header. */
    private static final int COPY = 120;
    /** A delivery is 48 bytes, 56 without compressed references' luck in the layout of its fields. */
    private static final int DELIVERY = 56;

    private static final int BATCH = 100;
    private static final int BATCHES = 200;

    private final Buffer payload = Buffer.wrap(new byte[PAYLOAD]);
    private final EnginePair pair = new EnginePair(new Sending(), new Receiving(), o -> o.trace(null), o -> o);
    private final EngineSender sender = pair.sender("a");
    private long bytesRead;
    private boolean inPlace;
    private boolean recycling;
    private boolean later;
    private final IncomingDelivery[] kept = new IncomingDelivery[BATCH];
    private int count;

    @Test
    void anUnsettledMessageCostsTheSenderItsDelivery() {
        warmUp();
        assertThat(bySender(this::sendUnsettled)).isLessThan(1.1 * DELIVERY);
    }

    @Test
    void aSettledMessageCostsTheSenderNothing() {
        warmUp();
        assertThat(bySender(this::sendSettled)).isLessThan(1);
    }

    @Test
    void aMessageCostsTheReceiverItsDeliveryAndACopyOfThePayload() {
        warmUp();
        assertThat(byReceiver(this::sendUnsettled)).isBetween((double) COPY, COPY + 1.1 * DELIVERY);
    }

    @Test
    void aPayloadThatIsReadInPlaceIsNotCopied() {
        inPlace = true;
        warmUp();
        assertThat(byReceiver(this::sendUnsettled)).isLessThan(1.1 * DELIVERY);
    }

    @Test
    void whatIsSettledLaterCostsNoMore() {
        later = true;
        inPlace = true;
        warmUp();
        assertThat(byReceiver(this::sendUnsettled)).isLessThan(1.1 * DELIVERY);
    }

    @Test
    void objectsThatAreGivenBackLeaveOnlyTheCopyOfThePayload() {
        recycling = true;
        warmUp();
        assertThat(bySender(this::sendUnsettled)).isLessThan(1);
        bytesRead = (long) PAYLOAD * BATCH * BATCHES * 2;
        assertThat(byReceiver(this::sendUnsettled)).isBetween((double) COPY, COPY + 1.0);
    }

    private void warmUp() {
        for (int i = 0; i < BATCHES; i++) {
            sendUnsettled();
            sendSettled();
            toReceiver();
            toSender();
        }
    }

    private double bySender(Runnable send) {
        long bytes = 0;
        for (int i = 0; i < BATCHES; i++) {
            bytes += Allocation.of(send);
            toReceiver();
            bytes += Allocation.of(this::toSender);
        }
        return perMessage(bytes);
    }

    private double byReceiver(Runnable send) {
        long bytes = 0;
        for (int i = 0; i < BATCHES; i++) {
            send.run();
            bytes += Allocation.of(this::toReceiver);
            toSender();
        }
        return perMessage(bytes);
    }

    private double perMessage(long bytes) {
        assertThat(sender.unsettled()).isZero();
        assertThat(sender.queued()).isZero();
        assertThat(bytesRead).isEqualTo((long) PAYLOAD * BATCH * BATCHES * 3);
        return (double) bytes / (BATCH * BATCHES);
    }

    private void sendUnsettled() {
        for (int i = 0; i < BATCH; i++) {
            payload.readIndex(0);
            sender.send(payload, 0, false, null, null);
        }
        pair.client.flush();
    }

    private void sendSettled() {
        for (int i = 0; i < BATCH; i++) {
            payload.readIndex(0);
            sender.sendSettled(payload, 0, null);
        }
        pair.client.flush();
    }

    private void toReceiver() {
        hand(pair.client, pair.server);
        for (int i = 0; i < count; i++) {
            kept[i].disposition(Accepted.INSTANCE, true);
        }
        count = 0;
        pair.server.flush();
    }

    private void toSender() {
        hand(pair.server, pair.client);
        pair.client.flush();
    }

    private void hand(Engine from, Engine to) {
        Buffer output = from.output();
        to.receive(output.array(), output.readIndex(), output.readable(), pair.now);
        output.clear();
    }

    private final class Sending implements EngineListener {

        @Override
        public void onDeliveryUpdated(OutgoingDelivery delivery) {
            delivery.settle();
            if (recycling) {
                delivery.recycle();
            }
        }
    }

    private final class Receiving extends AcceptingListener {

        Receiving() {
            super(4 * BATCH);
        }

        @Override
        public void onDelivery(IncomingDelivery delivery) {
            bytesRead += inPlace ? delivery.payloadBuffer().readable() : delivery.takePayload().length;
            if (later && !delivery.settled()) {
                kept[count++] = delivery;
            } else {
                delivery.disposition(Accepted.INSTANCE, true);
            }
            super.onDelivery(delivery);
            if (recycling) {
                delivery.recycle();
            }
        }
    }
}
