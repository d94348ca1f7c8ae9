// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where a listener finds the stored keys of its users. Thread-safe. */
@FunctionalInterface
public interface ScramStore {

    /**
     * Looks a user up. Called on a connection's loop, which must not be blocked; the answer may come later, from any thread.
     *
     * @return the keys for this hash function; empty if there is no such user. If it fails, the client is told that it
     *     cannot be authenticated now
     */
    CompletionStage<Optional<ScramCredentials>> find(String user, ScramHash hash);

    /**
     * How many iterations unknown users are told, so that they look like known ones: as many as most users have. Default:
     * {@value ScramCredentials#DEFAULT_ITERATIONS}.
     */
    default int usualIterations() {
        return ScramCredentials.DEFAULT_ITERATIONS;
    }

    /** How many bytes of salt unknown users are told. Default: {@value ScramCredentials#SALT_LENGTH}, 32 at most. */
    default int usualSaltLength() {
        return ScramCredentials.SALT_LENGTH;
    }

    /**
     * A secret from which the salts of unknown users are made. A user whose salt changes when the listener is started anew
     * is seen to be unknown, so it has to last as long as the stored salts. Default: null, for one that lasts as long as
     * the listener.
     */
    default byte @Nullable [] decoySecret() {
        return null;
    }
}
