// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The top of the API: makes connections, listens for them, runs the event loop and hands what happens to a
 * {@link MessagingHandler}. A container runs once. Every method may be called from any thread.
 *
 * <p>Connections, listeners and tasks may be asked for before the container is started: they begin when it is. Once it was
 * stopped, the methods that ask for them throw {@link IllegalStateException}.
 */
public final class Container implements AutoCloseable {

    /** The handler of a container that was given none; receivers see by it that there is nowhere to deliver to. */
    static final MessagingHandler NO_HANDLER = new MessagingHandler() {};

    private final String id;
    private final MessagingHandler handler;
    private final Network network;
    private final Lifecycle lifecycle;
    private final Activities activities = new Activities();
    private final LinkNames linkNames = new LinkNames();

    Container(MessagingHandler handler, ContainerOptions options, Network network) {
        this.id = options.id;
        this.handler = handler;
        this.network = network;
        this.lifecycle = new Lifecycle(network::end);
    }

    /**
     * A container without a handler of its own, for applications that give one to each connection or link, or take messages
     * by {@link ReceiverOptions#onMessage} and outcomes by {@link SentDelivery#outcome()}.
     */
    public static Container create() {
        return create(NO_HANDLER);
    }

    /**
     * A container with a random UUID as its id.
     *
     * @param handler who is told of the events that no other handler is told of
     */
    public static Container create(MessagingHandler handler) {
        return create(handler, options -> {});
    }

    /**
     * A container with this id: the name that peers know it by. Durable subscriptions depend on it.
     *
     * @param handler who is told of the events that no other handler is told of
     */
    public static Container create(MessagingHandler handler, String id) {
        return create(handler, options -> options.id(id));
    }

    /**
     * A container with these options.
     *
     * @param handler who is told of the events that no other handler is told of
     * @throws IllegalArgumentException if the options are no good
     */
    public static Container create(MessagingHandler handler, Consumer<? super ContainerOptions> choices) {
        ContainerOptions options = Options.choose(new ContainerOptions(), choices);
        return new Container(handler, options, Network.real(options.id, options.loops, options.transport));
    }

    /** The container's identity, which each open carries (part 2, 2.7.1 container-id). */
    public String id() {
        return id;
    }

    // ---- its life

