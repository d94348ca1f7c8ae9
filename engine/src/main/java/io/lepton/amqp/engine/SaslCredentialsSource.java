// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import org.jspecify.annotations.Nullable;

/** Where a client's credentials come from if they are not known beforehand, such as a token that expires. */
@FunctionalInterface
public interface SaslCredentialsSource {

    /**
     * Asks for the credentials. Called once a connection attempt, when the server has offered its mechanisms, on the thread
     * that drives the engine, which must not be blocked.
     */
    void ask(Reply reply);

    /**
     * Takes the answer: exactly one call of exactly one method, from within the question or later, but always on the thread
     * that drives the engine. An answer that comes after the connection is gone is ignored.
     */
    interface Reply {

        /**
         * Goes on with these.
         *
         * @throws IllegalStateException if the question was answered already
         */
        void give(SaslCredentials credentials);

        /**
         * There are none now: the attempt fails with this reason, but another may succeed.
         *
         * @param reason in words, without secrets
         * @param cause what was thrown, or null
         * @throws IllegalStateException if the question was answered already
         */
        void fail(String reason, @Nullable Throwable cause);
    }
}
