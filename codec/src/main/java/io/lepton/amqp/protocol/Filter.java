// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedLong;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The filters that brokers agree on, for the filter-set of a {@link Source} (part 3, 3.5.8 filter-set; the registry of filters
 * names them). A filter that the answering source does not show is not in force.
 */
public final class Filter {

    /** Descriptor of a filter by a JMS selector, as brokers know it from the registry. */
    public static final UnsignedLong SELECTOR_CODE = UnsignedLong.valueOf(0x0000_468C_0000_0004L);

    /** The same as a symbol. */
    public static final Symbol SELECTOR_SYMBOL = Symbol.of("apache.org:selector-filter:string");

    /** Descriptor of a filter that keeps out what the same connection has sent. */
    public static final UnsignedLong NO_LOCAL_CODE = UnsignedLong.valueOf(0x0000_468C_0000_0003L);

    /** The same as a symbol. */
    public static final Symbol NO_LOCAL_SYMBOL = Symbol.of("apache.org:no-local-filter:list");

    private Filter() {}

    /** A filter that passes the messages for which the expression, in the language of JMS selectors, is true. */
    public static Described selector(String expression) {
        return new Described(SELECTOR_CODE, expression);
    }

    /** A filter that keeps out what the same connection has sent. */
    public static Described noLocal() {
        return new Described(NO_LOCAL_CODE, List.of());
    }

    /** The expression of the first selector in a filter-set, null if there is none. */
    public static @Nullable String selectorIn(Map<Symbol, ? extends @Nullable Object> filters) {
        for (Object filter : filters.values()) {
            if (isSelector(filter) && ((Described) filter).value() instanceof String expression) {
                return expression;
            }
        }
        return null;
    }

    /** Whether a filter-set has the no-local filter. */
    public static boolean hasNoLocal(Map<Symbol, ? extends @Nullable Object> filters) {
        return filters.values().stream().anyMatch(Filter::isNoLocal);
    }

    /** Whether a value of a filter-set is a selector, by number or by symbol. */
    public static boolean isSelector(@Nullable Object filter) {
        return isDescribedBy(filter, SELECTOR_CODE, SELECTOR_SYMBOL);
    }

    /** Whether a value of a filter-set is the no-local filter, by number or by symbol. */
    public static boolean isNoLocal(@Nullable Object filter) {
        return isDescribedBy(filter, NO_LOCAL_CODE, NO_LOCAL_SYMBOL);
    }

    private static boolean isDescribedBy(@Nullable Object filter, UnsignedLong code, Symbol symbol) {
        return filter instanceof Described described
                && (code.equals(described.descriptor()) || symbol.equals(described.descriptor()));
    }
}
