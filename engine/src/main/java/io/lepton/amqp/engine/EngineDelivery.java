// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.Released;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way over a link, and what both ends say about it (part 2, 2.6.12). Not thread-safe: belongs to the
 * thread that drives its engine.
 */
public abstract sealed class EngineDelivery permits OutgoingDelivery, IncomingDelivery {

    /** Not kept: not started, or settled. */
    static final byte NOWHERE = 0;

    /** The application is being told of it for the first time. */
    static final byte IN_HAND = 1;

    /** In its session's table of unsettled deliveries. */
    static final byte IN_TABLE = 2;

    /** Over and given back: lies in the table to be used again. */
    static final byte SPARE = 3;

    private static final byte NOTHING_SAID = 0;
    private static final byte ACCEPTED = 1;
    private static final byte RELEASED = 2;
    private static final byte OTHER = 3;

    /** The delivery-id: valid once the first transfer was sent or received, and in that session only. */
    int id;

    /** What few deliveries have; null as long as this one is like most. */
    @Nullable
    DeliveryExtras extras;

    boolean locallySettled;
    boolean remotelySettled;
    /** Where it is kept while it is unsettled. */
    byte place;
    /**
     * What the receiver said last, by number if it is what nearly all are told, because a reference that is stored into an old
     * object costs a memory fence with the JDK's default collector; what else there is is kept apart.
     */
    private byte receiverSaid;

    private @Nullable Object context;

    EngineDelivery(@Nullable Object context) {
        this.context = context;
    }

    /** The link that carries it. */
    public abstract EngineLink link();

    /** The delivery-tag, a new array: 32 bytes at most, unique among the unsettled deliveries of the link. */
    public abstract byte[] tag();

    /** The delivery-id in the session, a serial number of 32 bits (part 2, 2.8.4); meaningless before the first transfer. */
    public int id() {
        return id;
    }

    /** What the payload is; 0 is AMQP's own message format (part 2, 2.8.11). */
    public int messageFormat() {
        return extras == null ? 0 : extras.messageFormat;
    }

    /** Whether the sender gave it up before all of it was sent. */
    public boolean aborted() {
        return extras != null && extras.aborted;
    }

    /** Whether it resumes a delivery that an earlier attachment of the link left unsettled (part 2, 2.6.13). */
    public boolean resumed() {
        return extras != null && extras.resumed;
    }

    /** What this end said last; null if nothing. */
    public abstract @Nullable DeliveryState localState();

    /** What the peer said last; null if nothing. */
    public abstract @Nullable DeliveryState remoteState();

    /** Whether this end has settled: it will say no more and forgets the delivery. */
    public boolean locallySettled() {
        return locallySettled;
    }

    /** Whether the peer has settled: it will say no more and has forgotten the delivery. */
    public boolean remotelySettled() {
        return remotelySettled;
    }

    /** Whether either end has settled; nothing more can be said about the delivery then. */
    public boolean settled() {
        return locallySettled || remotelySettled;
    }

    /** Settles without changing the state; see {@link #disposition}. */
    public boolean settle() {
        return disposition(localState(), true);
    }

    /**
     * Tells the peer this end's state of the delivery, with the next {@link Engine#flush()}; neighbours with equal states
     * go out as one range (part 2, 2.7.6).
     *
     * @param state the state or outcome; null for none
     * @param settled whether to settle with it
     * @throws IllegalArgumentException if the state cannot be encoded, or is too large for the frames that the peer takes; the
     *     error of a rejection is cut instead
     * @return false if it cannot be told any more, because either end settled before or the link is gone
     */
    public abstract boolean disposition(@Nullable DeliveryState state, boolean settled);

    /**
     * Gives this object back, for the engine to use it for a delivery to come, so that one more message costs no object more.
     * Nobody may use it from then on, the caller neither. Need not be called: an object that is not given back is left to the
     * garbage collector.
     *
     * @return false, and nothing has changed, if the engine still needs it or will not use it again: it is not settled, its link
     *     is gone, or it has what few deliveries have, such as a tag of more than eight bytes or a state other than accepted
     *     and released
     */
    public abstract boolean recycle();

    /** Whether the engine has done with it and it is like most. */
    boolean isDone() {
        return settled() && place == NOWHERE && extras == null && link().attached();
    }

    /** Takes away all that a new one does not have. */
    void blank() {
        receiverSaid = NOTHING_SAID;
        locallySettled = false;
        remotelySettled = false;
        context = null;
    }

    abstract void localState(@Nullable DeliveryState state);

    abstract void remoteState(@Nullable DeliveryState state);

    @Nullable
    DeliveryState receiverState() {
        return switch (receiverSaid) {
            case NOTHING_SAID -> null;
            case ACCEPTED -> Accepted.INSTANCE;
            case RELEASED -> Released.INSTANCE;
            default -> extras().receiverState;
        };
    }

    void receiverState(@Nullable DeliveryState state) {
        if (state == null) {
            receiverSaid = NOTHING_SAID;
        } else if (state == Accepted.INSTANCE) {
            receiverSaid = ACCEPTED;
        } else if (state == Released.INSTANCE) {
            receiverSaid = RELEASED;
        } else {
            receiverSaid = OTHER;
            extras().receiverState = state;
        }
    }

    /** What the sender said last: seldom anything. */
    @Nullable
    DeliveryState senderState() {
        return extras == null ? null : extras.senderState;
    }

    void senderState(@Nullable DeliveryState state) {
        if (state != null || extras != null) {
            extras().senderState = state;
        }
    }

    /** A tag that is kept as it is; null if the tag is a number's. */
    byte @Nullable [] wholeTag() {
        return extras == null ? null : extras.tag;
    }

    DeliveryExtras extras() {
        DeliveryExtras known = extras;
        if (known == null) {
            known = new DeliveryExtras();
            extras = known;
        }
        return known;
    }

    /** What the layer above attached. */
    public @Nullable Object context() {
        return context;
    }

    /** Attaches something of the layer above, which the engine hands back and never looks at. */
    public void context(@Nullable Object value) {
        this.context = value;
    }
}
