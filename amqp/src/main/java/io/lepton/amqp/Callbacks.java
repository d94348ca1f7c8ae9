// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the application, and survives what it throws. */
final class Callbacks {

    private static final Logger LOG = LoggerFactory.getLogger(Container.class);

    private Callbacks() {}

    /**
     * Tells a handler of an event.
     *
     * @param callback a method of the handler that captures nothing, so that a call allocates nothing
     * @return whether it returned normally
     */
    static <E extends Event> boolean raise(
            MessagingHandler handler, BiConsumer<MessagingHandler, ? super E> callback, E event) {
        try {
            callback.accept(handler, event);
            return true;
        } catch (Throwable thrown) {
            threw(handler, event.container(), thrown, event);
            return false;
        }
    }

    /** Runs a task of the application. */
    static void run(Container container, Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            threw(container.handler(), container, thrown, null);
        }
    }

    /** Tells a handler that code of the application threw while it handled an event, or in a task if there is none. */
    @SuppressWarnings("ReferenceEquality") // only itself is what a throwable must not suppress
    static void threw(MessagingHandler handler, Container container, Throwable thrown, @Nullable Event event) {
        try {
            handler.onError(new Events.OfError(container, thrown, event));
        } catch (Throwable again) {
            if (again != thrown) {
                again.addSuppressed(thrown);
            }
            LOG.error("container {}: onError threw", container.id(), again);
            container.recordFailure(again);
        }
    }
}
