// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.protocol.SenderSettleMode;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Terminus;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an attach of this end says (part 2, 2.7.3). To be set before the link is opened. Not thread-safe. */
public final class LinkSettings {

    private @Nullable Source source;
    private @Nullable Terminus target;
    private SenderSettleMode sndSettleMode = SenderSettleMode.MIXED;
    private ReceiverSettleMode rcvSettleMode = ReceiverSettleMode.FIRST;
    private long maxMessageSize = -1;
    private int initialDeliveryCount;
    private @Nullable Map<Binary, @Nullable DeliveryState> unsettled;
    private boolean incompleteUnsettled;
    private List<Symbol> offeredCapabilities = List.of();
    private List<Symbol> desiredCapabilities = List.of();
    private Map<Symbol, @Nullable Object> properties = Map.of();

    LinkSettings() {}

    /** Where messages come from; default none. */
    public LinkSettings source(@Nullable Source value) {
        source = value;
        return this;
    }

    /** Where messages go to; default none. */
    public LinkSettings target(@Nullable Terminus value) {
        target = value;
        return this;
    }

    /** How the sender settles: what a sender will do, what a receiver wishes. Default mixed. */
    public LinkSettings sndSettleMode(SenderSettleMode value) {
        sndSettleMode = value;
        return this;
    }

    /** When the receiver settles: what a receiver will do, what a sender wishes. Default first. */
    public LinkSettings rcvSettleMode(ReceiverSettleMode value) {
        rcvSettleMode = value;
        return this;
    }

    /**
     * The largest message in bytes that this end takes, announced and enforced by receivers; 0 for any. Default: that of
     * {@link EngineOptions} for receivers, none for senders.
     */
    public LinkSettings maxMessageSize(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a maximum message size is 0 (none) or more, not " + value);
        }
        maxMessageSize = value;
        return this;
    }

    /** Where a sender starts to count its deliveries, a serial number; default 0. */
    public LinkSettings initialDeliveryCount(int value) {
        initialDeliveryCount = value;
        return this;
    }

    /**
     * The deliveries that this end holds unsettled from an earlier attachment, with its state of each (part 2, 2.6.13); null,
     * the default, if nothing is resumed.
     */
    public LinkSettings unsettled(@Nullable Map<Binary, @Nullable DeliveryState> value) {
        unsettled = value;
        return this;
    }

    /** Whether {@link #unsettled} had to be cut short; default no. The engine cuts it by itself if the frame is too small. */
    public LinkSettings incompleteUnsettled(boolean value) {
        incompleteUnsettled = value;
        return this;
    }

    /** Extensions that this end supports; default none. */
    public LinkSettings offeredCapabilities(List<Symbol> value) {
        offeredCapabilities = List.copyOf(value);
        return this;
    }

    /** Extensions that this end would use; default none. */
    public LinkSettings desiredCapabilities(List<Symbol> value) {
        desiredCapabilities = List.copyOf(value);
        return this;
    }

    /** Further link properties; default none. */
    public LinkSettings properties(Map<Symbol, @Nullable Object> value) {
        properties = value;
        return this;
    }

    /** See {@link #source(Source)}. */
    public @Nullable Source source() {
        return source;
    }

    /** See {@link #target(Terminus)}. */
    public @Nullable Terminus target() {
        return target;
    }

    /** See {@link #sndSettleMode(SenderSettleMode)}. */
    public SenderSettleMode sndSettleMode() {
        return sndSettleMode;
    }

    /** See {@link #rcvSettleMode(ReceiverSettleMode)}. */
    public ReceiverSettleMode rcvSettleMode() {
        return rcvSettleMode;
    }

    /** See {@link #maxMessageSize(long)}; -1 if it was not set. */
    public long maxMessageSize() {
        return maxMessageSize;
    }

    /** See {@link #initialDeliveryCount(int)}. */
    public int initialDeliveryCount() {
        return initialDeliveryCount;
    }

    /** See {@link #unsettled(Map)}. */
    public @Nullable Map<Binary, @Nullable DeliveryState> unsettled() {
        return unsettled;
    }

    boolean incompleteUnsettled() {
        return incompleteUnsettled;
    }

    List<Symbol> offeredCapabilities() {
        return offeredCapabilities;
    }

    List<Symbol> desiredCapabilities() {
        return desiredCapabilities;
    }

    Map<Symbol, @Nullable Object> properties() {
        return properties;
    }

    void copy(LinkSettings other) {
        source = other.source;
        target = other.target;
        sndSettleMode = other.sndSettleMode;
        rcvSettleMode = other.rcvSettleMode;
        initialDeliveryCount = other.initialDeliveryCount;
    }
}
