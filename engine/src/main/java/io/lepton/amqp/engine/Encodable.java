// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.EncodeException;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Close;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.FlowFields;
import io.lepton.amqp.protocol.Rejected;
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

    /** What else there is at most in a frame with a state: a transfer's other fields, its tag, and some payload. */
    private static final int STATE_OVERHEAD = 128;

    private Encodable() {}

    /**
     * Holds the state of a transfer or disposition to what a frame has room for.
     *
     * @throws IllegalArgumentException if the state is too large for the frames that the peer takes, or holds something that
     *     AMQP has no type for
     */
    static void requireState(@Nullable DeliveryState state, int maxFrameSize) {
        if (state == null || isPlain(state)) {
            return;
        }
        int size = size(state);
        if (size > maxFrameSize - STATE_OVERHEAD) {
            throw new IllegalArgumentException(
                    "a state of " + size + " bytes is more than there is room for in the frames of " + maxFrameSize
                            + " that the peer takes: " + cut(state.toString(), SHORT_TEXT));
        }
    }

    /**
     * The state of a disposition as it fits a frame: the error of a rejection is cut if need be.
     *
     * @throws IllegalArgumentException as {@link #requireState} does
     */
    static @Nullable DeliveryState fit(@Nullable DeliveryState state, int maxFrameSize) {
        if (state == null || isPlain(state)) {
            return state;
        }
        DeliveryState fitting = state instanceof Rejected rejected
                ? new Rejected(fit(rejected.error(), maxFrameSize - STATE_OVERHEAD))
                : state;
        requireState(fitting, maxFrameSize);
        return fitting;
    }

    /**
     * Holds the properties of a flow to what a frame has room for.
     *
     * @throws IllegalArgumentException if they are too large for the frames that the peer takes, or a value is of no type that
     *     AMQP has
     */
    static void requireProperties(Map<Symbol, @Nullable Object> properties, int maxFrameSize) {
        FlowFields flow = new FlowFields();
        flow.properties = properties;
        Buffer scratch = Buffer.allocate(FrameReader.MIN_MAX_FRAME_SIZE);
        flow.write(scratch);
        if (scratch.readable() > maxFrameSize - STATE_OVERHEAD) {
            throw new IllegalArgumentException(
                    "properties of " + scratch.readable() + " bytes are more than there is room for"
                            + " in the frames of " + maxFrameSize + " that the peer takes");
        }
    }

    /** Whether the state is one of those that nearly all are, which fit always. */
    private static boolean isPlain(DeliveryState state) {
        return state instanceof Accepted || state instanceof Released;
    }

    private static int size(DeliveryState state) {
        Buffer scratch = Buffer.allocate(FrameReader.MIN_MAX_FRAME_SIZE);
        state.write(scratch);
        return scratch.readable();
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
