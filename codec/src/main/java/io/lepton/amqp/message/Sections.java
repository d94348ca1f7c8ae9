// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.collect.OrderedMap;
import io.lepton.amqp.types.Binary;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of a message by sections. Of a received message each section stays bytes until it is asked for, and its
 * bytes stay what is sent on until it is changed.
 */
final class Sections {

    private static final Section[] ORDER = Section.values();
    private static final byte ALL = (byte) ((1 << ORDER.length) - 1);
    private static final byte INFERRED = 1;
    private static final byte NOT_INFERRED = 2;
    private static final int SMALL = 256;
    private static final int FEW = 4;
    private static final OrderedMap<Object> NO_ANNOTATIONS = new OrderedMap<>(0);
    private static final OrderedMap<String> NO_PROPERTIES = new OrderedMap<>(0);

    private final @Nullable EncodedSections encoded;

    /** The sections that are still only bytes. */
    private byte undecoded;

    /** The sections whose bytes no longer hold: all, if there never were any. */
    private byte changed;

    /** Yes, no, or nothing said; a byte, with which the object takes 40 bytes instead of 48. */
    private byte inferred;

    private @Nullable Header header;
    private @Nullable Properties properties;
    private @Nullable OrderedMap<String> applicationProperties;
    /** What {@link Body} knows how to read, or a {@link RawPayload}, beside which there is nothing else. */
    private @Nullable Object body;

    /** One more than where in the array {@code body} the only data section's content begins, if it was received so; else 0. */
    private byte contentFrom;

    private @Nullable AnnotationSections annotations;

    /** Of a message made here. */
    Sections(Object body) {
        encoded = null;
        changed = ALL;
        this.body = body;
    }

    /** Of a received message that is nothing but a data section, whose content fills the array from {@code start} on. */
    Sections(byte[] bytes, int start) {
        this(bytes);
        this.contentFrom = (byte) (start + 1);
    }

    /** Of a received message. */
    Sections(EncodedSections encoded) {
        this.encoded = encoded;
        undecoded = (byte) encoded.present();
    }

    private Sections(Sections other) {
        encoded = other.encoded == null ? null : other.encoded.copy();
        undecoded = other.undecoded;
        changed = other.changed;
        inferred = other.inferred;
        header = other.header == null ? null : other.header.copy();
        properties = other.properties == null ? null : other.properties.copy();
        applicationProperties =
                other.applicationProperties == null ? null : new OrderedMap<>(other.applicationProperties);
        body = other.body;
        contentFrom = other.contentFrom;
        annotations = other.annotations == null ? null : other.annotations.copy();
    }

    Sections copy() {
        return new Sections(this);
    }

    /** What a message of another format consists of; null for one of the standard's. */
    @Nullable
    RawPayload raw() {
        return body instanceof RawPayload raw ? raw : null;
    }

    /** How {@link Message#body(Object)} chooses sections; null until somebody says. */
    @Nullable
    Boolean inferred() {
        return inferred == 0 ? null : Boolean.valueOf(inferred == INFERRED);
    }

