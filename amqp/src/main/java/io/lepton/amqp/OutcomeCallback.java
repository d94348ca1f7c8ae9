// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Released;

/** Which callback tells which outcome. */
final class OutcomeCallback {

    private OutcomeCallback() {}

    static void raise(MessagingHandler handler, Outcome outcome, SentDelivery delivery) {
        if (outcome instanceof Accepted) {
            Callbacks.raise(handler, MessagingHandler::onAccepted, delivery);
        } else if (outcome instanceof Rejected) {
            Callbacks.raise(handler, MessagingHandler::onRejected, delivery);
        } else if (outcome instanceof Released) {
            Callbacks.raise(handler, MessagingHandler::onReleased, delivery);
        } else {
            Callbacks.raise(handler, MessagingHandler::onModified, delivery);
        }
    }
}
