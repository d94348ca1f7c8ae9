// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

/** The sections of an annotated message, in the order of the wire (part 3, 3.2). */
public enum Section {
    /** Delivery details: durability, priority, time to live (part 3, 3.2.1 header). */
    HEADER("header", 0),
    /** Annotations for the next node only (part 3, 3.2.2 delivery-annotations). */
    DELIVERY_ANNOTATIONS("delivery-annotations", 1),
    /** Annotations that travel with the message (part 3, 3.2.3 message-annotations). */
    MESSAGE_ANNOTATIONS("message-annotations", 2),
    /** The standard properties of the bare message (part 3, 3.2.4 properties). */
    PROPERTIES("properties", 3),
    /** The application's own properties (part 3, 3.2.5 application-properties). */
    APPLICATION_PROPERTIES("application-properties", 4),
    /** Data sections, sequence sections or one value section (part 3, 3.2.6 to 3.2.8). */
    BODY("body", 5),
    /** Details that can be computed only from the whole bare message (part 3, 3.2.9 footer). */
    FOOTER("footer", 6);

    private final String standardName;
    private final int place;

    Section(String standardName, int place) {
        this.standardName = standardName;
        this.place = place;
    }

    /** Where it stands in the order, from 0. */
    int place() {
        return place;
    }

    /** The bit that stands for this section in a set of sections. */
    int bit() {
        return 1 << place;
    }

    /** The name that the standard gives it. */
    @Override
    public String toString() {
        return standardName;
    }
}
