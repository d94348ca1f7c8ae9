// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTableTest {

    private static final EngineSender LINK = Engine.client(
                    EngineOptions.builder("c").build(), new EngineListener() {})
            .connection()
            .session()
            .sender("a");

    private final DeliveryTable<OutgoingDelivery> table = new DeliveryTable<>();

    @Test
    void rangesAreVisitedInOrderAcrossTheWrap() {
        for (int id = -3; id < 3; id++) {
            table.add(delivery(id));
        }
        assertThat(range(-2, 1)).containsExactly(-2, -1, 0, 1);
        assertThat(range(-100, 100)).containsExactly(-3, -2, -1, 0, 1, 2);
        assertThat(range(3, 100)).isEmpty();
        assertThat(range(1, -1)).isEmpty();
    }

    @Test
    void whatAVisitorAddsIsNotVisitedThoughTheRangeCoversItsId() {
        table.add(delivery(0));
        table.add(delivery(1));
        List<Integer> visited = new ArrayList<>();
        table.forRange(0, 5, d -> {
            visited.add(d.id);
            table.add(delivery(d.id + 2));
        });
        assertThat(visited).containsExactly(0, 1);
    }

    @Test
    @Spec("X-051")
    void oneThatStaysWhileMoreThanHalfOfAllNumbersPassHidesNoOther() {
        table.add(delivery(7));
        int late = Integer.MIN_VALUE + 100;
        for (int id = late; id < late + 100; id++) {
            table.add(delivery(id));
        }
        assertThat(range(late + 3, late + 5)).containsExactly(late + 3, late + 4, late + 5);
        assertThat(range(late - 1000, late + 1000)).hasSize(100).startsWith(late);
        assertThat(range(7, 7)).containsExactly(7);
        List<Integer> all = new ArrayList<>();
        table.forAll(d -> all.add(d.id));
        assertThat(all).hasSize(101).startsWith(7, late);
    }

    @Test
    void aVisitorMayTakeOutAndAdd() {
        for (int id = 0; id < 10; id++) {
            table.add(delivery(id));
        }
        List<Integer> visited = new ArrayList<>();
        table.forRange(0, 100, d -> {
            visited.add(d.id);
            table.remove(d);
            if (d.id % 2 == 0 && d.id < 9) {
                table.remove(table.get(d.id + 1));
            }
            table.add(delivery(10 + d.id));
        });
        assertThat(visited).containsExactly(0, 2, 4, 6, 8);
        assertThat(table.size()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @Spec("X-051")
    void itBehavesAsASortedMapOnSerialNumbers(long seed) {
        Random random = new Random(seed);
        int start = random.nextInt();
        long offset = 0;
        TreeMap<Long, OutgoingDelivery> model = new TreeMap<>();
        for (int step = 0; step < 20_000; step++) {
            int action = random.nextInt(10);
            if (action < 5) {
                offset += random.nextInt(20) == 0 ? random.nextInt(100_000) : 1;
                OutgoingDelivery delivery = delivery((int) (start + offset));
                table.add(delivery);
                model.put(offset, delivery);
            } else if (action < 9 && !model.isEmpty()) {
                long key = random.nextInt(3) == 0 ? pick(model, random) : model.firstKey();
                OutgoingDelivery gone = model.remove(key);
                assertThat(table.get(gone.id)).isSameAs(gone);
                table.remove(gone);
                assertThat(table.get(gone.id)).isNull();
            } else if (step % 50 == 0) {
                compareRange(model, start, offset, random);
            }
            assertThat(table.size()).isEqualTo(model.size());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsGivenBackIsInNoRangeAndServesForOneDeliveryAtATime(long seed) {
        Random random = new Random(seed);
        TreeMap<Long, OutgoingDelivery> model = new TreeMap<>();
        long offset = 0;
        int reused = 0;
        for (int step = 0; step < 20_000; step++) {
            int action = random.nextInt(20);
            if (action < 10 || model.isEmpty()) {
                offset += random.nextInt(50) == 0 ? 1 + random.nextInt(100) : 1;
                OutgoingDelivery delivery = table.spare((int) offset);
                reused += delivery == null ? 0 : 1;
                delivery = delivery == null || random.nextInt(10) == 0 ? delivery((int) offset) : delivery;
                assertThat(model).doesNotContainValue(delivery);
                delivery.id = (int) offset;
                table.add(delivery);
                model.put(offset, delivery);
            } else if (action < 19) {
                long key = random.nextInt(10) == 0 ? pick(model, random) : model.firstKey();
                over(model.remove(key), random);
            } else if (step % 500 == 0) {
                table.release();
            }
            assertThat(table.size()).isEqualTo(model.size());
            if (step % 100 == 0) {
                compareRange(model, 0, offset, random);
                List<OutgoingDelivery> all = new ArrayList<>();
                table.forAll(all::add);
                assertThat(all).containsExactlyElementsOf(model.values());
            }
        }
        assertThat(reused).isGreaterThan(1_000);
    }

    /** A delivery is settled, and given back at once, a little later, or never. */
    private void over(OutgoingDelivery gone, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> table.remove(gone);
            case 1 -> {
                table.remove(gone);
                table.giveBack(gone);
            }
            case 2 -> {
                table.settle(gone);
                table.clear(gone);
            }
            default -> {
                table.settle(gone);
                assertThat(table.get(gone.id)).isNull();
                table.giveBack(gone);
                table.clear(gone);
            }
        }
        assertThat(table.get(gone.id)).isNull();
        assertThat(gone.place).isIn(EngineDelivery.NOWHERE, EngineDelivery.SPARE);
    }

    @Test
    void noMoreIsKeptThanNeeded() {
        int many = 5_000;
        for (int id = 0; id < many; id++) {
            table.add(delivery(id));
        }
        int kept = 0;
        for (int id = 0; id < many; id++) {
            OutgoingDelivery gone = table.get(id);
            table.settle(gone);
            kept += table.giveBack(gone) ? 1 : 0;
            table.clear(gone);
        }
        assertThat(kept).isEqualTo(1_024);
        assertThat(table.size()).isZero();
        int held = 0;
        for (int id = 0; id < many; id++) {
            held += table.spare(id) == null ? 0 : 1;
        }
        assertThat(held).isEqualTo(kept);
    }

    private void compareRange(TreeMap<Long, OutgoingDelivery> model, int start, long newest, Random random) {
        long from = newest - random.nextInt(200_000);
        long to = from + random.nextInt(300_000);
        List<Integer> expected = model.subMap(from, true, to, true).values().stream()
                .map(d -> d.id)
                .toList();
        assertThat(range((int) (start + from), (int) (start + to))).isEqualTo(expected);
    }

    private static long pick(TreeMap<Long, OutgoingDelivery> model, Random random) {
        Long key = model.ceilingKey(model.firstKey() + random.nextInt((int) (model.lastKey() - model.firstKey() + 1)));
        return key == null ? model.firstKey() : key;
    }

    private List<Integer> range(int first, int last) {
        List<Integer> ids = new ArrayList<>();
        table.forRange(first, last, d -> ids.add(d.id));
        return ids;
    }

    private static OutgoingDelivery delivery(int id) {
        OutgoingDelivery delivery = new OutgoingDelivery(LINK, 0, null, 0, null);
        delivery.id = id;
        return delivery;
    }
}
