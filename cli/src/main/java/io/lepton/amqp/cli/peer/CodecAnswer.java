// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.message.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the codec makes of a request: all of it is worked out before anything is written. */
final class CodecAnswer {

    private static final int FIRST_CAPACITY = 1 << 10;

    private CodecAnswer() {}

    /**
     * Does what is asked and answers the members that say so.
     *
     * @throws RuntimeException for input that is none, that AMQP has no bytes for, or whose bytes are not AMQP
     */
    static PeerEvents.Members to(CodecRequest request) {
        return switch (request.operation()) {
            case "decode" -> decode(request.hex());
            case "encode" -> encode(request.values());
            case "decode-message" -> decodeMessage(request.hex());
            case "encode-message" -> encodeMessage(request.message());
            default -> throw new InputException("there is no op \"" + request.operation() + "\"");
        };
    }

    private static PeerEvents.Members decode(byte[] bytes) {
        Buffer buffer = Buffer.wrap(bytes);
        List<@Nullable Object> values = new ArrayList<>(1);
        while (buffer.readable() > 0) {
            values.add(Decoder.readValue(buffer, DecodeLimits.DEFAULT));
        }
        return json -> {
            json.writeFieldName("values");
            TypedValueWriter.writeItems(json, values);
        };
    }

    private static PeerEvents.Members encode(List<@Nullable Object> values) {
        Buffer buffer = Buffer.allocate(FIRST_CAPACITY);
        for (@Nullable Object value : values) {
            Encoder.writeValue(buffer, value);
        }
        return hex(buffer);
    }

    private static PeerEvents.Members decodeMessage(byte[] bytes) {
        Message message = Message.decode(bytes);
        message.validate();
        return json -> {
            json.writeFieldName("message");
            MessageWriter.write(json, message);
        };
    }

    private static PeerEvents.Members encodeMessage(Message message) {
        Buffer buffer = Buffer.allocate(FIRST_CAPACITY);
        message.encode(buffer);
        return hex(buffer);
    }

    private static PeerEvents.Members hex(Buffer buffer) {
        return json -> {
            json.writeFieldName("hex");
            Hex.write(json, buffer.array(), buffer.readIndex(), buffer.readable());
        };
    }
}
