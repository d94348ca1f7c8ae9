// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.types.Binary;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The delivery tags of a sending link (part 2, 2.6.12): a counter, next to tags that the application chooses, for instance
 * because it resumes deliveries of an earlier attachment.
 */
final class OutgoingTags {

    private final EngineSender link;
    private long next;
    /** The chosen tags in use; null as long as there was none, which is the rule. */
    private @Nullable Set<Binary> chosen;

    OutgoingTags(EngineSender link) {
        this.link = link;
    }

    /** A number whose tag is not in use. */
    long next() {
        long number = next++;
        while (chosen != null && chosen.contains(tag(number))) {
            number = next++;
        }
        return number;
    }

    /**
     * Takes a chosen tag into use and gives a copy of it.
     *
     * @throws IllegalArgumentException if it is empty, too long or in use
     */
    byte[] claim(byte[] tag) {
        if (tag.length == 0 || tag.length > Tags.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a delivery tag has 1 to " + Tags.MAX_LENGTH + " bytes, not " + tag.length);
        }
        if (chosen == null) {
            chosen = new HashSet<>();
        }
        Binary copy = Binary.of(tag);
        if (isCounted(tag) || !chosen.add(copy)) {
            throw new IllegalArgumentException(
                    "delivery tag " + copy + " is in use by an unsettled delivery of " + link);
        }
        return tag.clone();
    }

    /** The delivery is forgotten: its tag may be used again. */
    void release(OutgoingDelivery delivery) {
        byte[] tag = delivery.ownTag();
        if (tag != null && chosen != null) {
            chosen.remove(Binary.of(tag));
        }
    }

    /** Whether an unsettled delivery got this tag from the counter. Walks all of them, so only if the tag looks like it. */
    private boolean isCounted(byte[] tag) {
        long number = Tags.number(tag);
        if (number < 0 || number >= next) {
            return false;
        }
        boolean[] found = {false};
        link.session()
                .outgoing()
                .unsettled()
                .forAll(delivery -> found[0] |=
                        delivery.link() == link && delivery.ownTag() == null && delivery.tagNumber() == number);
        return found[0] || link.outbox.stream().anyMatch(d -> d.ownTag() == null && d.tagNumber() == number);
    }

    private static Binary tag(long number) {
        return Binary.of(Tags.of(number));
    }
}
