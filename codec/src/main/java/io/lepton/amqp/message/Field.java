// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

/**
 * The fields of a message's header and properties (part 3, 3.2.1 and 3.2.4), to ask whether one was given or to take it
 * away: a field that is absent reads as its default, and so does one that says the default.
 */
public enum Field {
    /** Must not be lost: {@code boolean}, default false. */
    DURABLE("durable", Section.HEADER, 0),
    /** Relative priority: {@code ubyte}, default 4. */
    PRIORITY("priority", Section.HEADER, 1),
    /** Time to live: {@code milliseconds}, without end if absent. */
    TTL("ttl", Section.HEADER, 2),
    /** Nobody else has acquired it: {@code boolean}, default false. */
    FIRST_ACQUIRER("first-acquirer", Section.HEADER, 3),
    /** Failed attempts to deliver: {@code uint}, default 0. */
    DELIVERY_COUNT("delivery-count", Section.HEADER, 4),
    /** Who the message is: {@code ulong}, {@code uuid}, {@code binary} or {@code string}. */
    MESSAGE_ID("message-id", Section.PROPERTIES, 0),
    /** Who sends it: {@code binary}. */
    USER_ID("user-id", Section.PROPERTIES, 1),
    /** The address that it is for. */
    TO("to", Section.PROPERTIES, 2),
    /** What it is about. */
    SUBJECT("subject", Section.PROPERTIES, 3),
    /** The address for answers. */
    REPLY_TO("reply-to", Section.PROPERTIES, 4),
    /** What it belongs to: the types of a message-id. */
    CORRELATION_ID("correlation-id", Section.PROPERTIES, 5),
    /** MIME type of the body: {@code symbol}. */
    CONTENT_TYPE("content-type", Section.PROPERTIES, 6),
    /** Encoding of the body on top of its type: {@code symbol}. */
    CONTENT_ENCODING("content-encoding", Section.PROPERTIES, 7),
    /** When it expires: {@code timestamp}. */
    ABSOLUTE_EXPIRY_TIME("absolute-expiry-time", Section.PROPERTIES, 8),
    /** When it was made: {@code timestamp}. */
    CREATION_TIME("creation-time", Section.PROPERTIES, 9),
    /** The group that it belongs to. */
    GROUP_ID("group-id", Section.PROPERTIES, 10),
    /** Its place in the group: {@code uint}, a serial number. */
    GROUP_SEQUENCE("group-sequence", Section.PROPERTIES, 11),
    /** The group that answers belong to. */
    REPLY_TO_GROUP_ID("reply-to-group-id", Section.PROPERTIES, 12);

    private final String standardName;
    private final Section section;
    private final int index;

    Field(String standardName, Section section, int index) {
        this.standardName = standardName;
        this.section = section;
        this.index = index;
    }

    /** The section that holds it: {@link Section#HEADER} or {@link Section#PROPERTIES}. */
    public Section section() {
        return section;
    }

    /** The bit that stands for this field in its section. */
    int bit() {
        return 1 << index;
    }

    /** The name that the standard gives it. */
    @Override
    public String toString() {
        return standardName;
    }
}
