// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What is done once when a batch of input, or of calls, is over: credit is topped up, and endpoints that were asked to close
 * do so, after the outcomes that the same batch brought about. Belongs to the connection's loop.
 */
final class EndOfBatch {

    // without room until there is a chore: many idle connections have none
    private List<BooleanSupplier> chores = new ArrayList<>(0);
    private List<BooleanSupplier> running = new ArrayList<>(0);

    /**
     * Adds a chore.
     *
     * @param chore false if it has to be tried again at the end of the next batch
     */
    void add(BooleanSupplier chore) {
        chores.add(chore);
    }

    void run() {
        if (chores.isEmpty()) {
            return;
        }
        List<BooleanSupplier> due = chores;
        chores = running;
        running = due;
        try {
            for (int i = 0; i < due.size(); i++) {
                BooleanSupplier chore = due.get(i);
                if (!chore.getAsBoolean()) {
                    chores.add(chore);
                }
            }
        } finally {
            due.clear();
        }
    }
}
