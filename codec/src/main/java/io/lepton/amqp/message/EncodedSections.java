// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a received message and where each section stands in them. Sections follow each other without gaps, so
 * the borders say it all: section {@code i} lies between border {@code i} and border {@code i + 1}, and an absent one
 * has no length. Finding them decodes no value.
 */
final class EncodedSections {

    private static final Section[] SECTIONS = Section.values();

    private final Buffer bytes;
    private final DecodeLimits limits;
    private final int[] borders = new int[SECTIONS.length + 1];
    private int present;
    private int bodyCode;
    private int bodySections;

    private EncodedSections(Buffer bytes, DecodeLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    /**
     * Finds the sections in all that is readable; the buffer must not be changed afterwards. A body may be missing: the
     * standard asks for one, but peers leave it out where they have nothing to say, and no intermediary may insert one.
     *
     * @throws DecodeException if the bytes are no sequence of sections as part 3, 3.2 has it
     */
    static EncodedSections scan(Buffer bytes, DecodeLimits limits) {
        EncodedSections found = new EncodedSections(bytes, limits);
        int last = -1;
        if (bytes.readable() == 0) {
            throw DecodeException.malformed("an empty payload is no message", bytes.readIndex());
        }
        while (bytes.readable() > 0) {
            int at = bytes.readIndex();
            int code = SectionDescriptor.read(bytes, limits);
            int place = found.place(code, last, at);
            for (int i = last + 1; i <= place; i++) {
                found.borders[i] = at;
            }
            last = place;
            found.present |= 1 << place;
            SectionDescriptor.checkValue(bytes, code);
            Decoder.skipValue(bytes);
        }
        for (int i = last + 1; i < found.borders.length; i++) {
            found.borders[i] = bytes.readIndex();
        }
        return found;
    }

    /** Checks that the section may follow those before it, and answers its place in the order. */
    private int place(int code, int last, int at) {
        Section section = SectionDescriptor.section(code);
        int place = section.place();
        if (section == Section.BODY) {
            if (bodySections > 0 && (code != bodyCode || code == SectionDescriptor.AMQP_VALUE)) {
                throw DecodeException.malformed(
                        SectionDescriptor.name(code) + " after " + SectionDescriptor.name(bodyCode) + " in one body",
                        at);
            }
            bodyCode = code;
            if (++bodySections > limits.maxElements()) {
                throw DecodeException.limit("more than " + limits.maxElements() + " body sections", at);
            }
        }
        if (place < last || (place == last && section != Section.BODY)) {
            throw DecodeException.malformed(section + " after " + SECTIONS[last], at);
        }
        return place;
    }

    boolean has(Section section) {
        return length(section) > 0;
    }

    /** The sections that are there, as {@link Section#bit()}s. */
    int present() {
        return present;
    }

    /** How many bytes the section takes, its descriptor included. */
    int length(Section section) {
        return borders[section.place() + 1] - borders[section.place()];
    }

    /** How many bytes the whole message takes. */
    int length() {
        return borders[SECTIONS.length] - borders[0];
    }

    /** How many bytes the sections take from a place on. */
    int lengthFrom(int place) {
        return borders[SECTIONS.length] - borders[place];
    }

    /** Where in the {@link #array()} the section at a place begins, or would. */
    int start(int place) {
        return borders[place];
    }

    /** The array in which the message lies; to be read only. */
    byte[] array() {
        return bytes.array();
    }

    @Nullable
    BodyKind bodyKind() {
        return switch (bodyCode) {
            case SectionDescriptor.DATA -> BodyKind.DATA;
            case SectionDescriptor.AMQP_SEQUENCE -> BodyKind.SEQUENCE;
            case SectionDescriptor.AMQP_VALUE -> BodyKind.VALUE;
            default -> null;
        };
    }

    /** How many sections the body has; 0 if it is missing. */
    int bodySections() {
        return bodySections;
    }

    DecodeLimits limits() {
        return limits;
    }

    /** The bytes of the section and no others, ready to be read from its descriptor on; valid until the next call. */
    Buffer open(Section section) {
        bytes.writeIndex(borders[SECTIONS.length]);
        bytes.readIndex(borders[section.place()]);
        bytes.writeIndex(borders[section.place() + 1]);
        return bytes;
    }

    /** Walks over a section other than header and properties, and refuses what decoding it would refuse but a key twice. */
    void check(Section section) {
        Buffer in = open(section);
        while (in.readable() > 0) {
            int code = SectionDescriptor.read(in, limits);
            switch (section) {
                case BODY -> Decoder.checkValue(in, limits);
                case APPLICATION_PROPERTIES -> ApplicationProperties.check(in, limits);
                default -> Annotations.check(in, SectionDescriptor.name(code), limits);
            }
        }
    }

    /** Appends the bytes of the sections from {@code first} to {@code last}, both included; none if there are none. */
    void copy(int first, int last, Buffer out) {
        int length = borders[last + 1] - borders[first];
        if (length > 0) {
            out.ensureWritable(length);
            out.writeBytes(bytes.array(), borders[first], length);
        }
    }

    /** The same bytes and borders with indexes of its own. */
    EncodedSections copy() {
        EncodedSections copy = new EncodedSections(Buffer.wrap(bytes.array(), borders[0], length()), limits);
        System.arraycopy(borders, 0, copy.borders, 0, borders.length);
        copy.present = present;
        copy.bodyCode = bodyCode;
        copy.bodySections = bodySections;
        return copy;
    }
}
