// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.codec.FormatCode;
import io.lepton.amqp.types.Binary;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A body that is there, possibly of several sections (part 3, 3.2.6 to 3.2.8). Immutable, but for what it holds.
 *
 * <p>The two most frequent bodies need no object of this class: bytes by themselves stand for one data section of them, and a
 * String for a value section. So what is passed here as a body is one of these or a Body, or null if there is none.
 */
final class Body {

    /** The value null, which is a body and not a missing one. */
    static final Body NULL = new Body(BodyKind.VALUE, null, false);

    private static final int MULTIPLE = 2;

    private final BodyKind kind;
    private final @Nullable Object content;

    /** Whether {@code content} is a list of sections instead of the content of the only one. */
    private final boolean several;

    private Body(BodyKind kind, @Nullable Object content, boolean several) {
        this.kind = kind;
        this.content = content;
        this.several = several;
    }

    /** One section, of the kind that {@link Message#inferred(boolean)} describes; null if nothing was said. */
    static Object of(@Nullable Object content, @Nullable Boolean inferred) {
        if (content == null) {
            return NULL;
        }
        if (isBytes(content)) {
            return Boolean.FALSE.equals(inferred) ? new Body(BodyKind.VALUE, content, false) : content;
        }
        if (content instanceof String) {
            return content;
        }
        boolean sequence = Boolean.TRUE.equals(inferred) && content instanceof List;
        return new Body(sequence ? BodyKind.SEQUENCE : BodyKind.VALUE, content, false);
    }

    private static Object of(BodyKind kind, @Nullable Object content, boolean several) {
        boolean alone = !several
                && (kind == BodyKind.VALUE
                        ? content instanceof String
                        : kind == BodyKind.DATA && content != null && isBytes(content));
        return alone && content != null ? content : new Body(kind, content, several);
    }

    static Object ofData(Object[] sections) {
        return sections(BodyKind.DATA, sections);
    }

    static Object ofSequences(List<?>[] sections) {
        return sections(BodyKind.SEQUENCE, sections);
    }

    private static Object sections(BodyKind kind, Object[] sections) {
        if (sections.length == 0) {
            throw new IllegalArgumentException("a body has one section or more (part 3, 3.2)");
        }
        for (Object section : sections) {
            Objects.requireNonNull(section, "a section of the body is null");
        }
        return sections.length == 1
                ? of(kind, sections[0], false)
                : new Body(kind, Arrays.asList(sections.clone()), true);
    }

    private static boolean isBytes(Object content) {
        return content instanceof byte[] || content instanceof Binary || content instanceof ByteBuffer;
    }

    /** What a body is made of; null if there is none. */
    static @Nullable BodyKind kind(@Nullable Object body) {
        if (body instanceof Body explicit) {
            return explicit.kind;
        } else if (body == null) {
            return null;
        }
        return body instanceof String ? BodyKind.VALUE : BodyKind.DATA;
    }

    /** The only section's content, or all bytes or all elements of several sections joined. */
    static @Nullable Object natural(@Nullable Object body) {
        if (body instanceof Body explicit) {
            if (!explicit.several) {
                return explicit.content;
            }
            return explicit.kind == BodyKind.DATA ? explicit.joinedBytes() : explicit.joinedElements();
        }
        return body;
    }

    private Binary joinedBytes() {
        List<Binary> sections = data(this);
        int size = 0;
        for (Binary section : sections) {
            size = Math.addExact(size, section.size());
        }
        byte[] all = new byte[size];
        int at = 0;
        for (Binary section : sections) {
            section.copyTo(all, at);
            at += section.size();
        }
        return Binary.wrap(all, 0, size);
    }

    private List<@Nullable Object> joinedElements() {
        List<@Nullable Object> all = new ArrayList<>();
        for (List<@Nullable Object> section : sequences(this)) {
            all.addAll(section);
        }
        return Collections.unmodifiableList(all);
    }

    /** The data sections; none if the body is of another kind. */
    static List<Binary> data(@Nullable Object body) {
        if (kind(body) != BodyKind.DATA) {
            return List.of();
        }
        List<?> sections = body instanceof Body explicit ? explicit.contents() : Collections.singletonList(body);
        List<Binary> data = new ArrayList<>(sections.size());
        for (Object section : sections) {
            data.add(binary(section));
        }
        return Collections.unmodifiableList(data);
    }

