// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;

/**
 * Bytes that are not what AMQP says they should be, or that exceed a limit. The only exception that decoding throws for
 * what the bytes hold.
 */
public final class DecodeException extends AmqpException {

    private final String what;
    private final int offset;

    /**
     * A failure to decode.
     *
     * @param condition the AMQP condition to answer with, such as {@code amqp:decode-error}
     * @param what what was being read and what is wrong with it
     * @param offset the index into the buffer's array at which it was found
     */
    public DecodeException(Symbol condition, String what, int offset) {
        super(ErrorCondition.of(condition, what + " at offset " + offset));
        this.what = what;
        this.offset = offset;
    }

    /** Bytes that break the rules of the encoding: {@code amqp:decode-error}. */
    public static DecodeException malformed(String what, int offset) {
        return new DecodeException(AmqpError.DECODE_ERROR, what, offset);
    }

    /** Bytes that may be well-formed but ask for more than {@link DecodeLimits} grant: {@code amqp:resource-limit-exceeded}. */
    public static DecodeException limit(String what, int offset) {
        return new DecodeException(AmqpError.RESOURCE_LIMIT_EXCEEDED, what, offset);
    }

    /** The same failure told from further outside: {@code place} names what the faulty part belongs to. */
    public DecodeException within(String place) {
        return new DecodeException(condition().condition(), place + ": " + what, offset);
    }

    /**
     * The same failure for somebody who knows nothing of the buffer: its offset is counted from this index of the array, at
     * which a frame, say, starts.
     */
    public DecodeException countedFrom(int start) {
        return new DecodeException(condition().condition(), what, offset - start);
    }

    /** Where the fault was found: an index into the buffer's array, unless it is {@linkplain #countedFrom counted} otherwise. */
    public int offset() {
        return offset;
    }
}
