// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

/**
 * The transfer windows of a session, both directions (part 2, 2.5.6). Each transfer <em>frame</em> takes one from the
 * window. Transfer ids are serial numbers that have nothing to do with delivery ids.
 */
final class SessionWindow {

    /** Announced as our outgoing window: what we hold back is bounded by the peer's window, not by ours. */
    static final int OUTGOING_WINDOW = Integer.MAX_VALUE;

    private final int initialOutgoingId;
    private int nextOutgoingId;
    private long remoteIncomingWindow;

    private final int capacity;
    private int nextIncomingId;
    private boolean begun;
    private int incomingWindow;

    /** @param capacity frames that the peer may have under way to us */
    SessionWindow(int initialOutgoingId, int capacity) {
        this.initialOutgoingId = initialOutgoingId;
        this.nextOutgoingId = initialOutgoingId;
        this.capacity = capacity;
    }

    /** The same before anything was sent, but for the number of frames that the peer may have under way. */
    SessionWindow withCapacity(int frames) {
        return copyRemoteTo(new SessionWindow(initialOutgoingId, frames));
    }

    /** The same before anything was sent, but for the first transfer id. */
    SessionWindow withFirstId(int transferId) {
        return copyRemoteTo(new SessionWindow(transferId, capacity));
    }

    private SessionWindow copyRemoteTo(SessionWindow copy) {
        if (begun) {
            copy.remoteBegin(nextIncomingId, remoteIncomingWindow);
        }
        return copy;
    }

    /** The peer's begin came. */
    void remoteBegin(int remoteNextOutgoingId, long window) {
        begun = true;
        nextIncomingId = remoteNextOutgoingId;
        remoteIncomingWindow = window;
    }

    /** Whether {@link #nextIncomingId()} is known, which it is from the peer's begin on. */
    boolean begun() {
        return begun;
    }

    int nextOutgoingId() {
        return nextOutgoingId;
    }

    int nextIncomingId() {
        return nextIncomingId;
    }

    int incomingWindow() {
        return incomingWindow;
    }

    /** Transfer frames that may be sent now. */
    long sendable() {
        return remoteIncomingWindow;
    }

    /** A transfer frame goes out. */
    void sent() {
        nextOutgoingId++;
        remoteIncomingWindow--;
    }

    /**
     * A flow came. What was sent since the peer counted is in flight and uses up its window. A peer that claims to have
     * received what was not sent yet is taken to have received all.
     */
    void remoteFlow(boolean hasNextIncomingId, int remoteNextIncomingId, long window) {
        int from = hasNextIncomingId ? remoteNextIncomingId : initialOutgoingId;
        int inFlight = Math.max(0, SerialNumber.distance(from, nextOutgoingId));
        remoteIncomingWindow = Math.max(0, window - inFlight);
    }

    /** A transfer frame came; false if the peer had no window for it. */
    boolean received() {
        nextIncomingId++;
        if (incomingWindow == 0) {
            return false;
        }
        incomingWindow--;
        return true;
    }

    /** Whether the window has shrunk to half of what could be offered, so that it is time to announce it anew. */
    boolean low(int held) {
        return incomingWindow <= offer(held) / 2;
    }

    /**
     * Opens the window as far as it goes. The result is to be announced at once.
     *
     * @param held frames' worth of data that is kept for the application
     */
    void replenish(int held) {
        incomingWindow = Math.max(incomingWindow, offer(held));
    }

    private int offer(int held) {
        return Math.max(0, capacity - held);
    }
}
