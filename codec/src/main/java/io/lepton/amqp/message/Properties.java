// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The properties section (part 3, 3.2.4): plain fields, null where absent, so that writing them allocates nothing.
 * {@link Message} checks what goes in.
 */
final class Properties {

    /** Reads as nothing given; never changed. */
    static final Properties ABSENT = new Properties();

    private static final int FIELDS = 13;

    @Nullable
    Object messageId;

    @Nullable
    Binary userId;

    @Nullable
    String to;

    @Nullable
    String subject;

    @Nullable
    String replyTo;

    @Nullable
    Object correlationId;

    @Nullable
    Symbol contentType;

    @Nullable
    Symbol contentEncoding;

    private long expiryTime;
    private long creationTime;

    @Nullable
    String groupId;

    private int groupSequence;

    @Nullable
    String replyToGroupId;

    /** Which of the three primitive fields are there, as {@link Field#bit()}s. */
    private int present;

    /** Says that a primitive field is there. */
    private void mark(Field field) {
        present |= field.bit();
    }

    /** One of the two times. */
    @Nullable
    Instant time(Field field) {
        if (!has(field)) {
            return null;
        }
        return Instant.ofEpochMilli(field == Field.CREATION_TIME ? creationTime : expiryTime);
    }

    void time(Field field, long milliseconds) {
        if (field == Field.CREATION_TIME) {
            creationTime = milliseconds;
        } else {
            expiryTime = milliseconds;
        }
        mark(field);
    }

    @Nullable
    Long groupSequence() {
        return has(Field.GROUP_SEQUENCE) ? Integer.toUnsignedLong(groupSequence) : null;
    }

    /** The bits of a uint. */
    void groupSequence(int bits) {
        groupSequence = bits;
        mark(Field.GROUP_SEQUENCE);
    }

    boolean has(Field field) {
        return switch (field) {
            case MESSAGE_ID -> messageId != null;
            case USER_ID -> userId != null;
            case TO -> to != null;
            case SUBJECT -> subject != null;
            case REPLY_TO -> replyTo != null;
            case CORRELATION_ID -> correlationId != null;
            case CONTENT_TYPE -> contentType != null;
            case CONTENT_ENCODING -> contentEncoding != null;
            case GROUP_ID -> groupId != null;
            case REPLY_TO_GROUP_ID -> replyToGroupId != null;
            default -> (present & field.bit()) != 0;
        };
    }

    boolean isEmpty() {
        return fieldCount() == 0;
    }

    void clear(Field field) {
        switch (field) {
            case MESSAGE_ID -> messageId = null;
            case USER_ID -> userId = null;
            case TO -> to = null;
            case SUBJECT -> subject = null;
            case REPLY_TO -> replyTo = null;
            case CORRELATION_ID -> correlationId = null;
            case CONTENT_TYPE -> contentType = null;
            case CONTENT_ENCODING -> contentEncoding = null;
            case GROUP_ID -> groupId = null;
            case REPLY_TO_GROUP_ID -> replyToGroupId = null;
            default -> present &= ~field.bit();
        }
    }

    Properties copy() {
        Properties copy = new Properties();
        copy.messageId = messageId;
        copy.userId = userId;
        copy.to = to;
        copy.subject = subject;
        copy.replyTo = replyTo;
        copy.correlationId = correlationId;
        copy.contentType = contentType;
        copy.contentEncoding = contentEncoding;
        copy.expiryTime = expiryTime;
        copy.creationTime = creationTime;
        copy.groupId = groupId;
        copy.groupSequence = groupSequence;
        copy.replyToGroupId = replyToGroupId;
        copy.present = present;
        return copy;
    }

    /** Appends the section, unless it is empty. */
    void write(Buffer out) {
        int count = fieldCount();
        if (count == 0) {
            return;
        }
        SectionDescriptor.write(out, SectionDescriptor.PROPERTIES);
        int start = Encoder.startList(out);
        if (count > 0) {
            MessageId.write(out, messageId);
        }
        if (count > 1) {
            writeBinary(out, userId);
        }
        if (count > 2) {
            writeString(out, to);
        }
        if (count > 3) {
            writeString(out, subject);
        }
        if (count > 4) {
            writeString(out, replyTo);
        }
        if (count > 5) {
            MessageId.write(out, correlationId);
        }
        if (count > 6) {
            writeSymbol(out, contentType);
        }
        if (count > 7) {
            writeSymbol(out, contentEncoding);
        }
        if (count > 8) {
            writeRest(out, count);
        }
        Encoder.endList(out, start, count);
    }

