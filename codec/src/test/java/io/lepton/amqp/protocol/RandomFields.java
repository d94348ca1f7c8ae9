// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedLong;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes values of any composite type at random, from its declaration alone. */
final class RandomFields {

    private static final long[] EDGES = {
        0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x1_0000, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL
    };

    private final Random random;

    RandomFields(Random random) {
        this.random = random;
    }

    /** A value with every mandatory field and each of the others at even odds. */
    <T> T composite(Composite<T> type) {
        List<CompositeField<?>> fields = type.fields();
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(fields.get(i));
        }
        return type.construct(FieldValues.of(values));
    }

    private @Nullable Object value(CompositeField<?> field) {
        if (!field.mandatory() && random.nextBoolean()) {
            return field.absent();
        }
        return value(field.type(), field.mandatory());
    }

    private Object value(FieldType<?> type, boolean mandatory) {
        if (type == FieldType.SYMBOLS) {
            return list(this::symbol, mandatory ? 1 : 0);
        }
        if (type == FieldType.FIELDS) {
            return fields();
        }
        if (type == FieldType.UNSETTLED) {
            return unsettled();
        }
        if (type == FieldType.DELIVERY_STATE) {
            return state();
        }
        if (type == FieldType.OUTCOME) {
            return outcome();
        }
        if (type == FieldType.TARGET) {
            return random.nextInt(4) == 0 ? composite(Coordinator.TYPE) : composite(Target.TYPE);
        }
        if (type == FieldType.SOURCE) {
            return composite(Source.TYPE);
        }
        return type == FieldType.ERROR ? error() : scalar(type);
    }

    private Object scalar(FieldType<?> type) {
        Map<FieldType<?>, Supplier<Object>> makers = Map.ofEntries(
                Map.entry(FieldType.BOOLEAN, random::nextBoolean),
                Map.entry(FieldType.USHORT, () -> (int) (edge() & 0xffff)),
                Map.entry(FieldType.UINT, this::edge),
                Map.entry(
                        FieldType.ULONG, () -> UnsignedLong.ofBits(random.nextBoolean() ? edge() : random.nextLong())),
                Map.entry(FieldType.BINARY, () -> binary(300)),
                Map.entry(FieldType.DELIVERY_TAG, () -> binary(33)),
                Map.entry(FieldType.STRING, this::string),
                Map.entry(FieldType.SYMBOL, this::symbol),
                Map.entry(FieldType.ANY, () -> random.nextBoolean() ? binary(20) : string()),
                Map.entry(FieldType.ROLE, () -> any(Role.values())),
                Map.entry(FieldType.SENDER_SETTLE_MODE, () -> any(SenderSettleMode.values())),
                Map.entry(FieldType.RECEIVER_SETTLE_MODE, () -> any(ReceiverSettleMode.values())),
                Map.entry(FieldType.DURABILITY, () -> any(TerminusDurability.values())),
                Map.entry(FieldType.EXPIRY_POLICY, () -> any(TerminusExpiryPolicy.values())),
                Map.entry(FieldType.DISTRIBUTION_MODE, () -> any(DistributionMode.values())),
                Map.entry(FieldType.SASL_CODE, () -> any(SaslCode.values())));
        Supplier<Object> maker = makers.get(type);
        if (maker == null) {
            throw new IllegalArgumentException("no generator for fields of type " + type);
        }
        return maker.get();
    }

    DeliveryState state() {
        return switch (random.nextInt(5)) {
            case 0 -> composite(Received.TYPE);
            case 1 -> composite(Declared.TYPE);
            case 2 -> composite(TransactionalState.TYPE);
            case 3 -> new UnknownState(new Described(Symbol.of("example:state:list"), List.of(string())));
            default -> outcome();
        };
    }

    private Outcome outcome() {
        return switch (random.nextInt(4)) {
            case 0 -> Accepted.INSTANCE;
            case 1 -> Released.INSTANCE;
            case 2 -> composite(Rejected.TYPE);
            default -> composite(Modified.TYPE);
        };
    }

    private ErrorCondition error() {
        return composite(Composites.ERROR);
    }

    private Map<Symbol, @Nullable Object> fields() {
        Map<Symbol, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(symbol(), random.nextInt(5) == 0 ? null : random.nextBoolean() ? string() : random.nextLong());
        }
        return map;
    }

    private Map<Binary, @Nullable DeliveryState> unsettled() {
        Map<Binary, @Nullable DeliveryState> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(binary(33), random.nextInt(4) == 0 ? null : state());
        }
        return map;
    }

    private <V> List<V> list(Supplier<V> maker, int least) {
        List<V> list = new ArrayList<>();
        for (int i = least + random.nextInt(3); i > 0; i--) {
            list.add(maker.get());
        }
        return list;
    }

    private long edge() {
        return random.nextInt(3) == 0 ? random.nextLong() & 0xffff_ffffL : EDGES[random.nextInt(EDGES.length)];
    }

    private Binary binary(int bound) {
        byte[] bytes = new byte[random.nextInt(bound)];
        random.nextBytes(bytes);
        return Binary.of(bytes);
    }

    private String string() {
        return random.nextInt(8) == 0 ? "x".repeat(random.nextInt(600)) : "text-\u00e4\u20ac-" + random.nextInt(1000);
    }

    private Symbol symbol() {
        return Symbol.of("symbol-" + random.nextInt(1000));
    }

    private <E> E any(E[] values) {
        return values[random.nextInt(values.length)];
    }
}
