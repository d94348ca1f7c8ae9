// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.collect.OrderedMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of a message by sections. Of a received message each section stays bytes until it is asked for, and its
 * bytes stay what is sent on until it is changed.
 */
final class Sections {

    private static final Section[] ORDER = Section.values();
    private static final int ALL = (1 << ORDER.length) - 1;
    private static final int SMALL = 256;
    private static final int FEW = 4;
    private static final OrderedMap<Object> NO_ANNOTATIONS = new OrderedMap<>(0);
    private static final OrderedMap<String> NO_PROPERTIES = new OrderedMap<>(0);

    private final @Nullable EncodedSections encoded;

    /** The sections that are still only bytes. */
    private int undecoded;

    /** The sections whose bytes no longer hold: all, if there never were any. */
    private int changed;

    private @Nullable Header header;
    private @Nullable OrderedMap<Object> deliveryAnnotations;
    private @Nullable OrderedMap<Object> messageAnnotations;
    private @Nullable Properties properties;
    private @Nullable OrderedMap<String> applicationProperties;
    private @Nullable Body body;
    private @Nullable OrderedMap<Object> footer;

    /** Of a message made here. */
    Sections() {
        encoded = null;
        changed = ALL;
        body = Body.NULL;
    }

    /** Of a received message. */
    Sections(EncodedSections encoded) {
        this.encoded = encoded;
        undecoded = encoded.present();
    }

    private Sections(Sections other) {
        encoded = other.encoded == null ? null : other.encoded.copy();
        undecoded = other.undecoded;
        changed = other.changed;
        header = other.header == null ? null : other.header.copy();
        deliveryAnnotations = copy(other.deliveryAnnotations);
        messageAnnotations = copy(other.messageAnnotations);
        properties = other.properties == null ? null : other.properties.copy();
        applicationProperties = copy(other.applicationProperties);
        body = other.body;
        footer = copy(other.footer);
    }

    private static <K> @Nullable OrderedMap<K> copy(@Nullable OrderedMap<K> values) {
        return values == null ? null : new OrderedMap<>(values);
    }

    Sections copy() {
        return new Sections(this);
    }

    boolean has(Section section) {
        EncodedSections received = received(section);
        if (received != null) {
            return received.has(section);
        }
        return switch (section) {
            case HEADER -> header != null && !header.isEmpty();
            case PROPERTIES -> properties != null && !properties.isEmpty();
            case APPLICATION_PROPERTIES -> applicationProperties != null && !applicationProperties.isEmpty();
            case BODY -> body != null;
            default -> {
                OrderedMap<Object> values = annotationsNow(section);
                yield values != null && !values.isEmpty();
            }
        };
    }

    /** The received bytes, if they still hold for this section. */
    private @Nullable EncodedSections received(Section section) {
        return (changed & section.bit()) == 0 ? encoded : null;
    }

    /** How many bytes a section takes that is still as received, else -1. */
    int receivedSize(Section section) {
        EncodedSections received = received(section);
        return received == null ? -1 : received.length(section);
    }

    Header header() {
        if (isPending(Section.HEADER)) {
            decodeHeader();
        }
        return header == null ? Header.ABSENT : header;
    }

    Header changeHeader() {
        Header current = header();
        changed |= Section.HEADER.bit();
        if (header == null) {
            current = new Header();
            header = current;
        }
        return current;
    }

    Properties properties() {
        if (isPending(Section.PROPERTIES)) {
            decodeProperties();
        }
        return properties == null ? Properties.ABSENT : properties;
    }

    Properties changeProperties() {
        Properties current = properties();
        changed |= Section.PROPERTIES.bit();
        if (properties == null) {
            current = new Properties();
            properties = current;
        }
        return current;
    }

    OrderedMap<String> applicationProperties() {
        if (isPending(Section.APPLICATION_PROPERTIES)) {
            decodeApplicationProperties();
        }
        return applicationProperties == null ? NO_PROPERTIES : applicationProperties;
    }

    OrderedMap<String> changeApplicationProperties() {
        OrderedMap<String> current = applicationProperties();
        changed |= Section.APPLICATION_PROPERTIES.bit();
        if (applicationProperties == null) {
            current = new OrderedMap<>(FEW);
            applicationProperties = current;
        }
        return current;
    }

    void applicationProperties(Map<String, ? extends @Nullable Object> values) {
        applicationProperties = ApplicationProperties.of(values);
        replaced(Section.APPLICATION_PROPERTIES);
    }

    /** The entries of delivery-annotations, message-annotations or the footer. */
    OrderedMap<Object> annotations(Section section) {
        if (isPending(section)) {
            decodeAnnotations(section);
        }
        OrderedMap<Object> values = annotationsNow(section);
        return values == null ? NO_ANNOTATIONS : values;
    }

    OrderedMap<Object> changeAnnotations(Section section) {
        OrderedMap<Object> current = annotations(section);
        changed |= section.bit();
        if (annotationsNow(section) == null) {
            current = new OrderedMap<>(FEW);
            annotationsNow(section, current);
        }
        return current;
    }

    void annotations(Section section, Map<?, ?> values) {
        annotationsNow(section, Annotations.of(values));
        replaced(section);
    }

    private @Nullable OrderedMap<Object> annotationsNow(Section section) {
        return switch (section) {
            case DELIVERY_ANNOTATIONS -> deliveryAnnotations;
            case MESSAGE_ANNOTATIONS -> messageAnnotations;
            default -> footer;
        };
    }

    private void annotationsNow(Section section, @Nullable OrderedMap<Object> values) {
        switch (section) {
            case DELIVERY_ANNOTATIONS -> deliveryAnnotations = values;
            case MESSAGE_ANNOTATIONS -> messageAnnotations = values;
            default -> footer = values;
        }
    }

