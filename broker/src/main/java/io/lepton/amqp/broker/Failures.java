// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import java.util.concurrent.CompletionException;

/** Takes the wrapping of futures off an exception. */
final class Failures {

    private Failures() {}

    static RuntimeException unwrap(RuntimeException e) {
        return e instanceof CompletionException && e.getCause() instanceof RuntimeException cause ? cause : e;
    }
}
