// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The two promises that each endpoint makes: that it will be open, and that it will be closed.
 *
 * @param <T> the endpoint
 */
final class Futures<T> {

    private final T endpoint;
    private final CompletableFuture<T> opened = new CompletableFuture<>();
    private final CompletableFuture<T> closed = new CompletableFuture<>();

    Futures(T endpoint) {
        this.endpoint = endpoint;
    }

    CompletionStage<T> opened() {
        return opened.minimalCompletionStage();
    }

    CompletionStage<T> closed() {
        return closed.minimalCompletionStage();
    }

    void open() {
        opened.complete(endpoint);
    }

    /** The end, orderly if there is no cause. */
    void close(@Nullable AmqpException cause) {
        if (cause == null) {
            opened.completeExceptionally(new AmqpException(
                    ErrorCondition.of(AmqpError.ILLEGAL_STATE, endpoint + " was closed before it was open")));
            closed.complete(endpoint);
        } else {
            opened.completeExceptionally(cause);
            closed.completeExceptionally(cause);
        }
    }
}
