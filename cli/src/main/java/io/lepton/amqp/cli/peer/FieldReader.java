// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.AmqpType;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a message's header and properties. */
final class FieldReader {

    private static final long MAX_UINT = 0xffff_ffffL;
    private static final int MAX_UBYTE = 0xff;

    private FieldReader() {}

    static void readHeader(JsonCursor in, Message message) {
        in.requireObject("header");
        for (String name = in.nextMember(); name != null; name = in.nextMember()) {
            if (!in.isNull()) {
                readHeaderField(in, message, name);
            }
        }
    }

    private static void readHeaderField(JsonCursor in, Message message, String name) {
        switch (name) {
            case "durable" -> message.durable(in.bool(name));
            case "priority" -> message.priority((int) in.number(0, MAX_UBYTE, name));
            case "ttl" -> message.ttl(Duration.ofMillis(in.number(0, MAX_UINT, name)));
            case "first-acquirer" -> message.firstAcquirer(in.bool(name));
            case "delivery-count" -> message.deliveryCount(in.number(0, MAX_UINT, name));
            default -> throw new InputException("a header has no field \"" + name + "\"");
        }
    }

    static void readProperties(JsonCursor in, Message message) {
        in.requireObject("properties");
        for (String name = in.nextMember(); name != null; name = in.nextMember()) {
            if (!in.isNull()) {
                readProperty(in, message, name);
            }
        }
    }

    private static void readProperty(JsonCursor in, Message message, String name) {
        switch (name) {
            case "message-id" -> message.id(id(in, name));
            case "user-id" -> message.userId(Content.binary(in, name));
            case "to" -> message.to(Content.text(in, name));
            case "subject" -> message.subject(Content.text(in, name));
            case "reply-to" -> message.replyTo(Content.text(in, name));
            case "correlation-id" -> message.correlationId(id(in, name));
            case "content-type" -> message.contentType(Content.text(in, name));
            case "content-encoding" -> message.contentEncoding(Content.text(in, name));
            case "absolute-expiry-time" -> message.expiryTime(time(in, name));
            case "creation-time" -> message.creationTime(time(in, name));
            case "group-id" -> message.groupId(Content.text(in, name));
            case "group-sequence" -> message.groupSequence(in.number(0, MAX_UINT, name));
            case "reply-to-group-id" -> message.replyToGroupId(Content.text(in, name));
            default -> throw new InputException("properties have no field \"" + name + "\"");
        }
    }

    private static Instant time(JsonCursor in, String name) {
        return Instant.ofEpochMilli(in.number(Long.MIN_VALUE, Long.MAX_VALUE, name));
    }

    /** An id of a type that the standard permits: no other is taken, though a message would convert some. */
    private static @Nullable Object id(JsonCursor in, String name) {
        Object id = TypedValueReader.read(in);
        AmqpType type = AmqpType.of(id);
        return switch (type) {
            case NULL, ULONG, UUID, BINARY, STRING -> id;
            default -> throw new InputException(name + " is a ulong, uuid, binary or string, not a " + type);
        };
    }
}
