// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A place in a line of JSON. Stands on a token; the methods that answer a value demand that the token is one, and whatever
 * is not as demanded is an {@link InputException} that says so.
 */
final class JsonCursor {

    /** More digits than 64 bits need. */
    private static final int MOST_DIGITS = 24;

    private final JsonLine line;
    private final long start;
    private final JsonParser parser;

    private JsonCursor(JsonLine line, long start, InputStream bytes) {
        this.line = line;
        this.start = start;
        this.parser = JsonFormat.parser(bytes);
        next();
    }

    /** A cursor at the first token of a line. */
    static JsonCursor ofLine(JsonLine line) {
        return new JsonCursor(line, 0, line.from(0));
    }

    /** Another cursor at the value that begins at {@code offset}; see {@link #offset}. */
    JsonCursor at(long offset) {
        // what follows an inner value is legal only within something that was opened
        InputStream opened = new SequenceInputStream(new ByteArrayInputStream(new byte[] {'['}), line.from(offset));
        JsonCursor inner = new JsonCursor(line, offset - 1, opened);
        inner.next();
        return inner;
    }

    /** Where the current token begins in the line. */
    long offset() {
        return start + parser.currentTokenLocation().getByteOffset();
    }

    /** The JSON of the current value as it was written; the cursor then stands on the value's last token. */
    String json() {
        long from = offset();
        finish();
        return line.text(from, start + parser.currentLocation().getByteOffset());
    }

    /** Goes to the last token of the current value. */
    void skip() {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    private void finish() {
        try {
            parser.skipChildren();
            parser.finishToken();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** Goes to the next token. */
    void next() {
        try {
            parser.nextToken();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** Demands that nothing follows the current value. */
    void requireEnd() {
        next();
        if (parser.currentToken() != null) {
            throw new InputException("something follows the JSON value on the same line");
        }
    }

    boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    boolean isText() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** Demands the beginning of an object, of which {@link #nextMember} then answers the members. */
    void requireObject(String what) {
        require(JsonToken.START_OBJECT, what + " is an object");
    }

    /** Demands the beginning of an array, of which {@link #nextItem} then goes to the items. */
    void requireArray(String what) {
        require(JsonToken.START_ARRAY, what + " is an array");
    }

    /** The name of the next member of an object, whose value the cursor then stands on; null at the object's end. */
    @Nullable
    String nextMember() {
        next();
        if (parser.currentToken() != JsonToken.FIELD_NAME) {
            return null;
        }
        try {
            String name = parser.currentName();
            parser.nextToken();
            return name;
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** Goes to the next item of an array; false at its end. */
    boolean nextItem() {
        next();
        return parser.currentToken() != JsonToken.END_ARRAY;
    }

    void requireNull(String what) {
        require(JsonToken.VALUE_NULL, what + " is null");
    }

    boolean bool(String what) {
        if (parser.currentToken() != JsonToken.VALUE_TRUE) {
            require(JsonToken.VALUE_FALSE, what + " is true or false");
            return false;
        }
        return true;
    }

    /** A number without a fraction from {@code min} to {@code max}. */
    long number(long min, long max, String what) {
        require(JsonToken.VALUE_NUMBER_INT, what + " is a whole number");
        try {
            if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw new InputException(what + " is " + min + " to " + max + ", not a number of more than 64 bits");
            }
            long value = parser.getLongValue();
            if (value >= min && value <= max) {
                return value;
            }
            throw new InputException(what + " is " + min + " to " + max + ", not " + value);
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** A number without a fraction, or a text of its decimal digits. */
    BigInteger digits(String what) {
        String text = isText() ? text(what) : null;
        if (text == null) {
            require(JsonToken.VALUE_NUMBER_INT, what + " is a number in decimal digits");
            text = raw();
        }
        if (text.length() > MOST_DIGITS || !text.matches("-?[0-9]+")) {
            throw new InputException(what + " is a number in decimal digits of at most 64 bits");
        }
        return new BigInteger(text);
    }

    String text(String what) {
        require(JsonToken.VALUE_STRING, what + " is a text");
        return raw();
    }

    /** The bytes that a text says in hexadecimal digits, without the text in memory. */
    byte[] hex(String what) {
        require(JsonToken.VALUE_STRING, what + " is a text of hexadecimal digits");
        try {
            return Hex.decode(() -> line.from(offset() + 1), what);
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    private String raw() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    private void require(JsonToken token, String rule) {
        JsonToken current = parser.currentToken();
        if (current != token) {
            throw new InputException(rule + ", not " + (current == null ? "missing" : name(current)));
        }
    }

    private static String name(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT -> "a whole number";
            case VALUE_NUMBER_FLOAT -> "a number with a fraction or an exponent";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            default -> "the end";
        };
    }

    private static RuntimeException malformed(IOException e) {
        return e instanceof JsonProcessingException json
                ? new InputException("no JSON: " + json.getOriginalMessage(), json)
                : new UncheckedIOException(e);
    }
}
