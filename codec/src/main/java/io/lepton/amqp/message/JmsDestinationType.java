// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of destination of JMS, with the numbers that the annotations {@link JmsMapping#DEST} and
 * {@link JmsMapping#REPLY_TO} give them.
 */
public enum JmsDestinationType {
    /** A Queue. */
    QUEUE(0),
    /** A Topic. */
    TOPIC(1),
    /** A TemporaryQueue. */
    TEMPORARY_QUEUE(2),
    /** A TemporaryTopic. */
    TEMPORARY_TOPIC(3);

    private static final JmsDestinationType[] BY_CODE = values();

    private final byte code;

    JmsDestinationType(int code) {
        this.code = (byte) code;
    }

    /** The value of the annotation. */
    public byte code() {
        return code;
    }

    /** The kind with this code, or null if there is none. */
    static @Nullable JmsDestinationType ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