    /** The bytes that a data section holds, be it set or received. */
    static Binary binary(@Nullable Object bytes) {
        if (bytes instanceof byte[] array) {
            return Binary.wrap(array, 0, array.length);
        } else if (bytes instanceof ByteBuffer buffer) {
            return Binary.of(buffer);
        }
        return bytes instanceof Binary binary ? binary : Binary.EMPTY;
    }

    /** The sequence sections; none if the body is of another kind. */
    @SuppressWarnings("unchecked")
    static List<List<@Nullable Object>> sequences(@Nullable Object body) {
        return body instanceof Body explicit && explicit.kind == BodyKind.SEQUENCE
                ? Collections.unmodifiableList((List<List<@Nullable Object>>) explicit.contents())
                : List.of();
    }

    private List<?> contents() {
        return several && content instanceof List<?> sections ? sections : Collections.singletonList(content);
    }

    /** Appends a body, unless there is none. */
    static void write(@Nullable Object body, Buffer out) {
        if (body instanceof Body explicit) {
            explicit.write(out);
        } else if (body != null) {
            writeSection(out, body instanceof String ? BodyKind.VALUE : BodyKind.DATA, body);
        }
    }

    private void write(Buffer out) {
        if (!several) {
            writeSection(out, kind, content);
            return;
        }
        for (Object section : contents()) {
            writeSection(out, kind, section);
        }
    }

    private static void writeSection(Buffer out, BodyKind kind, @Nullable Object section) {
        if (kind == BodyKind.DATA) {
            SectionDescriptor.write(out, SectionDescriptor.DATA);
            writeData(out, section);
            return;
        }
        SectionDescriptor.write(
                out, kind == BodyKind.VALUE ? SectionDescriptor.AMQP_VALUE : SectionDescriptor.AMQP_SEQUENCE);
        if (section instanceof String text) {
            Encoder.writeString(out, text);
        } else {
            Encoder.writeValue(out, section);
        }
    }

    private static void writeData(Buffer out, @Nullable Object section) {
        if (section instanceof byte[] bytes) {
            Encoder.writeBinary(out, bytes, 0, bytes.length);
        } else if (section instanceof ByteBuffer bytes) {
            int size = bytes.remaining();
            Encoder.writeBinaryHeader(out, size);
            out.ensureWritable(size);
            bytes.duplicate().get(out.array(), out.writeIndex(), size);
            out.writeIndex(out.writeIndex() + size);
        } else {
            Encoder.writeBinary(out, binary(section));
        }
    }

    /** How many bytes it takes, or nearly, where that is known without work; else 0. */
    static int sizeHint(@Nullable Object body) {
        Object content = body instanceof Body explicit ? explicit.content : body;
        int size;
        if (content instanceof byte[] bytes) {
            size = bytes.length;
        } else if (content instanceof Binary binary) {
            size = binary.size();
        } else {
            return 0;
        }
        return DataMessage.encodedLength(size);
    }

    /** Reads the body of a received message; null if it has none. */
    static @Nullable Object read(EncodedSections encoded) {
        BodyKind kind = encoded.bodyKind();
        if (kind == null) {
            return null;
        }
        Buffer in = encoded.open(Section.BODY);
        DecodeLimits limits = encoded.limits();
        Object content;
        boolean several = encoded.bodySections() >= MULTIPLE;
        if (several) {
            List<@Nullable Object> sections = new ArrayList<>();
            for (int i = 0; i < encoded.bodySections(); i++) {
                sections.add(readSection(in, kind, limits));
            }
            content = sections;
        } else {
            content = readSection(in, kind, limits);
        }
        SectionDescriptor.requireEnd(in, "body");
        return of(kind, content, several);
    }

    private static @Nullable Object readSection(Buffer in, BodyKind kind, DecodeLimits limits) {
        SectionDescriptor.read(in, limits);
        if (kind == BodyKind.DATA) {
            return binary(FieldValues.binary(in, limits));
        }
        return switch (Decoder.peekCode(in)) { // asking a String whether it is a List takes longer than reading it
            case FormatCode.STR8, FormatCode.STR32 -> Decoder.readString(in, limits);
            case FormatCode.LIST0, FormatCode.LIST8, FormatCode.LIST32 ->
                Collections.unmodifiableList(Decoder.readList(in, limits));
            case FormatCode.MAP8, FormatCode.MAP32 -> Collections.unmodifiableMap(Decoder.readMap(in, limits));
            default -> {
                Object value = Decoder.readValue(in, limits);
                yield value == null && kind == BodyKind.SEQUENCE ? List.of() : value;
            }
        };
    }
}