    void inferred(boolean said) {
        inferred = said ? INFERRED : NOT_INFERRED;
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
    @Nullable
    EncodedSections received(Section section) {
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
        changed |= (byte) Section.HEADER.bit();
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
        changed |= (byte) Section.PROPERTIES.bit();
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
        changed |= (byte) Section.APPLICATION_PROPERTIES.bit();
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
        changed |= (byte) section.bit();
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
        return annotations == null ? null : annotations.get(section);
    }

    private void annotationsNow(Section section, @Nullable OrderedMap<Object> values) {
        if (annotations == null) {
            annotations = new AnnotationSections();
        }
        annotations.set(section, values);
    }

    /** What the body is made of, without decoding it; null if there is none. */
    @Nullable
    BodyKind bodyKind() {
        EncodedSections received = received(Section.BODY);
        if (received != null) {
            return received.bodyKind();
        }
        return Body.kind(body);
    }

    /** What {@link Body} knows how to read; null if there is none. */
    @Nullable
    Object body() {
        if (isPending(Section.BODY)) {
            decodeBody();
        }
        return view();
    }

    /** The body: a view of it is made each time and not kept, because most are looked at once. */
    private @Nullable Object view() {
        return contentFrom > 0 && body instanceof byte[] bytes
                ? Binary.wrap(bytes, contentFrom - 1, bytes.length - (contentFrom - 1))
                : body;
    }

    void body(@Nullable Object body) {
        this.body = body;
        contentFrom = 0;
        replaced(Section.BODY);
    }

    /** Takes a section away without decoding it. */
    void clear(Section section) {
        switch (section) {
            case HEADER -> header = null;
            case PROPERTIES -> properties = null;
            case APPLICATION_PROPERTIES -> applicationProperties = null;
            case BODY -> body(null);
            default -> annotationsNow(section, null);
        }
        replaced(section);
    }

    private void replaced(Section section) {
        done(section);
        changed |= (byte) section.bit();
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
        undecoded &= (byte) ~section.bit();
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

    /** About how many bytes the message takes, where that is known without work; for the simplest it is exact. */
    int sizeHint() {
        if (body instanceof RawPayload raw) {
            return raw.bytes().length;
        }
        EncodedSections received = encoded;
        if (received != null) {
            return changed == 0 ? received.length() : SMALL + received.length();
        }
        boolean bodyAlone =
                header == null && properties == null && applicationProperties == null && annotations == null;
        int ofBody = Body.sizeHint(view());
        return bodyAlone && ofBody > 0 ? ofBody : SMALL + ofBody;
    }

    /** Appends the message: received bytes where they still hold, else the sections anew. */
    void write(Buffer out) {
        EncodedSections received = encoded;
        if (body instanceof RawPayload raw) {
            out.writeBytes(raw.bytes(), 0, raw.bytes().length);
        } else if (received == null) {
            writeAll(out);
        } else if (changed == 0) {
            received.copy(0, ORDER.length - 1, out);
        } else {
            write(0, ORDER.length, out);
        }
    }

    private void writeAll(Buffer out) {
        writeHeader(out);
        if (annotations != null) {
            writeAnnotations(SectionDescriptor.DELIVERY_ANNOTATIONS, Section.DELIVERY_ANNOTATIONS, out);
            writeAnnotations(SectionDescriptor.MESSAGE_ANNOTATIONS, Section.MESSAGE_ANNOTATIONS, out);
        }
        writeProperties(out);
        writeApplicationProperties(out);
        Body.write(view(), out);
        if (annotations != null) {
            writeAnnotations(SectionDescriptor.FOOTER, Section.FOOTER, out);
        }
    }

    /** Appends the sections from one place to before another: received bytes where they still hold, else anew. */
    void write(int from, int to, Buffer out) {
        int copied = from;
        for (int place = from; place <= to; place++) {
            EncodedSections received = encoded;
            if (received != null && (place == to || (changed & 1 << place) != 0)) {
                received.copy(copied, place - 1, out);
                copied = place + 1;
            }
            if (place < to && (changed & 1 << place) != 0) {
                writeAnew(ORDER[place], out);
            }
        }
    }

    private void writeAnew(Section section, Buffer out) {
        switch (section) {
            case HEADER -> writeHeader(out);
            case DELIVERY_ANNOTATIONS -> writeAnnotations(SectionDescriptor.DELIVERY_ANNOTATIONS, section, out);
            case MESSAGE_ANNOTATIONS -> writeAnnotations(SectionDescriptor.MESSAGE_ANNOTATIONS, section, out);
            case PROPERTIES -> writeProperties(out);
            case APPLICATION_PROPERTIES -> writeApplicationProperties(out);
            case BODY -> Body.write(view(), out);
            case FOOTER -> writeAnnotations(SectionDescriptor.FOOTER, section, out);
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

    private void writeAnnotations(int code, Section section, Buffer out) {
        OrderedMap<Object> values = annotationsNow(section);
        if (values != null && values.size() > 0) {
            Annotations.write(out, code, values);
        }
    }
}
