// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import io.lepton.amqp.protocol.LifetimePolicy;

/** How long a queue stays: not less than the link that it was made for (part 3, 3.5.9 lifetime-policy). */
final class Lifetime {

    private final LifetimePolicy policy;
    private boolean owned;

    /**
     * A lifetime that begins.
     *
     * @param owned whether the queue was made for a link, which is still there
     */
    Lifetime(LifetimePolicy policy, boolean owned) {
        this.policy = policy;
        this.owned = owned;
    }

    /** The link that it was made for is gone. */
    void ownerGone() {
        owned = false;
    }

    /** Whether it ends for a queue with so many links and messages. */
    boolean over(int links, int messages) {
        return !owned
                && switch (policy) {
                    case DELETE_ON_CLOSE -> true;
                    case DELETE_ON_NO_LINKS -> links == 0;
                    case DELETE_ON_NO_MESSAGES -> messages == 0;
                    case DELETE_ON_NO_LINKS_OR_MESSAGES -> links == 0 && messages == 0;
                };
    }
}
