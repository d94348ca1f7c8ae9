// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

/** What came from standard input cannot be used: it is no JSON, or JSON that means no value or message. */
public final class InputException extends RuntimeException {

    /** What is wrong, for who wrote the input. */
    InputException(String message) {
        super(message);
    }

    /** What is wrong, and what found it. */
    InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
