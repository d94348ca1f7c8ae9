// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.AmqpTimeoutException;
import io.lepton.amqp.Cancellable;
import io.lepton.amqp.ConnectionErrorEvent;
import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.Container;
import io.lepton.amqp.ErrorEvent;
import io.lepton.amqp.LinkErrorEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.SessionErrorEvent;
import io.lepton.amqp.TransportErrorEvent;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the verbs of a client have in common: the first failure ends them, and is what they fail with. */
abstract class ClientHandler implements MessagingHandler {

    private @Nullable RuntimeException failure;
    private @Nullable Cancellable deadline;

    /** Runs a container with this handler until its work is done. Throws the first failure. */
    final void run() {
        try (Container container = Container.create(this)) {
            Thread stop = new Thread(container::close, "lepton-stop");
            Runtime.getRuntime().addShutdownHook(stop);
            container.run();
            forget(stop);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the machine is going down, and it is this hook that ended the run
        }
    }

    /** Fails with this message unless {@link #inTime} is called before the time is over; zero: no limit. */
    final void within(Container container, Duration limit, String whatDidNotHappen) {
        inTime();
        if (!limit.isZero()) {
            deadline = container.schedule(
                    limit,
                    () -> fail(
                            container,
                            new AmqpTimeoutException(
                                    whatDidNotHappen + " within " + Seconds.text(limit),
                                    ErrorCondition.of(AmqpError.RESOURCE_LIMIT_EXCEEDED, whatDidNotHappen))));
        }
    }

    final void inTime() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    /** Notes the first failure and ends. */
    final void fail(Container container, RuntimeException cause) {
        if (failure == null) {
            failure = cause;
        }
        inTime();
        container.stop();
    }

    @Override
    public final void onTransportError(TransportErrorEvent event) {
        fail(event.container(), event.cause());
    }

    @Override
    public final void onConnectionError(ConnectionErrorEvent event) {
        fail(event.container(), event.cause());
    }

    /** The peer ended the connection before the work was done; if it was done, this end had closed it. */
    @Override
    public final void onConnectionClosing(ConnectionEvent event) {
        fail(event.container(), new IllegalStateException(event.connection() + " was closed by the peer"));
    }

    @Override
    public final void onSessionError(SessionErrorEvent event) {
        fail(event.container(), event.cause());
    }

    @Override
    public final void onLinkError(LinkErrorEvent event) {
        fail(event.container(), event.cause());
    }

    @Override
    public final void onError(ErrorEvent event) {
        fail(event.container(), new IllegalStateException(FailureText.of(event.cause()), event.cause()));
    }
}
