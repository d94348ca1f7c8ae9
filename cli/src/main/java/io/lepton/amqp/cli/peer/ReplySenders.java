// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.Connection;
import io.lepton.amqp.LinkErrorEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Sender;
import io.lepton.amqp.SentDelivery;
import io.lepton.amqp.message.Message;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Senders to the addresses that requests name for their responses: one link each, because an address that is gone must not
 * end the link to the others, and no more than so many at a time. Used by one thread.
 */
final class ReplySenders {

    private static final int MOST = 64;

    /** A link that is refused fails the responses sent on it, which is where that is told. */
    private static final MessagingHandler QUIET = new MessagingHandler() {
        @Override
        public void onLinkError(LinkErrorEvent event) {}
    };

    private final Connection connection;
    /** The one used longest ago comes first. */
    private final Map<String, Sender> senders = new LinkedHashMap<>(MOST, 0.75f, true);

    ReplySenders(Connection connection) {
        this.connection = connection;
    }

    /**
     * Sends to an address.
     *
     * @throws IllegalStateException if the connection is closed or closing
     */
    SentDelivery send(String address, Message message) {
        Sender sender = senders.computeIfAbsent(address, this::open);
        try {
            return sender.send(message);
        } catch (IllegalStateException closedByPeer) {
            Sender another = open(address);
            senders.put(address, another);
            return another.send(message);
        } finally {
            trim();
        }
    }

    private Sender open(String address) {
        return connection.createSender(
                address, options -> options.atLeastOnce().recover(false).handler(QUIET));
    }

    /** Closes the sender that was used longest ago; what it has under way goes out first. */
    private void trim() {
        if (senders.size() > MOST) {
            Iterator<Sender> eldest = senders.values().iterator();
            eldest.next().close();
            eldest.remove();
        }
    }
}
