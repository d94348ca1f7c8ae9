// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of values of one type (part 1, 1.6.24 array), for what no Java array says: elements that are described,
 * null, lists, maps or arrays themselves, and chars beyond U+FFFF. It is accepted for every other element type too.
 * Immutable if its elements are.
 */
public final class AmqpArray {

    private final AmqpType type;
    private final List<Object> descriptors;
    private final List<@Nullable Object> elements;

    private AmqpArray(AmqpType type, List<Object> descriptors, List<@Nullable Object> elements) {
        this.type = type;
        this.descriptors = descriptors;
        this.elements = elements;
    }

    /**
     * An array of {@code type}, copied from {@code elements}.
     *
     * @throws IllegalArgumentException if an element is of another type
     */
    public static AmqpArray of(AmqpType type, List<? extends @Nullable Object> elements) {
        return new AmqpArray(type, List.of(), checked(type, elements));
    }

    /**
     * An array whose elements are described values: all by the same descriptor, which is written once.
     *
     * @param descriptor describes each element
     * @param type the type of the values that are described
     * @param elements the values without their descriptor
     * @throws IllegalArgumentException if an element is of another type
     */
    public static AmqpArray described(Object descriptor, AmqpType type, List<? extends @Nullable Object> elements) {
        return described(List.of(descriptor), type, elements);
    }

    /**
     * An array whose elements are described several times over, the outermost descriptor first.
     *
     * @throws IllegalArgumentException if an element is of another type
     */
    public static AmqpArray described(List<?> descriptors, AmqpType type, List<? extends @Nullable Object> elements) {
        return new AmqpArray(type, List.copyOf(descriptors), checked(type, elements));
    }

    /**
     * {@code count} times the same element without the memory for it, which is what encodings without width say.
     *
     * @throws IllegalArgumentException if the element is of another type, or {@code count} is negative
     */
    public static AmqpArray repeated(AmqpType type, @Nullable Object element, int count) {
        checked(type, Collections.singletonList(element));
        return new AmqpArray(type, List.of(), Collections.nCopies(count, element));
    }

    /**
     * What a Java array says, element by element; another {@code AmqpArray} is taken as it is.
     *
     * @throws IllegalArgumentException if {@code array} is neither, or AMQP has no type for its elements
     */
    public static AmqpArray copyOf(Object array) {
        return copyOf(List.of(), array);
    }

    /**
     * As {@link #copyOf(Object)}, with elements that are described in addition, the outermost descriptor first.
     *
     * @throws IllegalArgumentException if {@code array} is no array, or AMQP has no type for its elements
     */
    public static AmqpArray copyOf(List<?> descriptors, Object array) {
        if (array instanceof AmqpArray other) {
            List<Object> all = new ArrayList<>(descriptors);
            all.addAll(other.descriptors);
            return new AmqpArray(other.type, List.copyOf(all), other.elements);
        }
        Class<?> component = array.getClass().getComponentType();
        if (component == null) {
            throw new IllegalArgumentException(array.getClass().getName() + " is no array");
        }
        List<@Nullable Object> elements = new ArrayList<>(Array.getLength(array));
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        return described(descriptors, AmqpType.ofClass(component), elements);
    }

    private static List<@Nullable Object> checked(AmqpType type, List<? extends @Nullable Object> elements) {
        List<@Nullable Object> copy = new ArrayList<>(elements.size());
        for (Object element : elements) {
            AmqpType actual = AmqpType.of(element);
            if (actual != type) {
                throw new IllegalArgumentException(
                        "an array of " + type + " cannot hold element " + copy.size() + ", which is " + actual);
            }
            copy.add(element);
        }
        return Collections.unmodifiableList(copy);
    }

    /** The type of every element, also if there is none. */
    public AmqpType type() {
        return type;
    }

    /** What describes each element, the outermost first; empty for plain elements. */
    public List<Object> descriptors() {
        return descriptors;
    }

    /** The elements without their descriptors. */
    public List<@Nullable Object> elements() {
        return elements;
    }

    /** How many elements. */
    public int size() {
        return elements.size();
    }

    /** Whether type, descriptors and elements are equal; Java arrays among them are compared by content. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AmqpArray that
                && type == that.type
                && elements.size() == that.elements.size()
                && Arrays.deepEquals(descriptors.toArray(), that.descriptors.toArray())
                && Arrays.deepEquals(elements.toArray(), that.elements.toArray());
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.deepHashCode(elements.toArray());
    }

    /** The type and the size: {@code list[3]}. */
    @Override
    public String toString() {
        return (descriptors.isEmpty() ? "" : "described ") + type + "[" + elements.size() + "]";
    }
}
