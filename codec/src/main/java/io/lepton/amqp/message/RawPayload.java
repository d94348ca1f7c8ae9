// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

/** What a message in another format than that of the standard consists of. */
final class RawPayload {

    private final long format;
    private final byte[] bytes;

    RawPayload(long format, byte[] bytes) {
        this.format = format;
        this.bytes = bytes;
    }

    long format() {
        return format;
    }

    /** All of it, not copied. */
    byte[] bytes() {
        return bytes;
    }
}
