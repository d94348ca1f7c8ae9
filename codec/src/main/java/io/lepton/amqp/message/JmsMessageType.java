// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import org.jspecify.annotations.Nullable;

/** The message types of JMS, with the numbers that the annotation {@link JmsMapping#MSG_TYPE} gives them. */
public enum JmsMessageType {
    /** A Message: no body to speak of. */
    MESSAGE(0),
    /** An ObjectMessage: a serialised Java object, which Lepton never deserialises, or another AMQP value. */
    OBJECT(1),
    /** A MapMessage: names and values. */
    MAP(2),
    /** A BytesMessage: opaque bytes. */
    BYTES(3),
    /** A StreamMessage: a sequence of values. */
    STREAM(4),
    /** A TextMessage. */
    TEXT(5);

    private static final JmsMessageType[] BY_CODE = values();

    private final byte code;

    JmsMessageType(int code) {
        this.code = (byte) code;
    }

    /** The value of the annotation. */
    public byte code() {
        return code;
    }

    /** The type with this code, or null if there is none. */
    static @Nullable JmsMessageType ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
