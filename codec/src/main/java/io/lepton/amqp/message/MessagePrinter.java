// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.ValuePrinter;
import io.lepton.amqp.types.Binary;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages for people: one line, bounded, without payload. A hostile message costs no more than another, and what cannot
 * be decoded is shown as such.
 */
final class MessagePrinter {

    private static final int LONGEST = 1000;
    private static final ValuePrinter VALUES = new ValuePrinter(200, 8, 64, 3);

    private final StringBuilder text = new StringBuilder("Message[");

    private MessagePrinter() {}

    /** @param bodySize how many bytes the body takes that is still as received, else -1 */
    static String print(Message message, int bodySize) {
        MessagePrinter printer = new MessagePrinter();
        if (message.messageFormat() == 0) {
            printer.section("properties", () -> printer.properties(message));
            printer.section("header", () -> printer.header(message));
            printer.section("application-properties", () -> printer.entries("properties", message.properties()));
            printer.section("message-annotations", () -> printer.entries("annotations", message.annotations()));
            printer.section("delivery-annotations", () -> printer.entries("instructions", message.instructions()));
            printer.section("footer", () -> printer.entries("footer", message.footer()));
            printer.field("body", printer.body(message, bodySize));
        } else {
            printer.field("format", Long.toString(message.messageFormat()));
            printer.field("payload", message.payload().size() + " bytes");
        }
        return printer.text.append(']').toString();
    }

    private void section(String name, Runnable print) {
        try {
            print.run();
        } catch (DecodeException malformed) {
            field(name, "<malformed: " + malformed.getMessage() + ">");
        }
    }

    private void properties(Message message) {
        value(Field.MESSAGE_ID, message.id());
        value(Field.TO, message.to());
        value(Field.SUBJECT, message.subject());
        value(Field.REPLY_TO, message.replyTo());
        value(Field.CORRELATION_ID, message.correlationId());
        value(Field.CONTENT_TYPE, message.contentType());
        value(Field.CONTENT_ENCODING, message.contentEncoding());
        value(Field.USER_ID, message.userId());
        value(Field.ABSOLUTE_EXPIRY_TIME, message.expiryTime());
        value(Field.CREATION_TIME, message.creationTime());
        value(Field.GROUP_ID, message.groupId());
        value(Field.GROUP_SEQUENCE, message.groupSequence());
        value(Field.REPLY_TO_GROUP_ID, message.replyToGroupId());
    }

    private void header(Message message) {
        value(Field.DURABLE, message.has(Field.DURABLE) ? message.durable() : null);
        value(Field.PRIORITY, message.has(Field.PRIORITY) ? message.priority() : null);
        value(Field.TTL, message.ttl());
        value(Field.FIRST_ACQUIRER, message.has(Field.FIRST_ACQUIRER) ? message.firstAcquirer() : null);
        value(Field.DELIVERY_COUNT, message.has(Field.DELIVERY_COUNT) ? message.deliveryCount() : null);
    }

    private void entries(String name, Map<?, ?> entries) {
        if (!entries.isEmpty()) {
            field(name, shown(entries));
        }
    }

    /** Kind and size; of a received body the size on the wire, since it is not decoded for this. */
    private String body(Message message, int size) {
        BodyKind kind = message.bodyKind();
        if (kind == null) {
            return "none";
        }
        String what = size >= 0 ? size + " bytes encoded" : describe(message.body());
        return switch (kind) {
            case DATA -> "data, " + what;
            case SEQUENCE -> "sequence, " + what;
            case VALUE -> "value, " + what;
        };
    }

    private static String describe(@Nullable Object body) {
        if (body == null) {
            return "null";
        } else if (body instanceof CharSequence characters) {
            return "string of " + characters.length();
        } else if (body instanceof byte[] || body instanceof Binary || body instanceof ByteBuffer) {
            return Body.binary(body).size() + " bytes";
        } else if (body instanceof Collection<?> list) {
            return "list of " + list.size();
        } else if (body instanceof Map<?, ?> map) {
            return "map of " + map.size();
        }
        return body.getClass().getSimpleName();
    }

    private void value(Field field, @Nullable Object value) {
        if (value != null) {
            field(field.toString(), shown(value));
        }
    }

    private static String shown(Object value) {
        StringBuilder shown = new StringBuilder();
        VALUES.append(shown, value);
        return shown.toString();
    }

    private void field(String name, String shown) {
        if (text.length() < LONGEST) {
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ", ")
                    .append(name)
                    .append('=');
            text.append(shown);
        }
    }
}
