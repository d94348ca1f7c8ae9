// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DeepValue;
import io.lepton.amqp.codec.ValueGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes in comes out, whole, section by section and changed, for messages of every shape (B30). */
class MessageRoundTripTest {

    private static final int MESSAGES = 500;

    @Test
    void everyMessageComesBackAsItWasSent() {
        for (int seed = 0; seed < MESSAGES; seed++) {
            Message message = new MessageGenerator(seed).message();
            byte[] bytes = message.encode();
            if (bytes.length == 0) {
                continue; // neither a body nor anything else: no message
            }
            Message decoded = Message.decode(bytes);
            assertThat(content(decoded)).as("seed %d", seed).isEqualTo(content(message));
            assertThat(Arrays.equals(decoded.encode(), bytes))
                    .as("seed %d", seed)
                    .isTrue();
            assertThat(content(decoded.copy())).as("seed %d", seed).isEqualTo(content(message));
        }
    }

    @Test
    void sectionsThatWereDecodedAndSetAgainHaveTheSameBytes() {
        for (int seed = 0; seed < MESSAGES; seed++) {
            byte[] bytes = new MessageGenerator(seed).message().encode();
            if (bytes.length == 0) {
                continue;
            }
            Message decoded = Message.decode(bytes);
            setAgain(decoded, new ValueGenerator(seed).below(128));
            assertThat(Arrays.equals(decoded.encode(), bytes))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    private static void setAgain(Message message, int sections) {
        if ((sections & 1) != 0) {
            message.ttl(message.ttl());
        }
        if ((sections & 2) != 0) {
            message.to(message.to());
        }
        if ((sections & 4) != 0) {
            message.properties(message.properties());
        }
        if ((sections & 8) != 0) {
            message.annotations(message.annotations());
        }
        if ((sections & 16) != 0) {
            message.instructions(message.instructions());
        }
        if ((sections & 32) != 0) {
            message.footer(message.footer());
        }
        if ((sections & 64) != 0
                && message.data().size() < 2
                && message.sequences().size() < 2) {
            boolean there = message.has(Section.BODY);
            message.inferred(message.inferred()).body(message.body());
            if (!there) {
                message.clear(Section.BODY);
            }
        }
    }

    @Test
    void noPrefixOfAMessageIsMisreadAsAnother() {
        for (int seed = 0; seed < 60; seed++) {
            byte[] bytes = new MessageGenerator(seed).message().encode();
            Message whole = bytes.length == 0 ? null : Message.decode(bytes);
            for (int length = 0; length < bytes.length; length++) {
                Message cut = decodeOrNull(Arrays.copyOf(bytes, length));
                if (cut != null && whole != null) {
                    assertPrefix(seed, cut, whole);
                }
            }
        }
    }

    /** Cut exactly between two sections: what is before the cut is the same, and there is less of it. */
    private static void assertPrefix(int seed, Message cut, Message whole) {
        Map<String, @Nullable Object> less = content(cut);
        Map<String, @Nullable Object> more = content(whole);
        assertThat(less).as("seed %d", seed).isNotEqualTo(more);
        for (Section section : Section.values()) {
            if (section != Section.BODY && cut.has(section)) {
                assertThat(less.get(section.toString()))
                        .as("seed %d %s", seed, section)
                        .isEqualTo(more.get(section.toString()));
            }
        }
    }

    private static @Nullable Message decodeOrNull(byte[] bytes) {
        try {
            return Message.decode(bytes);
        } catch (DecodeException refused) {
            return null;
        }
    }

    private static Map<String, @Nullable Object> content(Message message) {
        Map<String, @Nullable Object> content = new TreeMap<>();
        content.put("header", fields(message, Section.HEADER));
        content.put("properties", fields(message, Section.PROPERTIES));
        content.put("delivery-annotations", new DeepValue(message.instructions()));
        content.put("message-annotations", new DeepValue(message.annotations()));
        content.put("application-properties", new DeepValue(message.properties()));
        content.put("footer", new DeepValue(message.footer()));
        content.put("kind", message.bodyKind());
        content.put("data", message.data());
        content.put("sequences", new DeepValue(message.sequences()));
        content.put("value", message.bodyKind() == BodyKind.VALUE ? new DeepValue(message.body()) : null);
        return content;
    }

    private static List<@Nullable Object> fields(Message message, Section section) {
        List<@Nullable Object> fields = new ArrayList<>();
        for (Field field : Field.values()) {
            if (field.section() == section) {
                fields.add(message.has(field) ? field + "=" + value(message, field) : null);
            }
        }
        return fields;
    }

    static @Nullable Object value(Message message, Field field) {
        return switch (field) {
            case DURABLE -> message.durable();
            case PRIORITY -> message.priority();
            case TTL -> message.ttl();
            case FIRST_ACQUIRER -> message.firstAcquirer();
            case DELIVERY_COUNT -> message.deliveryCount();
            case MESSAGE_ID -> message.id();
            case USER_ID -> message.userId();
            case TO -> message.to();
            case SUBJECT -> message.subject();
            case REPLY_TO -> message.replyTo();
            case CORRELATION_ID -> message.correlationId();
            case CONTENT_TYPE -> message.contentType();
            case CONTENT_ENCODING -> message.contentEncoding();
            case ABSOLUTE_EXPIRY_TIME -> message.expiryTime();
            case CREATION_TIME -> message.creationTime();
            case GROUP_ID -> message.groupId();
            case GROUP_SEQUENCE -> message.groupSequence();
            case REPLY_TO_GROUP_ID -> message.replyToGroupId();
        };
    }
}
