// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Idle time-outs with a virtual clock. */
@Spec({"X-011", "X-012", "X-013", "B31"})
class IdleTimersTest {

    private static final long UINT_MAX = 0xffff_ffffL;

    @Test
    void announcesHalfOfTheLocalTimeout() {
        assertThat(new IdleTimers(60_000).announced()).isEqualTo(30_000);
        assertThat(new IdleTimers(2).announced()).isEqualTo(1);
        assertThat(new IdleTimers(3).announced()).isEqualTo(1);
        assertThat(new IdleTimers(0).announced()).isZero();
    }

    @Test
    void announcesAtMostWhatAUintHolds() {
        assertThat(new IdleTimers(2 * UINT_MAX).announced()).isEqualTo(UINT_MAX);
        assertThat(new IdleTimers(Long.MAX_VALUE).announced()).isEqualTo(UINT_MAX);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, -1, Long.MIN_VALUE})
    void localTimeoutsThatCannotBeAnnouncedAreMisuse(long timeout) {
        assertThatThrownBy(() -> new IdleTimers(timeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2 ms");
    }

    @Test
    void aSilentPeerIsDeadAtTheFullTimeout() {
        IdleTimers timers = new IdleTimers(1000);
        timers.start(500);
        assertThat(timers.nextDeadline()).isEqualTo(1500);
        assertThat(timers.expired(1499)).isFalse();
        assertThat(timers.expired(1500)).isTrue();
        assertThat(timers.expiredError())
                .hasToString("amqp:resource-limit-exceeded: idle time-out: nothing came from the peer for 1000 ms");
    }

    @Test
    void everyByteOfThePeerPutsItsDeathOff() {
        IdleTimers timers = new IdleTimers(1000);
        timers.start(0);
        timers.received(999);
        assertThat(timers.expired(1998)).isFalse();
        assertThat(timers.nextDeadline()).isEqualTo(1999);
        assertThat(timers.expired(1999)).isTrue();
    }

    @Test
    void whatWeSendDoesNotKeepThePeerAlive() {
        IdleTimers timers = new IdleTimers(1000);
        timers.start(0);
        timers.sent(999);
        assertThat(timers.expired(1000)).isTrue();
    }

    @Test
    void withoutTimeoutsThereIsNoDeadline() {
        IdleTimers timers = new IdleTimers(0);
        timers.start(0);
        timers.opened();
        assertThat(timers.remoteTimeout(0)).isNull();
        assertThat(timers.nextDeadline()).isEqualTo(IdleTimers.NEVER);
        assertThat(timers.expired(Long.MAX_VALUE)).isFalse();
        assertThat(timers.heartbeatDue(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void anEmptyFrameIsDueAtHalfOfThePeersTimeout() {
        IdleTimers timers = new IdleTimers(0);
        timers.start(0);
        timers.opened();
        assertThat(timers.remoteTimeout(1000)).isNull();
        assertThat(timers.nextDeadline()).isEqualTo(500);
        assertThat(timers.heartbeatDue(499)).isFalse();
        assertThat(timers.heartbeatDue(500)).isTrue();
        timers.sent(500);
        assertThat(timers.heartbeatDue(999)).isFalse();
        assertThat(timers.nextDeadline()).isEqualTo(1000);
    }

    @Test
    void otherTrafficReplacesTheEmptyFrame() {
        IdleTimers timers = new IdleTimers(0);
        timers.start(0);
        timers.opened();
        timers.remoteTimeout(1000);
        for (long now = 400; now < 10_000; now += 400) {
            assertThat(timers.heartbeatDue(now)).isFalse();
            timers.sent(now);
        }
    }

    @Test
    void emptyFramesGoOutOnlyBetweenOpenAndClose() {
        IdleTimers timers = new IdleTimers(0);
        timers.start(0);
        timers.remoteTimeout(100);
        assertThat(timers.heartbeatDue(1000)).isFalse();
        assertThat(timers.nextDeadline()).isEqualTo(IdleTimers.NEVER);
        timers.opened();
        assertThat(timers.heartbeatDue(1000)).isTrue();
        timers.closed();
        assertThat(timers.heartbeatDue(1000)).isFalse();
        assertThat(timers.nextDeadline()).isEqualTo(IdleTimers.NEVER);
    }

    @Test
    void aPeerThatDoesNotAnswerOurCloseStillDies() {
        IdleTimers timers = new IdleTimers(1000);
        timers.start(0);
        timers.opened();
        timers.closed();
        assertThat(timers.nextDeadline()).isEqualTo(1000);
        assertThat(timers.expired(1000)).isTrue();
    }

    @Test
    void theEarlierDeadlineCounts() {
        IdleTimers timers = new IdleTimers(300);
        timers.start(0);
        timers.opened();
        timers.remoteTimeout(1000);
        assertThat(timers.nextDeadline()).isEqualTo(300);
        timers.received(290);
        assertThat(timers.nextDeadline()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 9})
    void aTimeoutThatCannotBeKeptIsRefused(long timeout) {
        IdleTimers timers = new IdleTimers(0);
        timers.opened();
        assertThat(Objects.requireNonNull(timers.remoteTimeout(timeout)).toString())
                .isEqualTo("amqp:invalid-field: an idle-time-out of " + timeout
                        + " ms cannot be kept; the shortest is 10 ms");
        assertThat(timers.nextDeadline()).isEqualTo(IdleTimers.NEVER);
    }

    @Test
    void theShortestTimeoutIsKept() {
        IdleTimers timers = new IdleTimers(0);
        timers.opened();
        assertThat(timers.remoteTimeout(10)).isNull();
        assertThat(timers.nextDeadline()).isEqualTo(5);
    }

    @Test
    void theLongestTimeoutDoesNotOverflow() {
        IdleTimers timers = new IdleTimers(0);
        timers.start(7);
        timers.opened();
        assertThat(timers.remoteTimeout(UINT_MAX)).isNull();
        assertThat(timers.nextDeadline()).isEqualTo(7 + UINT_MAX / 2);
        assertThat(timers.heartbeatDue(8)).isFalse();
    }

    @Test
    void valuesThatAreNoUintAreMisuse() {
        IdleTimers timers = new IdleTimers(0);
        assertThatThrownBy(() -> timers.remoteTimeout(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> timers.remoteTimeout(UINT_MAX + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theClockMayStartBelowZeroAndEndAtItsLimit() {
        IdleTimers timers = new IdleTimers(1000);
        timers.start(-5000);
        assertThat(timers.nextDeadline()).isEqualTo(-4000);
        assertThat(timers.expired(-4001)).isFalse();
        assertThat(timers.expired(-4000)).isTrue();
        timers.received(Long.MAX_VALUE - 1);
        assertThat(timers.nextDeadline()).isEqualTo(IdleTimers.NEVER);
    }
}
