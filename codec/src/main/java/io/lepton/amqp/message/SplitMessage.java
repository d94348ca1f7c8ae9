// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * An encoded message in two parts: a start that was encoded, and the rest, which existed and is not copied. For large messages,
 * of which a copy costs more than everything else that sending them takes. Immutable.
 */
public final class SplitMessage {

    private static final Section[] SECTIONS = Section.values();
    private static final int DATA_HEADER = 8;
    private static final int FIRST_CAPACITY = 256;

    private final byte[] start;
    private final int startSize;
    private final byte[] rest;
    private final int restOffset;
    private final int restSize;

    private SplitMessage(Buffer start, byte[] rest, int restOffset, int restSize) {
        this.start = start.array();
        this.startSize = start.writeIndex();
        this.rest = rest;
        this.restOffset = restOffset;
        this.restSize = restSize;
    }

    /** A message split before its body, or before what is still as it was received; null if that is not worth while. */
    static @Nullable SplitMessage of(Sections sections, int shortest) {
        RawPayload raw = sections.raw();
        if (raw != null) {
            byte[] all = raw.bytes();
            return all.length < shortest ? null : new SplitMessage(Buffer.allocate(0), all, 0, all.length);
        }
        EncodedSections received = sections.received(Section.BODY);
        return received == null ? beforeBody(sections, shortest) : beforeReceived(sections, received, shortest);
    }

    private static @Nullable SplitMessage beforeBody(Sections sections, int shortest) {
        if (!(sections.body() instanceof Binary body) || body.size() < shortest || sections.has(Section.FOOTER)) {
            return null;
        }
        boolean alone = sections.sizeHint() == DATA_HEADER + body.size();
        Buffer start = Buffer.allocate(alone ? DATA_HEADER : FIRST_CAPACITY);
        sections.write(0, Section.BODY.place(), start);
        SectionDescriptor.write(start, SectionDescriptor.DATA);
        Encoder.writeBinaryHeader(start, body.size());
        return new SplitMessage(start, body.sharedArray(), body.sharedOffset(), body.size());
    }

    private static @Nullable SplitMessage beforeReceived(Sections sections, EncodedSections received, int shortest) {
        int place = SECTIONS.length;
        while (place > 0 && sections.received(SECTIONS[place - 1]) != null) {
            place--;
        }
        int size = received.lengthFrom(place);
        if (size < shortest) {
            return null;
        }
        Buffer start = Buffer.allocate(place == 0 ? 0 : FIRST_CAPACITY);
        sections.write(0, place, start);
        return new SplitMessage(start, received.array(), received.start(place), size);
    }

    /** How many bytes both parts have. */
    public int size() {
        return Math.addExact(startSize, restSize);
    }

    /** Lets a buffer stand for the first part, to be read only. */
    public Buffer start(Buffer view) {
        view.rewrap(start, 0, startSize);
        return view;
    }

    /** Lets a buffer stand for the second part, to be read only. */
    public Buffer rest(Buffer view) {
        view.rewrap(rest, restOffset, restSize);
        return view;
    }

    /** The sizes of both parts. */
    @Override
    public String toString() {
        return "SplitMessage[" + startSize + " + " + restSize + " bytes]";
    }
}
