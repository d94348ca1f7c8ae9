// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Decides for a listener whether a bearer token is good. Thread-safe. */
@FunctionalInterface
public interface TokenVerifier {

    /**
     * Checks a token: its signature or with its issuer, whether it has expired, whether it is meant for this listener, and
     * whether it belongs to the user that the client named, if it named one. Called on a connection's loop, which must not
     * be blocked; the answer may come later, from any thread.
     *
     * @return whom to let the client in as; empty to turn it away. If it fails, the client is told that it cannot be
     *     authenticated now
     */
    CompletionStage<Optional<String>> verify(BearerToken token);
}
