// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Application content and its metadata: what is sent and received (part 3, 3.2). A mutable holder, equal only to itself;
 * {@link #copy()} makes another.
 *
 * <p>Every property reads as the standard's default when it is absent, and null means absent where the standard has no
 * default. {@link #has(Field)} tells absent from given; {@link #clear(Field)} takes a field away. What the standard does
 * not permit a setter refuses with an {@link IllegalArgumentException} that says why, and the message stays as it was.
 *
 * <p><b>Received messages are lazy.</b> {@link #decode} only finds where the sections are. Each is decoded when something
 * in it is asked for first, and only then may throw {@link DecodeException}; {@link #validate()} decodes them all. Encoding
 * a received message sends on the very bytes of each section that was not changed, so that an intermediary changes
 * annotations or header fields without touching the bare message (part 3, 3.2). To change a body, set it: a decoded list or
 * map is read-only, and what is changed deep within it is not sent.
 *
 * <p>Not thread-safe, and not even reading is, because it decodes: hand a message from thread to thread, or copy it.
 */
public final class Message {

    private static final long MAX_FORMAT = 0xffff_ffffL;

    private final Sections sections;

    /** A message whose body is the value null and which has no properties. */
    public Message() {
        this(new Sections(Body.NULL));
    }

    Message(Sections sections) {
        this.sections = sections;
    }

    /** A message with this body; see {@link #body(Object)}. */
    public static Message of(@Nullable Object body) {
        return new Message().body(body);
    }

    /**
     * A message in another format than that of the standard, 1 to 2^32 - 1 (part 2, 2.8.11): its payload is passed as bytes,
     * and it has neither sections nor properties to ask for. The bytes are not copied and must not be changed afterwards.
     */
    public static Message raw(long messageFormat, byte[] payload) {
        if (messageFormat < 1 || messageFormat > MAX_FORMAT) {
            throw new IllegalArgumentException(
                    "a raw message has a format from 1 to " + MAX_FORMAT + ", not " + messageFormat);
        }
        return new Message(new Sections(new RawPayload(messageFormat, payload)));
    }

    /** As {@link #decode(byte[], int, int, DecodeLimits)} of the whole array, with the default limits. */
    public static Message decode(byte[] payload) {
        return decode(payload, 0, payload.length, DecodeLimits.DEFAULT);
    }

    /**
     * The message that is encoded in part of an array. The bytes are not copied: the message keeps the array, which must not
     * be changed afterwards. The limits hold also when a section is decoded later. A body may be missing, as peers send it so.
     *
     * @throws DecodeException if the bytes are empty, or no sequence of sections in the order of the standard
     */
    public static Message decode(byte[] payload, int offset, int length, DecodeLimits limits) {
        int start = DataMessage.headerLength(payload, offset, length, limits);
        if (start > 0 && length == payload.length) {
            return new Message(new Sections(payload, start));
        }
        return new Message(new Sections(EncodedSections.scan(Buffer.wrap(payload, offset, length), limits)));
    }

    /** As {@link #decode(byte[])} of a copy of all that is readable; the buffer is read to its end. */
    public static Message decode(Buffer payload) {
        byte[] bytes = new byte[payload.readable()];
        payload.readBytes(bytes, 0, bytes.length);
        return decode(bytes);
    }

    /** Appends the encoded message, in the shortest encodings and without empty sections; nothing if it throws. */
    public void encode(Buffer out) {
        int start = out.writeIndex();
        boolean done = false;
        try {
            sections.write(out);
            done = true;
        } finally {
            if (!done) {
                out.writeIndex(start);
            }
        }
    }

    /** The encoded message as bytes of its own. */
    public byte[] encode() {
        Buffer out = Buffer.allocate(sections.sizeHint());
        encode(out);
        return out.writeIndex() == out.array().length ? out.array() : out.copyFrom(0);
    }

    /**
     * The encoded message in two parts if it ends with many bytes that never change, so that they need not be copied: the body
     * if it is a {@link Binary}, or what is still as it was received. Null if it does not, or has fewer than {@code shortest}.
     */
    public @Nullable SplitMessage split(int shortest) {
        return SplitMessage.of(sections, shortest);
    }

    /** The number of the message format: 0 unless the message is {@link #raw} (part 3, 3.2.16). */
    public long messageFormat() {
        RawPayload raw = sections.raw();
        return raw == null ? 0 : raw.format();
    }

    /** The bytes of a {@link #raw} message, or what encoding this message gives. */
    public Binary payload() {
        RawPayload raw = sections.raw();
        byte[] bytes = raw == null ? encode() : raw.bytes();
        return Binary.wrap(bytes, 0, bytes.length);
    }

    /** Decodes all sections that were not decoded yet, and throws {@link DecodeException} if one is malformed. */
    public void validate() {
        for (Section section : Section.values()) {
            sections().decode(section);
        }
    }

    /**
     * Looks whether {@link #validate()} would refuse the message, and throws the same {@link DecodeException}, but decodes
     * header and properties alone: for who passes on or settles what nobody looked at. It does not see a map with a key twice.
     */
    public void check() {
        sections().check();
    }

    /** An independent message with the same content; the values themselves are shared. */
    public Message copy() {
        return new Message(sections.copy());
    }

    private Sections sections() {
        if (sections.raw() != null) {
            throw new IllegalStateException(
                    "a message of format " + messageFormat() + " has no sections to ask for: read its payload()");
        }
        return sections;
    }

    /** Whether the section is there, and not empty unless it was received so; decodes nothing. */
    public boolean has(Section section) {
        return sections().has(section);
    }

    /** Whether the field was given, be it with its default. */
    public boolean has(Field field) {
        return field.section() == Section.HEADER ? header().has(field) : props().has(field);
    }

    /** Takes a field away. */
    public Message clear(Field field) {
        if (field.section() == Section.HEADER) {
            sections().changeHeader().clear(field);
        } else {
            change().clear(field);
        }
        return this;
    }

    /** Takes a section away, whatever it holds; without its body a message is incomplete (part 3, 3.2). */
    public Message clear(Section section) {
        sections().clear(section);
        return this;
    }

    private Header header() {
        return sections().header();
    }

    /** Whether it must survive the end of an intermediary; false by default (part 3, 3.2.1). */
    public boolean durable() {
        return header().durable();
    }

    /** Sets {@link #durable()}. */
    public Message durable(boolean durable) {
        sections().changeHeader().durable(durable);
        return this;
    }

    /** The priority, 0 to 255, higher first; 4 by default (part 3, 3.2.1). */
    public int priority() {
        return header().priority();
    }

    /** Sets {@link #priority()}, 0 to 255. */
    public Message priority(int priority) {
        int checked = FieldValues.ubyte(Field.PRIORITY, priority);
        sections().changeHeader().priority(checked);
        return this;
    }

    /** How long the message is live, in whole milliseconds; null for ever (part 3, 3.2.1). */
    public @Nullable Duration ttl() {
        Header header = header();
        return header.has(Field.TTL) ? Duration.ofMillis(header.ttl()) : null;
    }

    /** Sets {@link #ttl()}, 0 to 2^32 - 1 ms, which are 49 days; a part of a millisecond is cut off. */
    public Message ttl(@Nullable Duration ttl) {
        if (ttl == null) {
            return clear(Field.TTL);
        }
        int milliseconds = FieldValues.milliseconds(Field.TTL, ttl);
        sections().changeHeader().ttl(milliseconds);
        return this;
    }

    /** Whether no other link has acquired the message; false by default (part 3, 3.2.1). */
    public boolean firstAcquirer() {
        return header().firstAcquirer();
    }

    /** Sets {@link #firstAcquirer()}. */
    public Message firstAcquirer(boolean firstAcquirer) {
        sections().changeHeader().firstAcquirer(firstAcquirer);
        return this;
    }

    /** How many attempts to deliver failed, 0 to 2^32 - 1; 0 by default (part 3, 3.2.1). */
    public long deliveryCount() {
        return header().deliveryCount();
    }

    /** Sets {@link #deliveryCount()}, 0 to 2^32 - 1. */
    public Message deliveryCount(long deliveryCount) {
        int checked = FieldValues.uint(Field.DELIVERY_COUNT, deliveryCount);
        sections().changeHeader().deliveryCount(checked);
        return this;
    }

    private Properties props() {
        return sections().properties();
    }

    private Properties change() {
        return sections().changeProperties();
    }

    /** The message-id: a String, UUID, UnsignedLong or {@link Binary}, or null (part 3, 3.2.4). */
    public @Nullable Object id() {
        return props().messageId;
    }

    /** Sets {@link #id()}. A long or int of 0 or more is taken as ulong, a {@code byte[]} as binary. */
    public Message id(@Nullable Object id) {
        Object checked = MessageId.check(Field.MESSAGE_ID, id);
        change().messageId = checked;
        return this;
    }

    /** The identity of who made the message, or null; whether it was verified, the peer knows (part 3, 3.2.4). */
    public @Nullable Binary userId() {
        return props().userId;
    }

    /** Sets {@link #userId()}. */
    public Message userId(@Nullable Binary userId) {
        change().userId = userId;
        return this;
    }

    /** The address of the node that the message is for, or null (part 3, 3.2.4). */
    public @Nullable String to() {
        return props().to;
    }

    /** Sets {@link #to()}. */
    public Message to(@Nullable String to) {
        change().to = to;
        return this;
    }

    /** What the message is about, or null (part 3, 3.2.4). */
    public @Nullable String subject() {
        return props().subject;
    }

    /** Sets {@link #subject()}. */
    public Message subject(@Nullable String subject) {
        change().subject = subject;
        return this;
    }

    /** The address for answers, or null (part 3, 3.2.4). */
    public @Nullable String replyTo() {
        return props().replyTo;
    }

    /** Sets {@link #replyTo()}. */
    public Message replyTo(@Nullable String replyTo) {
        change().replyTo = replyTo;
        return this;
    }

    /** What the message belongs to, of the types of {@link #id()}, or null (part 3, 3.2.4). */
    public @Nullable Object correlationId() {
        return props().correlationId;
    }

    /** Sets {@link #correlationId()}; takes what {@link #id(Object)} takes. */
    public Message correlationId(@Nullable Object correlationId) {
        Object checked = MessageId.check(Field.CORRELATION_ID, correlationId);
        change().correlationId = checked;
        return this;
    }

    /** The MIME type of the body, or null (part 3, 3.2.4); a symbol on the wire. */
    public @Nullable String contentType() {
        return FieldValues.text(props().contentType);
    }

    /** Sets {@link #contentType()}, in 7-bit ASCII. */
    public Message contentType(@Nullable String contentType) {
        Symbol symbol = FieldValues.symbol(contentType);
        change().contentType = symbol;
        return this;
    }

    /** What encodes the body on top of its type, such as {@code gzip}, or null (part 3, 3.2.4); nothing here decodes it. */
    public @Nullable String contentEncoding() {
        return FieldValues.text(props().contentEncoding);
    }

    /** Sets {@link #contentEncoding()}, in 7-bit ASCII. */
    public Message contentEncoding(@Nullable String contentEncoding) {
        Symbol symbol = FieldValues.symbol(contentEncoding);
        change().contentEncoding = symbol;
        return this;
    }

    /** When the message expires, to the millisecond, or null (part 3, 3.2.4 absolute-expiry-time). */
    public @Nullable Instant expiryTime() {
        return props().time(Field.ABSOLUTE_EXPIRY_TIME);
    }

    /** Sets {@link #expiryTime()}; a part of a millisecond is cut off. */
    public Message expiryTime(@Nullable Instant expiryTime) {
        if (expiryTime == null) {
            return clear(Field.ABSOLUTE_EXPIRY_TIME);
        }
        long time = FieldValues.timestamp(Field.ABSOLUTE_EXPIRY_TIME, expiryTime);
        change().time(Field.ABSOLUTE_EXPIRY_TIME, time);
        return this;
    }

    /** When the message was made, to the millisecond, or null (part 3, 3.2.4); never set by itself. */
    public @Nullable Instant creationTime() {
        return props().time(Field.CREATION_TIME);
    }

    /** Sets {@link #creationTime()}; a part of a millisecond is cut off. */
    public Message creationTime(@Nullable Instant creationTime) {
        if (creationTime == null) {
            return clear(Field.CREATION_TIME);
        }
        long time = FieldValues.timestamp(Field.CREATION_TIME, creationTime);
        change().time(Field.CREATION_TIME, time);
        return this;
    }

    /** The group that the message belongs to, or null (part 3, 3.2.4). */
    public @Nullable String groupId() {
        return props().groupId;
    }

    /** Sets {@link #groupId()}. */
    public Message groupId(@Nullable String groupId) {
        change().groupId = groupId;
        return this;
    }

    /** The place in the group, 0 to 2^32 - 1, a serial number that wraps (part 2, 2.8.10), or null (part 3, 3.2.4). */
    public @Nullable Long groupSequence() {
        return props().groupSequence();
    }

    /** Sets {@link #groupSequence()}, 0 to 2^32 - 1; {@link #clear(Field)} takes it away. */
    public Message groupSequence(long groupSequence) {
        int checked = FieldValues.uint(Field.GROUP_SEQUENCE, groupSequence);
        change().groupSequence(checked);
        return this;
    }

    /** The group that answers belong to, or null (part 3, 3.2.4). */
    public @Nullable String replyToGroupId() {
        return props().replyToGroupId;
    }

    /** Sets {@link #replyToGroupId()}. */
    public Message replyToGroupId(@Nullable String replyToGroupId) {
        change().replyToGroupId = replyToGroupId;
        return this;
    }

    /** The application's properties in the order of the wire; a read-only view (part 3, 3.2.5). */
    public Map<String, @Nullable Object> properties() {
        return Collections.unmodifiableMap(sections().applicationProperties());
    }

    /** Replaces all application properties. */
    public Message properties(Map<String, ? extends @Nullable Object> properties) {
        sections().applicationProperties(properties);
        return this;
    }

    /** The application property of this name; null if it is absent or null. */
    public @Nullable Object property(String name) {
        return sections().applicationProperties().get(name);
    }

    /** Sets an application property; null is a value, {@link #removeProperty} takes it away. */
    public Message property(String name, @Nullable Object value) {
        Object checked = ApplicationProperties.check(name, value);
        sections().changeApplicationProperties().put(name, checked);
        return this;
    }

    /** Takes an application property away, if it is there. */
    public Message removeProperty(String name) {
        sections().changeApplicationProperties().remove(name);
        return this;
    }

    /** The message-annotations, which travel with the message; a read-only view in the order of the wire (part 3, 3.2.3). */
    public Map<Object, @Nullable Object> annotations() {
        return Collections.unmodifiableMap(sections().annotations(Section.MESSAGE_ANNOTATIONS));
    }

    /** Replaces all message-annotations. String keys become symbols. */
    public Message annotations(Map<?, ?> annotations) {
        sections().annotations(Section.MESSAGE_ANNOTATIONS, annotations);
        return this;
    }

    /** The message-annotation with this symbol as key; null if it is absent or null. */
    public @Nullable Object annotation(String name) {
        return annotation(Symbol.of(name));
    }

    /** The message-annotation with this key; null if it is absent or null. */
    public @Nullable Object annotation(Symbol name) {
        return sections().annotations(Section.MESSAGE_ANNOTATIONS).get(name);
    }

    /** Sets a message-annotation, as a rule of a name that begins with {@code x-opt-} (part 3, 3.2.10). */
    public Message annotation(String name, @Nullable Object value) {
        return annotation(Symbol.of(name), value);
    }

    /** Sets a message-annotation; null is a value, {@link #removeAnnotation} takes it away. */
    public Message annotation(Symbol name, @Nullable Object value) {
        sections().changeAnnotations(Section.MESSAGE_ANNOTATIONS).put(name, value);
        return this;
    }

    /** Takes a message-annotation away, if it is there. */
    public Message removeAnnotation(String name) {
        sections().changeAnnotations(Section.MESSAGE_ANNOTATIONS).remove(Symbol.of(name));
        return this;
    }

    /** The delivery-annotations, which are for the next node only; a read-only view in the order of the wire (part 3, 3.2.2). */
    public Map<Object, @Nullable Object> instructions() {
        return Collections.unmodifiableMap(sections().annotations(Section.DELIVERY_ANNOTATIONS));
    }

    /** Replaces all delivery-annotations; an intermediary passes none on. String keys become symbols. */
    public Message instructions(Map<?, ?> instructions) {
        sections().annotations(Section.DELIVERY_ANNOTATIONS, instructions);
        return this;
    }

    /** Sets a delivery-annotation; null is a value. */
    public Message instruction(String name, @Nullable Object value) {
        sections().changeAnnotations(Section.DELIVERY_ANNOTATIONS).put(Symbol.of(name), value);
        return this;
    }

    /** The footer, such as hashes and signatures; a read-only view in the order of the wire (part 3, 3.2.9). */
    public Map<Object, @Nullable Object> footer() {
        return Collections.unmodifiableMap(sections().annotations(Section.FOOTER));
    }

    /** Replaces all of the footer. String keys become symbols. */
    public Message footer(Map<?, ?> footer) {
        sections().annotations(Section.FOOTER, footer);
        return this;
    }

    /**
     * The body as it is natural in Java: the value; or the bytes of the data sections as one {@link Binary} (those of a
     * single section are not copied); or the elements of the sequence sections as one list. A body that was set is answered
     * as it was given. Null if the value is null or there is no body; {@link #bodyKind()} tells these apart.
     */
    public @Nullable Object body() {
        return Body.natural(sections().body());
    }

    /**
     * Sets a body of one section. Bytes ({@code byte[]}, {@link Binary}, {@link java.nio.ByteBuffer}) become a data section,
     * all else a value section, unless {@link #inferred(boolean)} says otherwise. Nothing is copied: what is changed before
     * the message is encoded is sent changed.
     */
    public Message body(@Nullable Object body) {
        Sections changed = sections();
        changed.body(Body.of(body, changed.inferred()));
        return this;
    }

    /** What the body is made of, without decoding it; null if there is none. */
    public @Nullable BodyKind bodyKind() {
        return sections().bodyKind();
    }

    /**
     * Whether the kind of the body's sections follows from its Java type: true for data and sequence sections, false for a
     * value, until {@link #inferred(boolean)} was called.
     */
    public boolean inferred() {
        Boolean said = sections.inferred();
        if (said != null) {
            return said;
        }
        BodyKind kind = bodyKind();
        return kind == BodyKind.DATA || kind == BodyKind.SEQUENCE;
    }

    /**
     * Says how the body is put into sections, that which is set and those that will be: true makes bytes a data section and
     * a list a sequence section, as the word means in Proton; false makes everything a value section. Without a call bytes
     * are data and lists are values: most peers expect bytes as data, and a JMS peer takes both for a BytesMessage.
     */
    public Message inferred(boolean inferred) {
        BodyKind kind = bodyKind();
        if (kind != null && (kind == BodyKind.VALUE) == inferred) {
            Object body = Body.of(body(), inferred);
            if (Body.kind(body) != kind) {
                sections().body(body);
            }
        }
        sections.inferred(inferred);
        return this;
    }

    /** The data sections, without a copy; empty if the body is of another kind (part 3, 3.2.6). */
    public List<Binary> data() {
        return Body.data(sections().body());
    }

    /** Makes these the data sections of the body; nothing is copied. */
    public Message data(byte[]... sections) {
        sections().body(Body.ofData(sections));
        return this;
    }

    /** Makes these the data sections of the body. */
    public Message data(Binary... sections) {
        sections().body(Body.ofData(sections));
        return this;
    }

    /** The sequence sections; empty if the body is of another kind (part 3, 3.2.7). */
    public List<List<@Nullable Object>> sequences() {
        return Body.sequences(sections().body());
    }

    /** Makes these the sequence sections of the body; nothing is copied. */
    public Message sequences(List<?>... sections) {
        sections().body(Body.ofSequences(sections));
        return this;
    }

    /** One line of limited length to recognise the message in a log, without the body's content; never throws. */
    @Override
    public String toString() {
        return MessagePrinter.print(this, sections.receivedSize(Section.BODY));
    }
}
