// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.EngineLink;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.Coordinator;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.protocol.SenderSettleMode;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import io.lepton.amqp.protocol.Terminus;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A channel for messages in one direction (part 2, 2.6): a {@link Sender} or a {@link Receiver}. Every method may be called
 * from any thread; from another than the connection's loop, what is asked for may have changed meanwhile.
 */
public abstract sealed class Link permits Sender, Receiver {

    private final Session session;
    private final String name;
    private final LinkLife life;
    private volatile MessagingHandler handler;
    private volatile @Nullable Source source;
    private volatile @Nullable Terminus target;
    private volatile @Nullable Attach remote;
    private volatile @Nullable ErrorCondition remoteError;

    Link(Session session, String name, boolean accepted, @Nullable MessagingHandler handler) {
        this.session = session;
        this.name = name;
        this.handler = handler == null ? session.handler() : handler;
        this.life = new LinkLife(this, accepted);
    }

    /** The session that it belongs to. */
    public final Session session() {
        return session;
    }

    /** The connection that it belongs to. */
    public final Connection connection() {
        return session.connection();
    }

    /** The container that it belongs to. */
    public final Container container() {
        return session.container();
    }

    /** What names the link between the two containers (part 2, 2.6.1). */
    public final String name() {
        return name;
    }

    /** Whether both ends are attached and nobody has begun to close. */
    public final boolean isOpen() {
        return life.phase() == Phase.OPEN;
    }

    /** Whether the peer attached the link, rather than this container. */
    public final boolean accepted() {
        return life.accepted();
    }

    /**
     * Whether the link is back after it or its connection was lost: in {@link MessagingHandler#onLinkOpened} it tells the later
     * openings from the first.
     */
    public final boolean recovered() {
        return life.recovered();
    }

    /**
     * Completes when both ends are attached for the first time; fails with a {@link LinkException} if the peer refuses the link, or with what
     * ended the connection.
     */
    public abstract CompletionStage<? extends Link> opened();

    /** Completes when the link has ended; fails if it ended by an error of the peer or with the connection. */
    public abstract CompletionStage<? extends Link> closed();

    /**
     * The address of the node at the peer: the one that was asked for until the link is open, then the one that the peer
     * named, which for a dynamic node is news. For links that the peer attached, the address that it asked for. Null if there
     * is none, as for the anonymous relay.
     */
    public abstract @Nullable String address();

    /** Where messages come from, as this end says; null before it said so. */
    public final @Nullable Source source() {
        return source;
    }

    /** Where messages go, as this end says; null before it said so. */
    public final @Nullable Target target() {
        return target instanceof Target node ? node : null;
    }

    /** Where messages come from, as the peer says; null before it said so. */
    public final @Nullable Source remoteSource() {
        Attach attach = remote;
        return attach == null ? null : attach.source();
    }

    /** Where messages go, as the peer says; null before it said so, or if that is a transaction coordinator. */
    public final @Nullable Target remoteTarget() {
        return remoteTerminus() instanceof Target node ? node : null;
    }

    /** What the peer named as the target: also a {@link Coordinator} (part 4, 4.5.1). */
    public final @Nullable Terminus remoteTerminus() {
        Attach attach = remote;
        return attach == null ? null : attach.target();
    }

    /** When the sending end settles, as the peer says; mixed before it said so. */
    public final SenderSettleMode remoteSndSettleMode() {
        Attach attach = remote;
        return attach == null ? SenderSettleMode.MIXED : attach.sndSettleMode();
    }

    /** When the receiving end settles, as the peer says; first before it said so. */
    public final ReceiverSettleMode remoteRcvSettleMode() {
        Attach attach = remote;
        return attach == null ? ReceiverSettleMode.FIRST : attach.rcvSettleMode();
    }

    /** The largest message in bytes that the peer takes; 0 for any. */
    public final long remoteMaxMessageSize() {
        Attach attach = remote;
        if (attach == null || attach.maxMessageSize() == null) {
            return 0;
        }
        long size = attach.maxMessageSize().longValue();
        return size < 0 ? Long.MAX_VALUE : size;
    }

    /** Extensions that the peer has; empty before it said so. */
    public final List<Symbol> remoteOfferedCapabilities() {
        Attach attach = remote;
        return attach == null ? List.of() : attach.offeredCapabilities();
    }

    /** Extensions that the peer would use; empty before it said so. */
    public final List<Symbol> remoteDesiredCapabilities() {
        Attach attach = remote;
        return attach == null ? List.of() : attach.desiredCapabilities();
    }

    /** The peer's link properties; empty before it said so. */
    public final Map<Symbol, @Nullable Object> remoteProperties() {
        Attach attach = remote;
        return attach == null ? Map.of() : attach.properties();
    }

    /** Why the peer closed, detached or refused the link; null if it did not or gave no reason. */
    public final @Nullable ErrorCondition remoteError() {
        return remoteError;
    }

    /** How many messages may be sent before the receiving end gives more credit. */
    public abstract long credit();

    /** How many deliveries neither end has settled. */
    public abstract int unsettled();

    /**
     * Closes the link. A sender first sends what is queued and waits for the outcomes that are still to come, for as long as
     * the connection's {@code closeTimeout}. Closing again does nothing.
     */
    public final void close() {
        connection().onLoop(() -> life.end(true, null));
    }

    /**
     * Closes the link for a reason, at once. If the peer attached the link and it is not open yet, this refuses it (part 2,
     * 2.6.3).
     */
    public final void close(ErrorCondition reason) {
        connection().onLoop(() -> life.end(true, reason));
    }

    /**
     * Detaches the link without closing it: the peer keeps its source or target if it is durable (part 2, 2.6.4). A sender
     * waits as with {@link #close()}.
     */
    public final void detach() {
        connection().onLoop(() -> life.end(false, null));
    }

    // ---- for the library

    final LinkLife life() {
        return life;
    }

    final MessagingHandler handler() {
        return handler;
    }

    final void handler(MessagingHandler value) {
        handler = value;
    }

    final void localTermini(@Nullable Source from, @Nullable Terminus to) {
        source = from;
        target = to;
    }

    final void remote(@Nullable Attach attach) {
        remote = attach;
    }

    final void remoteError(@Nullable ErrorCondition error) {
        remoteError = error;
    }

    /** The loop has something to send for this link. */
    final void wake() {
        connection().work().wake();
    }

    /** Makes the engine's end of a link that this container attaches, with what its attach says. */
    abstract EngineLink newEngineLink(io.lepton.amqp.engine.EngineSession engineSession);

    /** The engine's end has come or gone. */
    abstract void engine(@Nullable EngineLink link);

    /** Opens a link that the peer attached as the peer asked for it; or refuses it if that cannot be done. */
    abstract void openAsAsked();

    /** The local end is attached: the first moment to give credit or to send. */
    abstract void begin();

    /** The options of this end. */
    abstract LinkOptions<?> options();

    /** The link is lost for now. */
    abstract void suspend(@Nullable AmqpException cause);

    /** Whether something waits that a graceful close has to see off. */
    abstract boolean busy();

    /** The link has gone for good: nothing that waits for it will happen. */
    abstract void release(@Nullable AmqpException cause);

    /** Those who wait for {@link #opened()} and {@link #closed()}. */
    abstract Futures<? extends Link> futures();
}
