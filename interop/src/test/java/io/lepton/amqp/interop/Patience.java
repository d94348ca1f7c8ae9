// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import io.lepton.amqp.Container;
import io.lepton.amqp.Listener;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Waits for what must come, for so long that it counts as never. */
public final class Patience {
    private static final long SECONDS = 60;

    private Patience() {}

    /** The stage's value; its failure as a {@link CompletionException}. */
    public static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    /** A listener of a new container on a free port, once it is bound; it lives as long as the container. */
    public static Listener listen(Container container) {
        return await(container.start().listen("amqp://127.0.0.1:0").opened());
    }
}
