// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

/**
 * The only ledger of a link's credit, the same for both roles (part 2, 2.6.7). Credit is held as what is left, from 0 to
 * 2^32-1, so it is never negative; the delivery-count is a serial number.
 */
final class LinkCredit {

    static final long MAX = 0xffff_ffffL;

    private int deliveryCount;
    private long credit;
    /** Receiver: credit that was taken back, but that the sender may have used before it heard. */
    private long revoked;

    private boolean drain;

    /** The sender's initial delivery-count, from its attach. */
    void begin(int initialDeliveryCount) {
        deliveryCount = initialDeliveryCount;
    }

    int deliveryCount() {
        return deliveryCount;
    }

    long credit() {
        return credit;
    }

    boolean drain() {
        return drain;
    }

    void drain(boolean on) {
        drain = on;
    }

    /** Uses one credit for a delivery that starts; false and unchanged if there is none. */
    boolean take() {
        if (credit > 0) {
            credit--;
        } else if (revoked > 0) {
            revoked--;
        } else {
            return false;
        }
        deliveryCount++;
        return true;
    }

    /** Receiver: grants more. */
    void grant(long more) {
        credit = Math.min(MAX, credit + more);
    }

    /** Receiver: takes back what the sender has not used. */
    void revoke() {
        revoked = Math.min(MAX, revoked + credit);
        credit = 0;
    }

    /**
     * Sender: a flow of the receiver came. What was sent since the receiver counted is in flight and uses up its credit; a
     * receiver that takes credit back while transfers are in flight leaves none, not less than none.
     */
    void granted(int receiverCount, long receiverCredit) {
        int inFlight = SerialNumber.distance(receiverCount, deliveryCount);
        credit = Math.max(0, Math.min(MAX, receiverCredit - inFlight));
    }

    /** Sender: advances the delivery-count over all credit, as drain asks for. */
    void useUp() {
        deliveryCount += (int) credit;
        credit = 0;
    }

    /**
     * Receiver: a flow of the sender came with its delivery-count; what it skipped over is used up. A sender that counts
     * backwards, or further than it may, changes nothing.
     */
    void advance(int senderCount) {
        long skipped = Integer.toUnsignedLong(SerialNumber.distance(deliveryCount, senderCount));
        if (skipped <= credit + revoked) {
            long ofCredit = Math.min(skipped, credit);
            credit -= ofCredit;
            revoked -= skipped - ofCredit;
            deliveryCount = senderCount;
        }
    }
}
