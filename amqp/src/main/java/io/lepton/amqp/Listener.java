// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.Acceptor;
import io.lepton.amqp.transport.Driver;
import io.lepton.amqp.transport.EventLoop;
import io.lepton.amqp.transport.ListenSettings;
import io.lepton.amqp.transport.NetworkException;
import io.lepton.amqp.transport.Transport;
import io.lepton.amqp.transport.WebSocketSettings;
import io.lepton.amqp.transport.Wire;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port at which a container accepts connections; made by {@link Container#listen}. Every method may be called from any
 * thread.
 */
public final class Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final Container container;
    private final Network network;
    private final EventLoop loop;
    private final ConnectionUrl requested;
    private final ListenerOptions options;
    private final MessagingHandler handler;
    private final CompletableFuture<Listener> opened = new CompletableFuture<>();
    private final CompletableFuture<Listener> closed = new CompletableFuture<>();
    private volatile @Nullable SocketAddress bound;
    // The loop's own.
    private Transport.@Nullable Binding binding;
    private boolean closing;

    Listener(Container container, Network network, ConnectionUrl url, ListenerOptions options) {
        this.container = container;
        this.network = network;
        this.loop = network.mainLoop();
        this.requested = url;
        this.options = options;
        MessagingHandler own = options.handler;
        this.handler = own == null ? container.handler() : own;
    }

    /** The container that listens. */
    public Container container() {
        return container;
    }

    /**
     * The port that is bound.
     *
     * @throws IllegalStateException if there is none yet: {@link #opened()} has not completed; or if there will be none:
     *     it listens at a Unix domain socket
     */
    public int port() {
        SocketAddress address = bound;
        if (address == null) {
            throw new IllegalStateException("the listener at " + requested + " is not bound yet: wait for opened()");
        }
        if (address instanceof InetSocketAddress inet) {
            return inet.getPort();
        }
        throw new IllegalStateException("the listener at " + address + " is bound to a file, not to a port");
    }

    /**
     * Where clients on the same machine can connect to: the URL asked for, with the port that is bound if it is. Clients of
     * a Unix domain socket need the option {@link ConnectionOptions#unixSocket} besides.
     */
    public String url() {
        int port = bound instanceof InetSocketAddress inet ? inet.getPort() : requested.port();
        String host = requested.host();
        return requested.scheme() + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** Completes when the port is bound; fails with a {@link TransportException} if it cannot be. */
    public CompletionStage<Listener> opened() {
        return opened.minimalCompletionStage();
    }

    /** Completes when the listener accepts no more connections. */
    public CompletionStage<Listener> closed() {
        return closed.minimalCompletionStage();
    }

    /** Accepts no more connections; those accepted before live on. Closing again does nothing. */
    public void close() {
        try {
            loop.execute(() -> {
                closing = true;
                if (binding != null) {
                    binding.close();
                }
            });
        } catch (RejectedExecutionException over) {
            LOG.debug("{}: closed with its container", this);
        }
    }

    @Override
    public String toString() {
        return "listener " + url();
    }

    // ---- for the container

    void open() {
        loop.execute(() -> {
            if (closing) {
                ended();
                return;
            }
            ListenSettings settings = ListenSettings.of(requested.host(), requested.port())
                    .withMaxConnections(options.maxConnections)
                    .withMaxPerAddress(options.maxConnectionsPerAddress)
                    .withUnixSocket(options.unixSocket)
                    .withTlsTimeout(options.tlsTimeout)
                    .withCloseTimeout(options.closeTimeout);
            if (requested.scheme().secure()) {
                settings = settings.withTls(options.tls);
            }
            if (requested.scheme().webSocket()) {
                settings = settings.withWebSocket(new WebSocketSettings(
                        WebSocketSettings.DEFAULT.path(),
                        WebSocketSettings.DEFAULT.maxFrame(),
                        options.webSocketOrigins));
            }
            binding = network.transport().listen(settings, loop, new Port());
        });
    }

    MessagingHandler handler() {
        return handler;
    }

    private void ended() {
        closed.complete(this);
        Callbacks.raise(handler, MessagingHandler::onListenerClosed, new Events.OfListener(this));
        container.ended(this);
    }

    /** What the transport tells about the port. */
    private final class Port implements Acceptor {

        @Override
        public void listening(SocketAddress local) {
            bound = local;
            LOG.info("{}: listening at {}", container, options.unixSocket == null ? url() : options.unixSocket);
            opened.complete(Listener.this);
            Callbacks.raise(handler, MessagingHandler::onListenerOpened, new Events.OfListener(Listener.this));
        }

        @Override
        public void listenFailed(NetworkException cause) {
            TransportException failure = Failures.of(cause);
            opened.completeExceptionally(failure);
            Callbacks.raise(
                    handler, MessagingHandler::onListenerError, new Events.OfListenerError(Listener.this, failure));
            ended();
        }

        @Override
        public Driver accepted(Wire wire) {
            Connection connection = new Connection(container, wire.loop(), options, handler);
            if (!container.began(connection)) {
                wire.abort();
                return new IgnoringDriver();
            }
            return connection.driver();
        }

        @Override
        public void refused(SocketAddress remote, NetworkException cause) {
            LOG.warn("{}: refused a connection from {}: {}", Listener.this, remote, cause.getMessage());
        }

        @Override
        public void closed(@Nullable NetworkException cause) {
            if (cause != null) {
                Callbacks.raise(
                        handler,
                        MessagingHandler::onListenerError,
                        new Events.OfListenerError(Listener.this, Failures.of(cause)));
            }
            ended();
        }
    }
}
