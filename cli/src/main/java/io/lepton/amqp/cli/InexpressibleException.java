// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

/** What is asked for makes sense, but this library has no way to say it. */
final class InexpressibleException extends RuntimeException {

    InexpressibleException(String message) {
        super(message);
    }
}
