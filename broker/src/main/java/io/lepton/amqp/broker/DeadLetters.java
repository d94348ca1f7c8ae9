// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import io.lepton.amqp.protocol.Rejected;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where rejected messages go, so that nothing is dropped in silence: a queue like any other. */
final class DeadLetters {

    /** The address of the queue that keeps what receivers rejected. */
    static final String ADDRESS = "dead-letters";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final Addresses addresses;

    DeadLetters(Addresses addresses) {
        this.addresses = addresses;
    }

    void take(Queue from, StoredMessage stored, Rejected rejected) {
        boolean kept =
                !from.address().equals(ADDRESS) && addresses.get(ADDRESS).put(stored.message(), stored.size()) == null;
        if (!kept) {
            LOG.warn("dropped a message from \"{}\" that was rejected: {}", from.address(), rejected.error());
        }
    }
}
