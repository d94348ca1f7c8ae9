// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.MessageEvent;
import java.time.Duration;

/**
 * What a call of {@code receive} is to do.
 *
 * @param address where the messages come from
 * @param count how many to receive
 * @param credit how many may be under way at a time
 * @param presettled whether to ask the sender to send settled
 * @param drain whether to end when the source has no more
 * @param slow how long to wait before each outcome
 * @param state the outcome of each
 */
public record ReceivePlan(
        String address, long count, int credit, boolean presettled, boolean drain, Duration slow, State state) {

    /** The outcome of a message. */
    public enum State {
        /** Accepted (part 3, 3.4.2). */
        ACCEPTED,
        /** Released (part 3, 3.4.4). */
        RELEASED,
        /** Rejected, without a reason (part 3, 3.4.3). */
        REJECTED,
        /** Modified, as a failed delivery (part 3, 3.4.5). */
        MODIFIED;

        void decide(MessageEvent event) {
            switch (this) {
                case ACCEPTED -> event.accept();
                case RELEASED -> event.release();
                case REJECTED -> event.reject();
                case MODIFIED -> event.modify(true, false);
            }
        }
    }
}
