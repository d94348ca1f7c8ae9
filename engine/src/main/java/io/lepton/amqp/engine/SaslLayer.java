// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One end of the SASL layer (part 5, 5.3) between the agreement on the SASL header and the outcome. It sees whole frames
 * and knows neither bytes on the wire nor time.
 *
 * <p>While it is {@link #thinking()}, a mechanism owes an answer: the owner keeps further input until it is not.
 */
sealed interface SaslLayer permits SaslClientLayer, SaslServerLayer {

    /** The standard's limit for a SASL frame, header included, in bytes (part 5, 5.3.1). */
    int MAX_FRAME_SIZE = 512;

    /** The greatest limit that can be set: a Kerberos ticket with many groups stays below. */
    int LARGEST_FRAME_SIZE = 65_536;

    /** How many challenges there are at most: three times what the longest mechanism in use takes. */
    int DEFAULT_MAX_ROUNDS = 16;

    /** The end that connected. */
    static SaslLayer client(SaslClientOptions options, SaslSink sink) {
        return new SaslClientLayer(options, sink);
    }

    /** The end that was connected to. */
    static SaslLayer server(SaslServerOptions options, SaslSink sink) {
        return new SaslServerLayer(options, sink);
    }

    /** Both headers are SASL's: a server offers its mechanisms now. Called once. */
    void start();

    /**
     * Takes the body of one frame: all readable bytes of the buffer. Whatever they are, nothing is thrown; once it is over,
     * they are ignored.
     */
    void receive(Buffer body);

    /** Whether a mechanism has been asked and has not answered yet. */
    boolean thinking();

    /** The largest frame to accept from the peer, header included, in bytes. */
    int maxFrameSize();

    /** The mechanism in use, or null before one was chosen. */
    @Nullable
    String mechanism();

    /** Who the client is; null if that is nobody in particular or not established. */
    @Nullable
    String user();

    /** The connection is gone: late answers of mechanisms are ignored from now on. */
    void abandon();

    static int checkRounds(int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("at least one SASL challenge has to be possible, not " + rounds);
        }
        return rounds;
    }

    static int checkFrameSize(int bytes) {
        if (bytes < MAX_FRAME_SIZE || bytes > LARGEST_FRAME_SIZE) {
            throw new IllegalArgumentException("the largest SASL frame is " + MAX_FRAME_SIZE + " to "
                    + LARGEST_FRAME_SIZE + " bytes long, not " + bytes);
        }
        return bytes;
    }
}
