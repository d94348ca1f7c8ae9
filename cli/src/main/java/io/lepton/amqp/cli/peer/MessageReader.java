// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.message.Section;
import io.lepton.amqp.types.AmqpType;
import io.lepton.amqp.types.Binary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads messages by their sections. What is not given, or null, stays absent; a message without body has none. */
public final class MessageReader {

    private static final long UNREAD = -1;

    private MessageReader() {}

    /**
     * The message that is on this line.
     *
     * @throws InputException if it is none, or AMQP cannot say it
     */
    public static Message read(JsonLine line) {
        JsonCursor in = line.cursor();
        Message message = read(in);
        in.requireEnd();
        return message;
    }

    /** The message that the cursor stands on; afterwards it stands on the message's end. */
    static Message read(JsonCursor in) {
        in.requireObject("a message");
        Message message = new Message().clear(Section.BODY);
        for (String name = in.nextMember(); name != null; name = in.nextMember()) {
            if (!in.isNull()) {
                readSection(in, message, name);
            }
        }
        return message;
    }

    private static void readSection(JsonCursor in, Message message, String name) {
        try {
            switch (name) {
                case "header" -> FieldReader.readHeader(in, message);
                case "delivery-annotations" -> message.instructions(annotations(in, name));
                case "message-annotations" -> message.annotations(annotations(in, name));
                case "properties" -> FieldReader.readProperties(in, message);
                case "application-properties" -> message.properties(applicationProperties(in, name));
                case "body" -> readBody(in, message);
                case "footer" -> message.footer(annotations(in, name));
                default -> throw new InputException("a message has no section \"" + name + "\"");
            }
        } catch (IllegalArgumentException e) {
            throw new InputException(name + ": " + e.getMessage(), e);
        }
    }

    private static Map<@Nullable Object, @Nullable Object> annotations(JsonCursor in, String name) {
        Map<@Nullable Object, @Nullable Object> map = TypedValueReader.readMap(in, name);
        for (@Nullable Object key : map.keySet()) {
            AmqpType type = AmqpType.of(key);
            if (type != AmqpType.SYMBOL && type != AmqpType.ULONG) {
                throw new InputException("a key of " + name + " is a symbol or a ulong, not a " + type);
            }
        }
        return map;
    }

    private static Map<String, @Nullable Object> applicationProperties(JsonCursor in, String name) {
        in.requireArray(name);
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        while (in.nextItem()) {
            in.requireArray("an entry of " + name);
            in.nextItem();
            String key = Content.text(in, "the name in an entry of " + name);
            if (properties.containsKey(key)) {
                throw new InputException(name + " has \"" + key + "\" twice");
            }
            in.nextItem();
            properties.put(key, TypedValueReader.read(in));
            if (in.nextItem()) {
                throw new InputException("an entry of " + name + " is [name, value] and no more");
            }
        }
        return properties;
    }

    private static void readBody(JsonCursor in, Message message) {
        in.requireObject("body");
        String kind = null;
        long valueAt = UNREAD;
        boolean read = false;
        for (String name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case "kind" -> kind = in.text(name);
                case "value" -> {
                    if (kind == null) {
                        valueAt = in.offset();
                        in.skip();
                    } else {
                        readSections(in, message, kind);
                        read = true;
                    }
                }
                default -> throw new InputException("a body has no member \"" + name + "\"");
            }
        }
        if (kind == null || (valueAt == UNREAD && !read)) {
            throw new InputException("a body has a \"kind\" and a \"value\"");
        }
        if (!read) {
            readSections(in.at(valueAt), message, kind);
        }
    }

    private static void readSections(JsonCursor in, Message message, String kind) {
        switch (kind) {
            case "value" -> message.inferred(false).body(TypedValueReader.read(in));
            case "data" -> message.data(data(in).toArray(new Binary[0]));
            case "sequence" -> message.sequences(sequences(in).toArray(new List<?>[0]));
            default -> throw new InputException("the kind of a body is value, data or sequence, not \"" + kind + "\"");
        }
    }

    private static List<Binary> data(JsonCursor in) {
        in.requireArray("the value of a body of kind data");
        List<Binary> sections = new ArrayList<>();
        while (in.nextItem()) {
            sections.add(Content.binary(in, "a data section"));
        }
        return sections;
    }

    private static List<List<?>> sequences(JsonCursor in) {
        in.requireArray("the value of a body of kind sequence");
        List<List<?>> sections = new ArrayList<>();
        while (in.nextItem()) {
            sections.add(TypedValueReader.readList(in, "a sequence section"));
        }
        return sections;
    }
}