    private void writeRest(Buffer out, int count) {
        writeTime(out, Field.ABSOLUTE_EXPIRY_TIME, expiryTime);
        if (count > 9) {
            writeTime(out, Field.CREATION_TIME, creationTime);
        }
        if (count > 10) {
            writeString(out, groupId);
        }
        if (count > 11) {
            writeSequence(out);
        }
        if (count > 12) {
            writeString(out, replyToGroupId);
        }
    }

    /** The fields up to the last that is there: what follows is left out (part 1, 1.4). */
    private int fieldCount() {
        int count = Integer.SIZE - Integer.numberOfLeadingZeros(present);
        if (replyToGroupId != null) {
            return FIELDS;
        } else if (count > 11 || groupId != null) {
            return Math.max(count, 11);
        } else if (count > 0) {
            return count;
        } else if (contentEncoding != null) {
            return 8;
        } else if (contentType != null) {
            return 7;
        } else if (correlationId != null) {
            return 6;
        } else if (replyTo != null) {
            return 5;
        } else if (subject != null) {
            return 4;
        } else if (to != null) {
            return 3;
        } else if (userId != null) {
            return 2;
        }
        return messageId != null ? 1 : 0;
    }

    private static void writeBinary(Buffer out, @Nullable Binary value) {
        if (value == null) {
            Encoder.writeNull(out);
        } else {
            Encoder.writeBinary(out, value);
        }
    }

    private static void writeString(Buffer out, @Nullable String value) {
        if (value == null) {
            Encoder.writeNull(out);
        } else {
            Encoder.writeString(out, value);
        }
    }

    private static void writeSymbol(Buffer out, @Nullable Symbol value) {
        if (value == null) {
            Encoder.writeNull(out);
        } else {
            Encoder.writeSymbol(out, value);
        }
    }

    private void writeTime(Buffer out, Field field, long time) {
        if (has(field)) {
            Encoder.writeTimestamp(out, time);
        } else {
            Encoder.writeNull(out);
        }
    }

    private void writeSequence(Buffer out) {
        if (has(Field.GROUP_SEQUENCE)) {
            Encoder.writeUint(out, groupSequence);
        } else {
            Encoder.writeNull(out);
        }
    }

    /** Reads the section that fills the buffer. */
    static Properties read(Buffer in, DecodeLimits limits) {
        SectionDescriptor.read(in, limits);
        int count = SectionDescriptor.readItems(in);
        Properties properties = new Properties();
        properties.read(in, count, limits);
        for (int i = FIELDS; i < count; i++) {
            Decoder.skipValue(in);
        }
        SectionDescriptor.requireEnd(in, "properties");
        return properties;
    }

    private void read(Buffer in, int count, DecodeLimits limits) {
        if (count > 0) {
            messageId = MessageId.read(in, Field.MESSAGE_ID, limits);
        }
        if (count > 1) {
            userId = FieldValues.binary(in, limits);
        }
        if (count > 2) {
            to = Decoder.readString(in, limits);
        }
        if (count > 3) {
            subject = Decoder.readString(in, limits);
        }
        if (count > 4) {
            replyTo = Decoder.readString(in, limits);
        }
        if (count > 5) {
            correlationId = MessageId.read(in, Field.CORRELATION_ID, limits);
        }
        if (count > 6) {
            contentType = Decoder.readSymbol(in, limits);
        }
        if (count > 7) {
            contentEncoding = Decoder.readSymbol(in, limits);
        }
        if (count > 8) {
            readRest(in, count, limits);
        }
    }

    private void readRest(Buffer in, int count, DecodeLimits limits) {
        if (!Decoder.readNull(in)) {
            time(Field.ABSOLUTE_EXPIRY_TIME, Decoder.readTimestamp(in, 0));
        }
        if (count > 9 && !Decoder.readNull(in)) {
            time(Field.CREATION_TIME, Decoder.readTimestamp(in, 0));
        }
        if (count > 10) {
            groupId = Decoder.readString(in, limits);
        }
        if (count > 11 && !Decoder.readNull(in)) {
            groupSequence(Decoder.readUint(in, 0));
        }
        if (count > 12) {
            replyToGroupId = Decoder.readString(in, limits);
        }
    }
}
