// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lepton.amqp.types.AmqpArray;
import io.lepton.amqp.types.AmqpType;
import io.lepton.amqp.types.Described;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes typed values as {@link TypedValueReader} reads them. */
final class TypedValueWriter {

    private TypedValueWriter() {}

    /** Writes a value with its type. */
    static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        json.writeStartObject();
        if (value instanceof Described described) {
            json.writeStringField("type", "described");
            json.writeFieldName("descriptor");
            write(json, described.descriptor());
            json.writeFieldName("value");
            write(json, described.value());
        } else {
            AmqpType type = AmqpType.of(value);
            json.writeStringField("type", type.toString());
            writeContent(json, type, value);
        }
        json.writeEndObject();
    }

    private static void writeContent(JsonGenerator json, AmqpType type, @Nullable Object value) throws IOException {
        if (value instanceof AmqpArray array) {
            writeArrayType(json, array.type(), array.descriptors());
            writeList(json, array.elements());
        } else if (type == AmqpType.ARRAY && value != null) {
            writeArrayType(json, AmqpType.ofClass(value.getClass().getComponentType()), List.of());
            writeJavaArray(json, value);
        } else if (value instanceof Collection<?> list) {
            json.writeFieldName("value");
            writeItems(json, list);
        } else if (value instanceof Map<?, ?> map) {
            json.writeFieldName("value");
            writeMap(json, map);
        } else {
            json.writeFieldName("value");
            SimpleValueWriter.write(json, value);
        }
    }

    private static void writeArrayType(JsonGenerator json, AmqpType element, List<Object> descriptors)
            throws IOException {
        json.writeStringField("element", element.toString());
        if (descriptors.size() == 1) {
            json.writeFieldName("descriptor");
            write(json, descriptors.get(0));
        } else if (!descriptors.isEmpty()) {
            json.writeFieldName("descriptor");
            writeItems(json, descriptors);
        }
    }

    private static void writeList(JsonGenerator json, Collection<?> elements) throws IOException {
        json.writeFieldName("value");
        writeItems(json, elements);
    }

    private static void writeJavaArray(JsonGenerator json, Object array) throws IOException {
        json.writeArrayFieldStart("value");
        int length = Array.getLength(array);
        for (int i = 0; i < length; i++) {
            write(json, Array.get(array, i));
        }
        json.writeEndArray();
    }

    /** Writes values as an array. */
    static void writeItems(JsonGenerator json, Collection<?> values) throws IOException {
        json.writeStartArray();
        for (@Nullable Object value : values) {
            write(json, value);
        }
        json.writeEndArray();
    }

    /** Writes entries as an array of pairs. */
    static void writeMap(JsonGenerator json, Map<?, ?> map) throws IOException {
        json.writeStartArray();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeStartArray();
            write(json, entry.getKey());
            write(json, entry.getValue());
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
