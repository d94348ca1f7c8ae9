// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lepton.amqp.message.BodyKind;
import io.lepton.amqp.message.Field;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.message.Section;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.UnsignedInteger;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes messages as {@link MessageReader} reads them: what is absent is left out. */
public final class MessageWriter {

    private MessageWriter() {}

    /** Writes a message, whose sections must all be decodable: see {@link Message#validate}. */
    public static void write(JsonGenerator json, Message message) throws IOException {
        json.writeStartObject();
        if (message.has(Section.HEADER)) {
            writeFields(json, message, Section.HEADER);
        }
        writeAnnotations(json, message, Section.DELIVERY_ANNOTATIONS, message.instructions());
        writeAnnotations(json, message, Section.MESSAGE_ANNOTATIONS, message.annotations());
        if (message.has(Section.PROPERTIES)) {
            writeFields(json, message, Section.PROPERTIES);
        }
        if (message.has(Section.APPLICATION_PROPERTIES)) {
            writeApplicationProperties(json, message.properties());
        }
        BodyKind kind = message.bodyKind();
        if (kind != null) {
            json.writeObjectFieldStart("body");
            writeBody(json, message, kind);
            json.writeEndObject();
        }
        writeAnnotations(json, message, Section.FOOTER, message.footer());
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, Message message, Section section) throws IOException {
        json.writeObjectFieldStart(section.toString());
        for (Field field : Field.values()) {
            if (field.section() == section && message.has(field)) {
                json.writeFieldName(field.toString());
                writeField(json, message, field);
            }
        }
        json.writeEndObject();
    }

    private static void writeField(JsonGenerator json, Message message, Field field) throws IOException {
        switch (field) {
            case DURABLE -> json.writeBoolean(message.durable());
            case PRIORITY -> json.writeNumber(message.priority());
            case TTL -> writeMillis(json, message.ttl());
            case FIRST_ACQUIRER -> json.writeBoolean(message.firstAcquirer());
            case DELIVERY_COUNT -> json.writeNumber(message.deliveryCount());
            case MESSAGE_ID -> TypedValueWriter.write(json, message.id());
            case CORRELATION_ID -> TypedValueWriter.write(json, message.correlationId());
            case ABSOLUTE_EXPIRY_TIME -> writeMillis(json, message.expiryTime());
            case CREATION_TIME -> writeMillis(json, message.creationTime());
            case GROUP_SEQUENCE -> SimpleValueWriter.write(json, groupSequence(message));
            default -> SimpleValueWriter.write(json, contentOf(message, field));
        }
    }

    private static @Nullable Object groupSequence(Message message) {
        Long sequence = message.groupSequence();
        return sequence == null ? null : UnsignedInteger.valueOf(sequence);
    }

    private static @Nullable Object contentOf(Message message, Field field) {
        return switch (field) {
            case USER_ID -> message.userId();
            case TO -> message.to();
            case SUBJECT -> message.subject();
            case REPLY_TO -> message.replyTo();
            case CONTENT_TYPE -> message.contentType();
            case CONTENT_ENCODING -> message.contentEncoding();
            case GROUP_ID -> message.groupId();
            case REPLY_TO_GROUP_ID -> message.replyToGroupId();
            default -> throw new IllegalArgumentException(field + " is neither bytes nor text");
        };
    }

    private static void writeMillis(JsonGenerator json, @Nullable Object time) throws IOException {
        if (time instanceof Duration duration) {
            json.writeNumber(duration.toMillis());
        } else if (time instanceof Instant instant) {
            json.writeNumber(instant.toEpochMilli());
        } else {
            json.writeNull();
        }
    }

    private static void writeAnnotations(JsonGenerator json, Message message, Section section, Map<?, ?> annotations)
            throws IOException {
        if (message.has(section)) {
            json.writeFieldName(section.toString());
            TypedValueWriter.writeMap(json, annotations);
        }
    }

    private static void writeApplicationProperties(JsonGenerator json, Map<String, @Nullable Object> properties)
            throws IOException {
        json.writeArrayFieldStart(Section.APPLICATION_PROPERTIES.toString());
        for (Map.Entry<String, @Nullable Object> property : properties.entrySet()) {
            json.writeStartArray();
            ContentWriter.text(json, property.getKey());
            TypedValueWriter.write(json, property.getValue());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void writeBody(JsonGenerator json, Message message, BodyKind kind) throws IOException {
        switch (kind) {
            case VALUE -> {
                json.writeStringField("kind", "value");
                json.writeFieldName("value");
                TypedValueWriter.write(json, message.body());
            }
            case DATA -> {
                json.writeStringField("kind", "data");
                json.writeArrayFieldStart("value");
                for (Binary section : message.data()) {
                    ContentWriter.binary(json, section);
                }
                json.writeEndArray();
            }
            case SEQUENCE -> {
                json.writeStringField("kind", "sequence");
                json.writeArrayFieldStart("value");
                for (List<@Nullable Object> section : message.sequences()) {
                    TypedValueWriter.writeItems(json, section);
                }
                json.writeEndArray();
            }
        }
    }
}