    /** What the body is made of, without decoding it; null if there is none. */
    @Nullable
    BodyKind bodyKind() {
        EncodedSections received = received(Section.BODY);
        if (received != null) {
            return received.bodyKind();
        }
        return body == null ? null : body.kind();
    }

    @Nullable
    Body body() {
        if (isPending(Section.BODY)) {
            decodeBody();
        }
        return body;
    }

    void body(@Nullable Body body) {
        this.body = body;
        replaced(Section.BODY);
    }

    /** Takes a section away without decoding it. */
    void clear(Section section) {
        switch (section) {
            case HEADER -> header = null;
            case PROPERTIES -> properties = null;
            case APPLICATION_PROPERTIES -> applicationProperties = null;
            case BODY -> body = null;
            default -> annotationsNow(section, null);
        }
        replaced(section);
    }

    private void replaced(Section section) {
        undecoded &= ~section.bit();
        changed |= section.bit();
    }

    /** Decodes the section if that was not done yet; it stays undecoded if that fails. */
    void decode(Section section) {
        switch (section) {
            case HEADER -> header();
            case PROPERTIES -> properties();
            case APPLICATION_PROPERTIES -> applicationProperties();
            case BODY -> body();
            default -> annotations(section);
        }
    }

    /** Checks what was not decoded yet, and decodes no more than the two sections of plain fields. */
    void check() {
        header();
        properties();
        for (Section section : ORDER) {
            if (isPending(section)) {
                received().check(section);
            }
        }
    }

    private boolean isPending(Section section) {
        return (undecoded & section.bit()) != 0;
    }

    private void done(Section section) {
        undecoded &= ~section.bit();
    }

    // A method for each section, apart from the ones that ask for it: the compiler inlines what a section's decoding
    // calls
    // and the asking into whoever asks, where one method for all grew too large for either.

    private void decodeHeader() {
        EncodedSections from = received();
        header = Header.read(from.open(Section.HEADER), from.limits());
        done(Section.HEADER);
    }

    private void decodeProperties() {
        EncodedSections from = received();
        properties = Properties.read(from.open(Section.PROPERTIES), from.limits());
        done(Section.PROPERTIES);
    }

    private void decodeApplicationProperties() {
        EncodedSections from = received();
        applicationProperties = ApplicationProperties.read(from.open(Section.APPLICATION_PROPERTIES), from.limits());
        done(Section.APPLICATION_PROPERTIES);
    }

    private void decodeBody() {
        body = Body.read(received());
        done(Section.BODY);
    }

    private void decodeAnnotations(Section section) {
        EncodedSections from = received();
        annotationsNow(section, Annotations.read(from.open(section), from.limits()));
        done(section);
    }

    /** What a pending section is pending in. */
    private EncodedSections received() {
        return Objects.requireNonNull(encoded);
    }

    /** About how many bytes the message takes, where that is known without work. */
    int sizeHint() {
        int received = encoded == null ? 0 : encoded.length();
        return SMALL + Math.max(received, body == null ? 0 : body.sizeHint());
    }

    /** Appends the message: received bytes where they still hold, else the sections anew. */
    void write(Buffer out) {
        EncodedSections received = encoded;
        if (received == null) {
            writeAll(out);
        } else if (changed == 0) {
            received.copy(0, ORDER.length - 1, out);
        } else {
            writeChanged(received, out);
        }
    }

    private void writeAll(Buffer out) {
        writeHeader(out);
        writeAnnotations(SectionDescriptor.DELIVERY_ANNOTATIONS, deliveryAnnotations, out);
        writeAnnotations(SectionDescriptor.MESSAGE_ANNOTATIONS, messageAnnotations, out);
        writeProperties(out);
        writeApplicationProperties(out);
        writeBody(out);
        writeAnnotations(SectionDescriptor.FOOTER, footer, out);
    }

    private void writeChanged(EncodedSections received, Buffer out) {
        int copied = 0;
        for (int place = 0; place < ORDER.length; place++) {
            if ((changed & 1 << place) != 0) {
                received.copy(copied, place - 1, out);
                writeAnew(ORDER[place], out);
                copied = place + 1;
            }
        }
        received.copy(copied, ORDER.length - 1, out);
    }

    private void writeAnew(Section section, Buffer out) {
        switch (section) {
            case HEADER -> writeHeader(out);
            case DELIVERY_ANNOTATIONS ->
                writeAnnotations(SectionDescriptor.DELIVERY_ANNOTATIONS, deliveryAnnotations, out);
            case MESSAGE_ANNOTATIONS ->
                writeAnnotations(SectionDescriptor.MESSAGE_ANNOTATIONS, messageAnnotations, out);
            case PROPERTIES -> writeProperties(out);
            case APPLICATION_PROPERTIES -> writeApplicationProperties(out);
            case BODY -> writeBody(out);
            case FOOTER -> writeAnnotations(SectionDescriptor.FOOTER, footer, out);
        }
    }

    private void writeHeader(Buffer out) {
        if (header != null && !header.isEmpty()) {
            header.write(out);
        }
    }

    private void writeProperties(Buffer out) {
        if (properties != null) {
            properties.write(out);
        }
    }

    private void writeApplicationProperties(Buffer out) {
        if (applicationProperties != null && applicationProperties.size() > 0) {
            ApplicationProperties.write(out, applicationProperties);
        }
    }

    private void writeBody(Buffer out) {
        if (body != null) {
            body.write(out);
        }
    }

    private static void writeAnnotations(int code, @Nullable OrderedMap<Object> values, Buffer out) {
        if (values != null && values.size() > 0) {
            Annotations.write(out, code, values);
        }
    }
}
