// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import io.lepton.amqp.types.AmqpArray;
import io.lepton.amqp.types.AmqpType;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.CodePoint;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.Symbol;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Any AMQP value as one line for people: bounded in length, depth and work, whatever a peer put into it. What is left out is
 * shown as {@code ...}. Immutable.
 *
 * <p>{@code "text"}, {@code :symbol}, {@code 'c'}, {@code binary(1024) 0001...}, {@code [list, items]},
 * {@code {key=value}}, {@code int[1, 2]}, {@code @:descriptor value}; everything else as Java prints it.
 *
 * @param maxLength about how many characters a line has at most
 * @param maxItems how many items of each list, array and map are shown
 * @param maxText about how many characters each string and symbol takes at most, those that are escaped as they are written
 * @param maxDepth how many levels of nesting are shown
 */
public record ValuePrinter(int maxLength, int maxItems, int maxText, int maxDepth) {

    /** What fits into a log. */
    public static final ValuePrinter DEFAULT = new ValuePrinter(1024, 32, 128, 8);

    private static final String CUT = "...";

    /** The line for {@code value}. */
    public static String print(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        DEFAULT.append(out, value);
        return out.toString();
    }

    /** Appends the line for {@code value}. */
    public void append(StringBuilder out, @Nullable Object value) {
        append(out, value, maxDepth, out.length() + maxLength);
    }

    private void append(StringBuilder out, @Nullable Object value, int depth, int end) {
        if (out.length() >= end) {
            out.append(CUT);
        } else if (value instanceof CharSequence text) {
            quote(out, text, '"');
        } else if (value instanceof Symbol symbol) {
            escape(out.append(':'), symbol.toString(), ' ');
        } else if (value instanceof Character || value instanceof CodePoint) {
            quote(out, value.toString(), '\'');
        } else if (value instanceof byte[] bytes) {
            out.append(Binary.wrap(bytes, 0, bytes.length));
        } else if (value instanceof ByteBuffer bytes) {
            out.append("binary(").append(bytes.remaining()).append(')');
        } else if (value instanceof Date date) {
            out.append(Instant.ofEpochMilli(ValueEncoder.milliseconds(date)));
        } else if (isNested(value)) {
            appendNested(out, value, depth, end);
        } else {
            cut(out, String.valueOf(value), maxLength);
        }
    }

    private static void cut(StringBuilder out, String text, int max) {
        out.append(text, 0, Math.min(text.length(), max)).append(text.length() > max ? CUT : "");
    }

    private static boolean isNested(@Nullable Object value) {
        return value instanceof Described
                || value instanceof Map
                || value instanceof Collection
                || value instanceof AmqpArray
                || (value != null && value.getClass().isArray());
    }

    private void appendNested(StringBuilder out, @Nullable Object value, int depth, int end) {
        if (depth <= 0) {
            out.append(CUT);
        } else if (value instanceof Described described) {
            append(out.append('@'), described.descriptor(), depth - 1, end);
            append(out.append(' '), described.value(), depth - 1, end);
        } else if (value instanceof Map<?, ?> map) {
            appendMap(out, map, depth, end);
        } else if (value instanceof Collection<?> list) {
            appendItems(out.append('['), list, depth, end);
        } else if (value instanceof AmqpArray array) {
            array.descriptors().forEach(d -> {
                append(out.append('@'), d, depth - 1, end);
                out.append(' ');
            });
            appendItems(out.append(array.type()).append('['), array.elements(), depth, end);
        } else if (value != null) {
            out.append(nameOf(value.getClass().getComponentType())).append('[');
            appendItems(out, new ArrayView(value), depth, end);
        }
    }

    /** The AMQP type of a class, or the name of the class for what AMQP has no type for and that is shown nevertheless. */
    private static String nameOf(Class<?> elements) {
        AmqpType type = AmqpType.find(elements);
        return type == null ? elements.getSimpleName() : type.toString();
    }

    /** A Java array as a list, without a copy of what will not be shown. */
    private static final class ArrayView extends AbstractList<@Nullable Object> {

        private final Object array;

        ArrayView(Object array) {
            this.array = array;
        }

        @Override
        public @Nullable Object get(int index) {
            return Array.get(array, index);
        }

        @Override
        public int size() {
            return Array.getLength(array);
        }
    }

    private void appendItems(StringBuilder out, Collection<?> items, int depth, int end) {
        int shown = 0;
        for (@Nullable Object item : items) {
            out.append(shown == 0 ? "" : ", ");
            if (isFull(out, shown++, end)) {
                break;
            }
            append(out, item, depth - 1, end);
        }
        out.append(']');
    }

    private void appendMap(StringBuilder out, Map<?, ?> map, int depth, int end) {
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        for (int shown = 0; entries.hasNext(); shown++) {
            Map.Entry<?, ?> entry = entries.next();
            out.append(shown == 0 ? "" : ", ");
            if (isFull(out, shown, end)) {
                break;
            }
            append(out, entry.getKey(), depth - 1, end);
            append(out.append('='), entry.getValue(), depth - 1, end);
        }
        out.append('}');
    }

    private boolean isFull(StringBuilder out, int shown, int end) {
        boolean full = shown >= maxItems || out.length() >= end;
        if (full) {
            out.append(CUT);
        }
        return full;
    }

    private void quote(StringBuilder out, CharSequence text, char mark) {
        escape(out.append(mark), text, mark);
        out.append(mark);
    }

    /** Nothing in a text may break the line or drive a terminal, nor make it longer by what must be escaped. */
    private void escape(StringBuilder out, CharSequence text, char mark) {
        int end = out.length() + maxText;
        int shown = 0;
        while (shown < text.length() && out.length() < end) {
            escape(out, text.charAt(shown++), mark);
        }
        if (shown < text.length()) {
            out.append(CUT).append('(').append(text.length()).append(')');
        }
    }

    private static void escape(StringBuilder out, char c, char mark) {
        if (c == mark || c == '\\') {
            out.append('\\').append(c);
        } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || isLineEnd(c)) {
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
        } else {
            out.append(c);
        }
    }

    private static boolean isLineEnd(char c) {
        return c == '\u2028' || c == '\u2029';
    }
}