    /**
     * Starts the container and waits until it is idle, that is, has no connection, listener, timer or task left, or until
     * it was stopped. Then the container is over.
     *
     * @throws RuntimeException the first failure that no callback handled, as {@link MessagingHandler#onError} and the
     *     default error callbacks record it
     * @throws IllegalStateException if the container was started before, or if called on one of its loops
     */
    public void run() {
        if (network.inLoop()) {
            throw new IllegalStateException("run() was called on the container's own loop, which it would block");
        }
        start();
        try {
            lifecycle.awaitIdle();
            stop();
            lifecycle.awaitOver(activities.closeLimit());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stop();
        } finally {
            network.close();
            lifecycle.abandon();
        }
        rethrow(failure());
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure != null) {
            throw new IllegalStateException("a handler threw a checked exception", failure);
        }
    }

    /**
     * Starts the container and returns at once; it then lives until {@link #stop()} or {@link #close()}.
     *
     * @throws IllegalStateException if it was started before
     */
    public Container start() {
        List<Runnable> deferred = lifecycle.begin();
        boolean counted = lifecycle.tryEnter();
        network.mainLoop().execute(() -> {
            Callbacks.raise(handler, MessagingHandler::onReactorInit, new Events.OfContainer(this));
            deferred.forEach(Runnable::run);
            if (counted) {
                lifecycle.leave();
            }
        });
        return this;
    }

    /**
     * Closes the listeners and the connections, cancels the timers and takes no more of them. Returns at once; the
     * container is over when the peers have answered or have had time to.
     */
    public void stop() {
        if (lifecycle.stop()) {
            try {
                List<Runnable> unbegun = lifecycle.unbegun();
                activities.closeAll(!unbegun.isEmpty());
                unbegun.forEach(Runnable::run);
            } finally {
                lifecycle.leave();
            }
        }
    }

    /** {@linkplain #stop() Stops} the container and, unless called on one of its loops, waits until it is over. */
    @Override
    public void close() {
        stop();
        if (network.inLoop()) {
            return;
        }
        try {
            lifecycle.awaitOver(activities.closeLimit());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            network.close();
            lifecycle.abandon();
        }
    }

    // ---- connections

    /**
     * Connects as {@code connect.json} says; see {@link ConnectionOptions#connectFile()}. Otherwise like
     * {@link #connect(String)}.
     *
     * @throws IllegalArgumentException if the file is no good
     */
    public Connection connect() {
        return connect(ConnectionOptions::connectFile);
    }

    /**
     * Connects to a peer and returns at once; {@link MessagingHandler#onConnectionOpened} or
     * {@link MessagingHandler#onTransportError} follows. Senders and receivers can be created at once, too.
     *
     * @param url {@code amqp://host:port} or {@code amqps://host:port}
     * @throws IllegalArgumentException if it is no such URL
     */
    public Connection connect(String url) {
        return connect(options -> options.url(url));
    }

    /**
     * Connects to a peer with options; otherwise like {@link #connect(String)}.
     *
     * @throws IllegalArgumentException if the URL or the options are no good
     */
    public Connection connect(String url, Consumer<? super ConnectionOptions> choices) {
        return connect(options -> choices.accept(options.url(url)));
    }

    /**
     * Connects to the first of these peers that can be reached; otherwise like {@link #connect(String)}.
     *
     * @throws IllegalArgumentException if one is no such URL, or there is none
     */
    public Connection connect(List<String> urls) {
        return connect(options -> options.urls(urls));
    }

    /**
     * Connects to the first of these peers that can be reached, with options; otherwise like {@link #connect(String)}.
     *
     * @throws IllegalArgumentException if one is no such URL, there is none, or the options are no good
     */
    public Connection connect(List<String> urls, Consumer<? super ConnectionOptions> choices) {
        return connect(options -> choices.accept(options.urls(urls)));
    }

    /**
     * Connects where the options say; otherwise like {@link #connect(String)}.
     *
     * @throws IllegalArgumentException if the options are no good: no URL, or both {@code url} and {@code urls}
     */
    public Connection connect(Consumer<? super ConnectionOptions> choices) {
        ConnectionOptions options = Options.choose(new ConnectionOptions(), choices);
        Connection connection = new Connection(this, network.nextLoop(), options);
        begin(connection, connection::connect);
        return connection;
    }

    /**
     * Makes a connection and a sender on it.
     *
     * @param url as for {@link #connect(String)}, with the address as its path; without one messages go by their {@code to}
     * @throws IllegalArgumentException if it is no such URL
     */
    public Sender createSender(String url) {
        return createSender(url, options -> {});
    }

    /** Makes a connection and a sender with options on it; otherwise like {@link #createSender(String)}. */
    public Sender createSender(String url, Consumer<? super SenderOptions> choices) {
        return connect(url).createSender(ConnectionUrl.parse(url).address(), choices);
    }

    /**
     * Makes a connection and a receiver on it.
     *
     * @param url as for {@link #connect(String)}, with the address as its path
     * @throws IllegalArgumentException if it is no such URL
     */
    public Receiver createReceiver(String url) {
        return createReceiver(url, options -> {});
    }

    /** Makes a connection and a receiver with options on it; otherwise like {@link #createReceiver(String)}. */
    public Receiver createReceiver(String url, Consumer<? super ReceiverOptions> choices) {
        return connect(url).createReceiver(ConnectionUrl.parse(url).address(), choices);
    }

    /**
     * Accepts connections. Returns at once; {@link MessagingHandler#onListenerOpened} or
     * {@link MessagingHandler#onListenerError} follows.
     *
     * @param url {@code amqp://host:port}; the address to bind, {@code 0.0.0.0} for all, and the port, 0 for a free one
     * @throws IllegalArgumentException if it is no such URL
     */
    public Listener listen(String url) {
        return listen(url, options -> {});
    }

    /**
     * Accepts connections, with options; otherwise like {@link #listen(String)}.
     *
     * @throws IllegalArgumentException if the URL or the options are no good
     */
    public Listener listen(String url, Consumer<? super ListenerOptions> choices) {
        ConnectionUrl place = ConnectionUrl.parse(url);
        ListenerOptions options = Options.choose(new ListenerOptions(), choices);
        options.check(place);
        Listener listener = new Listener(this, network, place, options);
        begin(listener, listener::open);
        return listener;
    }

    // ---- tasks

    /**
     * Runs a task on the container's loop after a delay, by a monotonic clock; without delay if that is zero or negative. If it
     * throws, {@link MessagingHandler#onError} is called. The container does not end before the task has run or is cancelled.
     */
    public Cancellable schedule(Duration delay, Runnable action) {
        Task task = new Task(this, action);
        begin(task, () -> task.start(network.mainLoop(), delay));
        return task;
    }

    /**
     * Runs a task on the container's loop soon, never inside this call. If it throws, {@link MessagingHandler#onError} is
     * called.
     */
    public void execute(Runnable action) {
        Task task = new Task(this, action);
        begin(task, () -> network.mainLoop().execute(task));
    }

    @Override
    public String toString() {
        return "container " + id;
    }

    /** Starts something that keeps the container alive: now, or when the container starts. */
    private void begin(Object activity, Runnable start) {
        activities.add(activity);
        boolean now;
        try {
            now = lifecycle.enter(start);
        } catch (IllegalStateException stopped) {
            activities.remove(activity);
            throw stopped;
        }
        if (now) {
            try {
                start.run();
            } finally {
                lifecycle.leave();
            }
        }
    }

    // ---- for its parts

    MessagingHandler handler() {
        return handler;
    }

    Network network() {
        return network;
    }

    LinkNames linkNames() {
        return linkNames;
    }

    /** The failure is what {@link #run()} throws if it is the first. */
    void recordFailure(Throwable cause) {
        lifecycle.fail(cause);
    }

    /** The first failure that nobody handled. */
    @Nullable
    Throwable failure() {
        return lifecycle.failure();
    }

    /** A peer connected to a listener; false if the container takes no more. */
    boolean began(Connection accepted) {
        boolean taken = lifecycle.tryEnter();
        if (taken) {
            activities.add(accepted);
        }
        return taken;
    }

    void ended(Object activity) {
        activities.remove(activity);
        lifecycle.leave();
    }

    EventLoop mainLoop() {
        return network.mainLoop();
    }
}
