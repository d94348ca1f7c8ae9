// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.ValueGenerator;
import io.lepton.amqp.types.AmqpType;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.UnsignedLong;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random messages, the same for the same seed: each section and field there or not, bodies of every kind. */
final class MessageGenerator {

    private static final AmqpType[] TYPES = AmqpType.values();

    private final ValueGenerator values;

    MessageGenerator(long seed) {
        values = new ValueGenerator(seed);
    }

    Message message() {
        Message message = new Message();
        header(message);
        texts(message);
        times(message);
        if (chance()) {
            message.properties(applicationProperties());
        }
        if (chance()) {
            message.annotations(annotations());
        }
        if (chance()) {
            message.instructions(annotations());
        }
        if (chance()) {
            message.footer(annotations());
        }
        body(message);
        return message;
    }

    private boolean chance() {
        return values.below(2) == 0;
    }

    private void header(Message message) {
        if (chance()) {
            message.durable(chance());
        }
        if (chance()) {
            message.priority(values.below(256));
        }
        if (chance()) {
            message.ttl(Duration.ofMillis(uint()));
        }
        if (chance()) {
            message.firstAcquirer(chance());
        }
        if (chance()) {
            message.deliveryCount(uint());
        }
    }

    private long uint() {
        return values.bits() & 0xffff_ffffL;
    }

    private void texts(Message message) {
        message.id(id()).correlationId(id()).to(text()).subject(text()).replyTo(text());
        message.groupId(text()).replyToGroupId(text());
        message.userId(chance() ? values.binary() : null);
        message.contentType(chance() ? values.symbol().toString() : null);
        message.contentEncoding(chance() ? values.symbol().toString() : null);
    }

    private @Nullable String text() {
        return chance() ? values.string() : null;
    }

    private @Nullable Object id() {
        return switch (values.below(5)) {
            case 0 -> null;
            case 1 -> values.string();
            case 2 -> values.binary();
            case 3 -> new UUID(values.bits(), values.bits());
            default -> UnsignedLong.ofBits(values.bits());
        };
    }

    private void times(Message message) {
        message.expiryTime(chance() ? Instant.ofEpochMilli(values.bits()) : null);
        message.creationTime(chance() ? Instant.ofEpochMilli(values.bits()) : null);
        if (chance()) {
            message.groupSequence(uint());
        }
    }

    private Map<String, @Nullable Object> applicationProperties() {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        for (int i = values.below(20); i > 0; i--) {
            properties.put(values.string(), simple());
        }
        return properties;
    }

    private @Nullable Object simple() {
        AmqpType type = TYPES[values.below(TYPES.length)];
        return switch (type) {
            case LIST, MAP, ARRAY -> new Described(values.symbol(), values.string());
            default -> values.simple(type);
        };
    }

    private Map<Object, @Nullable Object> annotations() {
        Map<Object, @Nullable Object> annotations = new LinkedHashMap<>();
        for (int i = values.below(20); i > 0; i--) {
            annotations.put(chance() ? values.symbol() : UnsignedLong.ofBits(values.bits()), values.value(2));
        }
        return annotations;
    }

    private void body(Message message) {
        switch (values.below(7)) {
            case 0 -> message.clear(Section.BODY);
            case 1 -> message.data(values.bytes(values.below(300)));
            case 2 -> message.data(values.binary(), Binary.EMPTY, values.binary());
            case 3 -> message.sequences(values.list(2));
            case 4 -> message.sequences(values.list(2), List.of(), values.list(1));
            case 5 -> message.inferred(false).body(values.binary());
            default -> message.inferred(false).body(values.value(3));
        }
    }
}
