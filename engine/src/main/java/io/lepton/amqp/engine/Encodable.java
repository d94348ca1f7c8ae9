// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.EncodeException;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Close;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.FlowFields;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at values of the application before the engine takes them over: what is written later, in a batch, has to be right
 * now, at the call.
 */
final class Encodable {

    /** Longer texts of errors are cut where they do not fit a frame; no peer takes frames below 512 bytes. */
    private static final int SHORT_TEXT = 100;

    private static final int FRAME_OVERHEAD = 32;

    private Encodable() {}

    /** @throws EncodeException if the state holds something that AMQP has no type for */
    static void requireState(@Nullable DeliveryState state) {
        if (state != null && !(state instanceof Accepted) && !(state instanceof Released)) {
            state.write(Buffer.allocate(FrameReader.MIN_MAX_FRAME_SIZE));
        }
    }

    /** @throws EncodeException if a value is of no type that AMQP has */
    static void requireProperties(Map<Symbol, @Nullable Object> properties) {
        FlowFields flow = new FlowFields();
        flow.properties = properties;
        flow.write(Buffer.allocate(FrameReader.MIN_MAX_FRAME_SIZE));
    }

    /**
     * The error as it fits a frame: whole, else without its info, else with a short description.
     *
     * @throws EncodeException if its info holds something that AMQP has no type for
     */
    static @Nullable ErrorCondition fit(@Nullable ErrorCondition error, int maxFrameSize) {
        if (error == null || size(error) <= maxFrameSize) {
            return error;
        }
        ErrorCondition plain = ErrorCondition.of(error.condition(), error.description());
        String text = error.description();
        return text == null || size(plain) <= maxFrameSize
                ? plain
                : ErrorCondition.of(error.condition(), cut(text, SHORT_TEXT));
    }

    /** The text, or the beginning of it. */
    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "...";
    }

    private static int size(ErrorCondition error) {
        Buffer scratch = Buffer.allocate(FrameReader.MIN_MAX_FRAME_SIZE);
        new Close(error).write(scratch);
        return scratch.readable() + FRAME_OVERHEAD;
    }
}
