// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.transport.Driver;
import io.lepton.amqp.transport.EventLoop;
import io.lepton.amqp.types.ErrorCondition;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A channel for communication between two containers (part 2, 2.4), made by {@link Container#connect} or accepted by a
 * {@link Listener}. Every method may be called from any thread; what is called on the connection's loop, as in a callback,
 * happens in place, what is called elsewhere is handed to the loop in order.
 */
public final class Connection {

    private final Container container;
    private final EventLoop loop;
    private final PeerOptions<?> options;
    private final MessagingHandler handler;
    private final ConnectionLife life;
    private final LoopWork work;
    private final Futures<Connection> futures = new Futures<>(this);
    private final Object lock = new Object();
    private @Nullable Session defaultSession;
    private @Nullable Sender relay;

    /** A connection that this container makes. */
    Connection(Container container, EventLoop loop, ConnectionOptions options) {
        this.container = container;
        this.loop = loop;
        this.options = options;
        MessagingHandler own = options.handler;
        this.handler = own == null ? container.handler() : own;
        this.work = new LoopWork(loop, options.maxUnsettledBytes);
        this.life = new ConnectionLife(
                this,
                container.network(),
                loop,
                new Dialling(options, container.id(), container.network().saslWork()));
    }

    /** A connection that a listener accepted. */
    Connection(Container container, EventLoop loop, ListenerOptions options, MessagingHandler handler) {
        this.container = container;
        this.loop = loop;
        this.options = options;
        this.handler = handler;
        this.work = new LoopWork(loop, ConnectionOptions.DEFAULT_MAX_UNSETTLED_BYTES);
        this.life = new ConnectionLife(
                this,
                container.network(),
                loop,
                new Accepting(options, container.id(), container.network().saslWork()));
    }

    // ---- what it is

    /** The container that it belongs to. */
    public Container container() {
        return container;
    }

    /** Whether the peer made the connection to a listener, rather than this container. */
    public boolean accepted() {
        return options instanceof ListenerOptions;
    }

    /** Whether both ends are open and nobody has begun to close. */
    public boolean isOpen() {
        return life.isOpen();
    }

    /** Whether it was lost at least once since it was first open and has come back. */
    public boolean reconnected() {
        return life.reconnected();
    }

    /** Completes when both ends are open for the first time; fails with what ended the connection before. */
    public CompletionStage<Connection> opened() {
        return futures.opened();
    }

    /** Completes when the connection has ended in order; fails with what ended it otherwise. */
    public CompletionStage<Connection> closed() {
        return futures.closed();
    }

    /** What is known of the peer and of the way to it: more and more while the connection is made. */
    public Peer peer() {
        return life.peer();
    }

    /** The container id of the peer; null before its open came. */
    public @Nullable String remoteContainer() {
        return peer().containerId();
    }

    /** Where it is connected or connects to, without the password; null if the peer made the connection. */
    public @Nullable String url() {
        return life.url();
    }

    // ---- what it carries

    /**
     * The session that senders and receivers belong to which are created on the connection; made when first asked for.
     *
     * @throws IllegalStateException if there is none yet and the connection is closed or closing
     */
    public Session defaultSession() {
        Session made;
        synchronized (lock) {
            Session existing = defaultSession;
            if (existing != null && !existing.life().ending()) {
                return existing;
            }
            made = newSession(new SessionOptions());
            defaultSession = made;
        }
        onLoop(() -> life.add(made));
        return made;
    }

    /**
     * Makes another session and returns at once.
     *
     * @throws IllegalStateException if the connection is closed or closing
     */
    public Session createSession() {
        return createSession(session -> {});
    }

    /** Makes another session with options; otherwise like {@link #createSession()}. */
    public Session createSession(Consumer<? super SessionOptions> choices) {
        Session made = newSession(Options.choose(new SessionOptions(), choices));
        onLoop(() -> life.add(made));
        return made;
    }

    private Session newSession(SessionOptions chosen) {
        if (ending()) {
            throw new IllegalStateException(this + " is closed; make another connection");
        }
        return new Session(this, chosen, false);
    }

    /** Makes a sender on the default session; see {@link Session#createSender(String)}. */
    public Sender createSender(@Nullable String address) {
        return defaultSession().createSender(address);
    }

    /** Makes a sender on the default session; see {@link Session#createSender(String, Consumer)}. */
    public Sender createSender(@Nullable String address, Consumer<? super SenderOptions> choices) {
        return defaultSession().createSender(address, choices);
    }

    /** Makes a receiver on the default session; see {@link Session#createReceiver(String)}. */
    public Receiver createReceiver(@Nullable String address) {
        return defaultSession().createReceiver(address);
    }

    /** Makes a receiver on the default session; see {@link Session#createReceiver(String, Consumer)}. */
    public Receiver createReceiver(@Nullable String address, Consumer<? super ReceiverOptions> choices) {
        return defaultSession().createReceiver(address, choices);
    }

    /**
     * Sends a message to the address in its {@code to}, over the peer's anonymous relay; see {@link Sender#send}.
     *
     * @throws IllegalArgumentException if the message has no {@code to}
     */
    public SentDelivery send(Message message) {
        if (message.to() == null) {
            throw new IllegalArgumentException("a message that is sent by a connection needs an address in \"to\"");
        }
        return relay().send(message);
    }

    private Sender relay() {
        synchronized (lock) {
            Sender existing = relay;
            if (existing != null && !existing.life().ending()) {
                return existing;
            }
            Sender made = createSender(null);
            relay = made;
            return made;
        }
    }

    /**
     * Runs a task on the connection's loop soon, never inside this call; if it throws, as {@link Container#execute}.
     *
     * @throws IllegalStateException if the container has been stopped
     */
    public void execute(Runnable action) {
        if (!tryOnLoop(() -> Callbacks.run(container, action))) {
            throw new IllegalStateException(this + " has no loop any more: its container has been stopped");
        }
    }

    // ---- its end

    /**
     * Closes the connection, after what is queued was sent and has its outcome; that may take as long as the
     * {@code closeTimeout}, also while the connection is being made or made again. Closing again does nothing.
     */
    public void close() {
        onLoop(() -> life.close(null, true));
    }

    /** Closes the connection for a reason, at once. If the peer made it and it is not open yet, this refuses it. */
    public void close(ErrorCondition reason) {
        onLoop(() -> life.close(reason, false));
    }

    @Override
    public String toString() {
        return "connection " + (accepted() ? "from " : "to ") + life.place();
    }

    // ---- for its parts

    /** How links that were lost are attached again. */
    ReconnectOptions reconnectOptions() {
        return options instanceof ConnectionOptions own ? own.reconnectOptions : ReconnectOptions.DEFAULT;
    }

    /** Closes without waiting for what is queued. */
    void closeNow() {
        onLoop(() -> life.close(null, false));
    }

    MessagingHandler handler() {
        return handler;
    }

    ConnectionLife life() {
        return life;
    }

    LoopWork work() {
        return work;
    }

    Futures<Connection> futures() {
        return futures;
    }

    Duration closeTimeout() {
        return options.closeTimeout;
    }

    boolean saslEnabled() {
        return options.saslEnabled;
    }

    Duration saslTimeout() {
        return options.saslTimeout;
    }

    Duration openTimeout() {
        return options.openTimeout;
    }

    boolean ending() {
        return life.ending();
    }

    /** Whether another attempt will be made after the failure that is being told. */
    boolean willReconnect() {
        return life.willReconnect();
    }

    boolean inLoop() {
        return loop.inLoop();
    }

    /** Runs in place on the loop, else hands over; if there is no loop any more, the connection is over too. */
    void onLoop(Runnable action) {
        if (loop.inLoop()) {
            action.run();
        } else {
            tryOnLoop(action);
        }
    }

    /** Hands over to the loop; false if it has ended. */
    boolean tryOnLoop(Runnable action) {
        try {
            loop.execute(action);
            return true;
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }

    /** The container has started: goes to the peer. */
    void connect() {
        loop.execute(life::connect);
    }

    /** A peer came to a listener. */
    Driver driver() {
        return life.begin();
    }
}
