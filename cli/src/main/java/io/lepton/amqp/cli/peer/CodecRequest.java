// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request to the codec: what is asked, and where in its line the operand stands, to be read once it is known as what. */
final class CodecRequest {

    private static final long ABSENT = -1;

    private final JsonLine line;
    private @Nullable String id;
    private @Nullable String operation;
    private long hex = ABSENT;
    private long values = ABSENT;
    private long message = ABSENT;

    CodecRequest(JsonLine line) {
        this.line = line;
    }

    /** Finds the members; what was found before a mistake in the JSON stays found. Members of other names are passed over. */
    void scan() {
        JsonCursor in = line.cursor();
        in.requireObject("a request");
        for (String name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case "id" -> id = in.json();
                case "op" -> operation = in.text(name);
                case "hex" -> hex = passed(in);
                case "values" -> values = passed(in);
                case "message" -> message = passed(in);
                default -> in.skip();
            }
        }
        in.requireEnd();
    }

    private static long passed(JsonCursor in) {
        long at = in.offset();
        in.skip();
        return at;
    }

    /** The id as its sender wrote it, in JSON; {@code null} if there is none. */
    String id() {
        return id == null ? "null" : id;
    }

    String operation() {
        if (operation == null) {
            throw new InputException("a request has an \"op\"");
        }
        return operation;
    }

    byte[] hex() {
        return operand(hex, "hex").hex("hex");
    }

    List<@Nullable Object> values() {
        return TypedValueReader.readList(operand(values, "values"), "values");
    }

    Message message() {
        return MessageReader.read(operand(message, "message"));
    }

    private JsonCursor operand(long at, String name) {
        if (at == ABSENT) {
            throw new InputException("\"" + operation + "\" needs a member \"" + name + "\"");
        }
        return line.cursor().at(at);
    }
}
