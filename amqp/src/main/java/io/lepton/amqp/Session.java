// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.EndpointState;
import io.lepton.amqp.engine.EngineLink;
import io.lepton.amqp.engine.EngineSender;
import io.lepton.amqp.engine.EngineSession;
import io.lepton.amqp.types.ErrorCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A serialized context for sending and receiving (part 2, 2.5). Most applications need none of their own: a connection has a
 * default one. Every method may be called from any thread.
 */
public final class Session {

    private final Connection connection;
    private final MessagingHandler handler;
    private final SessionLife life;
    private final Futures<Session> futures = new Futures<>(this);
    // The loop's own.
    private final List<Link> links = new ArrayList<>(1);
    private @Nullable EngineSession engine;

    Session(Connection connection, SessionOptions options, boolean accepted) {
        this.connection = connection;
        MessagingHandler own = options.handler;
        this.handler = own == null ? connection.handler() : own;
        this.life = new SessionLife(this, accepted);
    }

    /** The connection that it belongs to. */
    public Connection connection() {
        return connection;
    }

    /** The container that it belongs to. */
    public Container container() {
        return connection.container();
    }

    /** Whether the peer began the session, rather than this container. */
    public boolean accepted() {
        return life.accepted();
    }

    /** Whether both ends have begun and nobody has begun to end. */
    public boolean isOpen() {
        return life.isOpen();
    }

    /** Completes when both ends have begun; fails with what ended the session or the connection before. */
    public CompletionStage<Session> opened() {
        return futures.opened();
    }

    /** Completes when the session has ended; fails if it ended by an error of the peer or with the connection. */
    public CompletionStage<Session> closed() {
        return futures.closed();
    }

    /**
     * Makes a sender and returns at once; {@link MessagingHandler#onLinkOpened} or {@link MessagingHandler#onLinkError}
     * follows.
     *
     * @param address where messages go; null for the anonymous relay, which routes each by its {@code to}, or for a dynamic
     *     node
     * @throws IllegalStateException if the session or its connection is closed or closing
     */
    public Sender createSender(@Nullable String address) {
        return newSender(address, SenderOptions.DEFAULT);
    }

    /**
     * Makes a sender with options; otherwise like {@link #createSender(String)}.
     *
     * @throws IllegalArgumentException if the options are no good
     */
    public Sender createSender(@Nullable String address, Consumer<? super SenderOptions> choices) {
        return newSender(address, Options.choose(new SenderOptions(), choices));
    }

    private Sender newSender(@Nullable String address, SenderOptions options) {
        checkOpen();
        Sender sender = new Sender(this, nameOf(options), address, options);
        connection.onLoop(() -> attach(sender));
        return sender;
    }

    /**
     * Makes a receiver and returns at once; {@link MessagingHandler#onLinkOpened} or {@link MessagingHandler#onLinkError}
     * follows.
     *
     * @param address where messages come from; null for a dynamic node
     * @throws IllegalStateException if the session or its connection is closed or closing
     */
    public Receiver createReceiver(@Nullable String address) {
        return newReceiver(address, ReceiverOptions.DEFAULT);
    }

    /**
     * Makes a receiver with options; otherwise like {@link #createReceiver(String)}.
     *
     * @throws IllegalArgumentException if the options are no good
     */
    public Receiver createReceiver(@Nullable String address, Consumer<? super ReceiverOptions> choices) {
        return newReceiver(address, Options.choose(new ReceiverOptions(), choices));
    }

    private Receiver newReceiver(@Nullable String address, ReceiverOptions options) {
        checkOpen();
        Receiver receiver = new Receiver(this, nameOf(options), address, options);
        connection.onLoop(() -> attach(receiver));
        return receiver;
    }

    /**
     * Ends the session and its links, after what they have queued was sent as far as credit allows, for as long as the
     * connection's {@code closeTimeout}. Ending again does nothing.
     */
    public void close() {
        connection.onLoop(() -> life.end(null));
    }

    /** Ends the session for a reason, at once. If the peer began it and it is not open yet, this refuses it. */
    public void close(ErrorCondition reason) {
        connection.onLoop(() -> life.end(reason));
    }

    @Override
    public String toString() {
        return "session of " + connection;
    }

    private String nameOf(LinkOptions<?> options) {
        return options.name == null ? container().linkNames().next() : options.name;
    }

    private void checkOpen() {
        if (life.ending() || connection.ending()) {
            throw new IllegalStateException(this + " is closed; links need an open one");
        }
    }

    // ---- on the loop

    MessagingHandler handler() {
        return handler;
    }

    SessionLife life() {
        return life;
    }

    Futures<Session> futures() {
        return futures;
    }

    /** The engine's end of it: in this attempt to connect. */
    @Nullable
    EngineSession engine() {
        return engine;
    }

    void engine(@Nullable EngineSession value) {
        engine = value;
    }

    private void attach(Link link) {
        if (life.ending() || connection.life().over()) {
            link.life().lost(connection.life().cause());
            return;
        }
        links.add(link);
        EngineSession open = engine;
        if (open != null && open.localState() == EndpointState.OPEN) {
            link.life().attach(open);
        }
    }

    /** Attaches the links that were made before the session was open at this end. */
    void attachWaiting(EngineSession open) {
        links().forEach(link -> link.life().attachIfNot(open));
    }

    /** The peer attached a link. */
    void accept(EngineLink engineLink) {
        Link link = engineLink instanceof EngineSender
                ? new Sender(this, engineLink.name())
                : new Receiver(this, engineLink.name());
        links.add(link);
        link.life().accept(engineLink);
    }

    List<Link> links() {
        return List.copyOf(links);
    }

    void remove(Link link) {
        links.remove(link);
    }

    /** Whether a link has something that a graceful end has to see off. */
    boolean busy() {
        for (Link link : links) {
            if (link.busy()) {
                return true;
            }
        }
        return false;
    }
}
