// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How AMQP messages stand for JMS messages, so that JMS peers see the type that was meant. The factories make what a JMS
 * client sends; {@link #typeOf} says what a JMS client would make of a message.
 *
 * <p>Objects stay opaque bytes: nothing here reads or writes Java's serialisation.
 */
public final class JmsMapping {

    /** The message-annotation that says the JMS message type: a byte, see {@link JmsMessageType}. */
    public static final Symbol MSG_TYPE = Symbol.of("x-opt-jms-msg-type");

    /** The message-annotation that says what kind of destination {@link Message#to()} is: a byte. */
    public static final Symbol DEST = Symbol.of("x-opt-jms-dest");

    /** The message-annotation that says what kind of destination {@link Message#replyTo()} is: a byte. */
    public static final Symbol REPLY_TO = Symbol.of("x-opt-jms-reply-to");

    /** The message-annotation for delayed delivery: a timestamp before which the message is not delivered. */
    public static final Symbol DELIVERY_TIME = Symbol.of("x-opt-delivery-time");

    /** The content type of opaque bytes. */
    public static final String OCTET_STREAM = "application/octet-stream";

    /** The content type of a serialised Java object. */
    public static final String SERIALIZED_OBJECT = "application/x-java-serialized-object";

    private JmsMapping() {}

    /** A TextMessage: an amqp-value string, or null. */
    public static Message text(@Nullable String text) {
        return typed(JmsMessageType.TEXT).body(text);
    }

    /** A BytesMessage: one data section. The bytes are not copied. */
    public static Message bytes(byte[] bytes) {
        return typed(JmsMessageType.BYTES).contentType(OCTET_STREAM).data(bytes);
    }

    /** A MapMessage: an amqp-value map. */
    public static Message map(Map<String, ? extends @Nullable Object> map) {
        return typed(JmsMessageType.MAP).body(map);
    }

    /** A StreamMessage: an amqp-sequence. */
    public static Message stream(List<? extends @Nullable Object> values) {
        return typed(JmsMessageType.STREAM).sequences(values);
    }

    /** An ObjectMessage around an object that was serialised elsewhere: one data section. The bytes are not copied. */
    public static Message object(byte[] serialized) {
        return typed(JmsMessageType.OBJECT).contentType(SERIALIZED_OBJECT).data(serialized);
    }

    /** A Message without content: the value null. */
    public static Message message() {
        return typed(JmsMessageType.MESSAGE);
    }

    private static Message typed(JmsMessageType type) {
        return new Message().annotation(MSG_TYPE, type.code());
    }

    /**
     * The JMS type of a message: what {@link #MSG_TYPE} says if that is a byte with a known number, else what follows from the body and the
     * content type. A value map is an object then: only the annotation makes a MapMessage.
     */
    public static JmsMessageType typeOf(Message message) {
        JmsMessageType said = message.annotation(MSG_TYPE) instanceof Byte code ? JmsMessageType.ofCode(code) : null;
        if (said != null) {
            return said;
        }
        BodyKind kind = message.bodyKind();
        if (kind == BodyKind.VALUE) {
            Object body = message.body();
            if (body == null || body instanceof CharSequence) {
                return JmsMessageType.TEXT;
            }
            return body instanceof Binary || body instanceof byte[] || body instanceof ByteBuffer
                    ? JmsMessageType.BYTES
                    : JmsMessageType.OBJECT;
        }
        return kind == BodyKind.SEQUENCE ? JmsMessageType.OBJECT : typeOf(kind, message.contentType());
    }

    /** Of data sections, or of no body at all. */
    private static JmsMessageType typeOf(@Nullable BodyKind kind, @Nullable String contentType) {
        if (contentType == null || ContentType.base(contentType).equals(OCTET_STREAM)) {
            return JmsMessageType.BYTES;
        } else if (ContentType.base(contentType).equals(SERIALIZED_OBJECT)) {
            return JmsMessageType.OBJECT;
        } else if (ContentType.charset(contentType) != null) {
            return JmsMessageType.TEXT;
        }
        return kind == null ? JmsMessageType.MESSAGE : JmsMessageType.BYTES;
    }

    /**
     * The text of a message whose body is a string, or bytes in the charset of its content type (UTF-8 if it names none).
     * Null if it has another body, or bytes that are no text in that charset.
     */
    public static @Nullable String textOf(Message message) {
        Object body = message.body();
        if (body instanceof CharSequence text) {
            return text.toString();
        }
        if (message.bodyKind() != BodyKind.DATA) {
            return null;
        }
        String contentType = message.contentType();
        Charset charset = contentType == null ? StandardCharsets.UTF_8 : ContentType.charset(contentType);
        return charset == null ? null : decode(Body.binary(body).asByteBuffer(), charset);
    }

    private static @Nullable String decode(ByteBuffer bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Says where the message is for: its {@code to} and what kind of JMS destination that is. */
    public static Message destination(Message message, String address, JmsDestinationType type) {
        return message.to(address).annotation(DEST, type.code());
    }

    /** Says where answers go: its {@code reply-to} and what kind of JMS destination that is. */
    public static Message replyTo(Message message, String address, JmsDestinationType type) {
        return message.replyTo(address).annotation(REPLY_TO, type.code());
    }

    /** What kind of destination the message's {@code to} is; null if it does not say. */
    public static @Nullable JmsDestinationType destinationType(Message message) {
        return destinationType(message.annotation(DEST));
    }

    /** What kind of destination the message's {@code reply-to} is; null if it does not say. */
    public static @Nullable JmsDestinationType replyToType(Message message) {
        return destinationType(message.annotation(REPLY_TO));
    }

    private static @Nullable JmsDestinationType destinationType(@Nullable Object annotation) {
        return annotation instanceof Byte code ? JmsDestinationType.ofCode(code) : null;
    }
}
