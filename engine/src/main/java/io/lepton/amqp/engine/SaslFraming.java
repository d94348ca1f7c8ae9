// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.protocol.SaslFrame;
import io.lepton.amqp.protocol.SaslFrames;
import io.lepton.amqp.types.ConnectionError;

/** What both ends of the SASL layer hold frames to (part 5, 5.3.1). */
final class SaslFraming {

    private static final int FRAME_HEADER = 8;

    private SaslFraming() {}

    /**
     * Reads the one body that a frame has.
     *
     * @throws DecodeException if there is none, more than one, or one that does not belong here; with the offset in the body
     */
    static SaslFrame read(Buffer body) {
        int start = body.readIndex();
        try {
            return readWhole(body);
        } catch (DecodeException e) {
            throw e.countedFrom(start);
        }
    }

    private static SaslFrame readWhole(Buffer body) {
        if (body.readable() == 0) {
            throw new DecodeException(ConnectionError.FRAMING_ERROR, "an empty SASL frame", body.readIndex());
        }
        SaslFrame frame = SaslFrames.read(body, DecodeLimits.UNAUTHENTICATED);
        if (body.readable() != 0) {
            throw new DecodeException(
                    ConnectionError.FRAMING_ERROR, "more than one body in a SASL frame", body.readIndex());
        }
        return frame;
    }

    /** How many bytes a frame with this body takes. */
    static int sizeOf(SaslFrame body) {
        Buffer scratch = Buffer.allocate(SaslLayer.MAX_FRAME_SIZE);
        body.write(scratch);
        return FRAME_HEADER + scratch.readable();
    }
}
