// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.types.AmqpArray;
import io.lepton.amqp.types.AmqpType;
import io.lepton.amqp.types.Described;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed values: {@code {"type":T,"value":V}}, with {@code element} and {@code descriptor} where the type has them. The
 * members may stand in any order.
 */
final class TypedValueReader {

    private static final String DESCRIBED = "described";
    private static final long UNREAD = -1;

    private TypedValueReader() {}

    /** The value that the cursor stands on; afterwards it stands on the value's end. */
    static @Nullable Object read(JsonCursor in) {
        return new Members().read(in);
    }

    /** The typed values of an array. */
    static List<@Nullable Object> readList(JsonCursor in, String what) {
        in.requireArray(what);
        List<@Nullable Object> values = new ArrayList<>();
        while (in.nextItem()) {
            values.add(read(in));
        }
        return values;
    }

    /** An array of pairs of typed values, as a map in the same order. */
    static Map<@Nullable Object, @Nullable Object> readMap(JsonCursor in, String what) {
        in.requireArray(what);
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        while (in.nextItem()) {
            List<@Nullable Object> pair = readList(in, "an entry of " + what);
            if (pair.size() != 2) {
                throw new InputException("an entry of " + what + " is [key, value], not " + pair.size() + " values");
            }
            int before = map.size();
            map.put(pair.get(0), pair.get(1));
            if (map.size() == before) {
                throw new InputException(what + " has a key twice");
            }
        }
        return map;
    }

    /** The members of one typed value as they come. */
    private static final class Members {

        private @Nullable String type;
        private @Nullable String element;
        private @Nullable List<@Nullable Object> descriptors;
        private long valueAt = UNREAD;
        private boolean read;
        private @Nullable Object value;

        @Nullable
        Object read(JsonCursor in) {
            in.requireObject("a typed value");
            for (String name = in.nextMember(); name != null; name = in.nextMember()) {
                switch (name) {
                    case "type" -> type = in.text(name);
                    case "value" -> readOrRemember(in);
                    case "element" -> element = in.text(name);
                    case "descriptor" -> descriptors = readDescriptors(in);
                    default -> throw new InputException("a typed value has no member \"" + name + "\"");
                }
            }
            if (type == null) {
                throw new InputException("a typed value has a \"type\"");
            }
            if (!read) {
                readLate(in, type);
            }
            return finish(type);
        }

        private void readOrRemember(JsonCursor in) {
            if (type == null) {
                valueAt = in.offset();
                in.skip();
            } else {
                value = readAs(in, type);
                read = true;
            }
        }

        private void readLate(JsonCursor in, String as) {
            if (valueAt != UNREAD) {
                value = readAs(in.at(valueAt), as);
            } else if (typeOf(as) != AmqpType.NULL) {
                throw new InputException("a typed value has a \"value\"");
            }
        }

        /** One typed value; several in an array, the outermost first, for elements that are described several times. */
        private static List<@Nullable Object> readDescriptors(JsonCursor in) {
            return in.isArray() ? readList(in, "descriptor") : List.of(present(TypedValueReader.read(in)));
        }

        private static Object present(@Nullable Object descriptor) {
            if (descriptor == null) {
                throw new InputException("a descriptor is not null");
            }
            return descriptor;
        }

        /** The value itself; of an array its elements, of a described value what is described. */
        private static @Nullable Object readAs(JsonCursor in, String type) {
            if (type.equals(DESCRIBED)) {
                return TypedValueReader.read(in);
            }
            return switch (typeOf(type)) {
                case LIST -> readList(in, "the value of a list");
                case MAP -> readMap(in, "the value of a map");
                case ARRAY -> readList(in, "the value of an array");
                default -> SimpleValueReader.read(in, typeOf(type));
            };
        }

        private @Nullable Object finish(String as) {
            if (as.equals(DESCRIBED)) {
                if (descriptors == null || descriptors.size() != 1) {
                    throw new InputException("a described value has one \"descriptor\"");
                }
                requireNoElement(as);
                return new Described(present(descriptors.get(0)), value);
            }
            if (typeOf(as) == AmqpType.ARRAY) {
                return array();
            }
            requireNoElement(as);
            if (descriptors != null) {
                throw new InputException("only an array or a described value has a \"descriptor\", not a " + as);
            }
            return value;
        }

        private void requireNoElement(String as) {
            if (element != null) {
                throw new InputException("only an array has an \"element\", not a " + as);
            }
        }

        private AmqpArray array() {
            if (element == null) {
                throw new InputException("an array has an \"element\", the type of its elements");
            }
            List<?> elements = value instanceof List<?> list ? list : List.of();
            List<Object> outer = new ArrayList<>();
            if (descriptors != null) {
                descriptors.forEach(descriptor -> outer.add(present(descriptor)));
            }
            try {
                return AmqpArray.described(outer, typeOf(element), elements);
            } catch (IllegalArgumentException e) {
                throw new InputException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    private static AmqpType typeOf(String name) {
        for (AmqpType type : AmqpType.values()) {
            if (type.toString().equals(name)) {
                return type;
            }
        }
        throw new InputException("there is no type \"" + name + "\"");
    }
}
