// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.EngineReceiver;
import java.util.function.BooleanSupplier;

/**
 * Keeps as many messages of one receiver under way as its window has: credit given and messages that the application has
 * not settled count alike. Refilled at the end of a batch once a quarter of what the application leaves of the window is
 * free, so that a busy link sends few flow frames, its sender never waits for half a window, and an application that keeps
 * many messages for long still gets the rest. Belongs to the connection's loop.
 */
final class CreditWindow {

    private final Receiver receiver;
    private int withApplication;
    /** Credit that the application gave by itself, less the messages that it has settled. */
    private long owed;

    private boolean draining;
    private boolean refilling;
    private final BooleanSupplier chore = this::refillNow;

    CreditWindow(Receiver receiver) {
        this.receiver = receiver;
    }

    /**
     * The link is attached at this end; whatever was under way before is of no interest any more. Credit that the application
     * gave by itself is given again, also what was used for messages that are not settled, because they come again.
     */
    void begin() {
        withApplication = 0;
        EngineReceiver link = receiver.engineReceiver();
        if (link != null && owed > 0) {
            link.addCredit(bounded(owed));
        }
        refill();
        if (draining) {
            startDrain();
        }
    }

    private static int bounded(long credit) {
        return (int) Math.min(Integer.MAX_VALUE, credit);
    }

    /** The application gives credit of its own. */
    void add(int messages) {
        if (receiver.life().ending()) {
            return;
        }
        owed = Math.min(Integer.MAX_VALUE, owed + messages);
        EngineReceiver link = receiver.engineReceiver();
        if (link != null) {
            link.addCredit(messages);
            receiver.wake();
        }
    }

    /** Asks for a drain, now or as soon as the link is attached. */
    void drain() {
        if (!receiver.life().ending() && !draining) {
            draining = true;
            startDrain();
        }
    }

    private void startDrain() {
        EngineReceiver link = receiver.engineReceiver();
        if (link == null) {
            return;
        }
        if (link.drain()) {
            receiver.wake();
        } else {
            // no credit is left that the sender could use up or give back
            receiver.connection().work().later(() -> {
                if (draining) {
                    receiver.drained();
                }
            });
        }
    }

    /** The link is lost for now: a drain is over, because no credit is left of which it could be the end. */
    void suspend() {
        if (draining) {
            owed = 0;
            receiver.connection().work().later(() -> {
                if (draining && !receiver.connection().life().over()) {
                    receiver.drained();
                }
            });
        }
    }

    void drained() {
        draining = false;
        owed = withApplication;
        refillLater();
    }

    /** A message was handed to the application. */
    void arrived() {
        withApplication++;
    }

    /** A message was settled. */
    void left() {
        withApplication--;
        owed = Math.max(0, owed - 1);
        refillLater();
    }

    /** Looks at the window at the end of the batch, once. */
    void refillLater() {
        if (!refilling && receiver.creditWindow() > 0) {
            refilling = true;
            receiver.connection().work().atEndOfBatch(chore);
        }
    }

    private boolean refillNow() {
        refilling = false;
        refill();
        return true;
    }

    private void refill() {
        EngineReceiver link = receiver.engineReceiver();
        int size = receiver.creditWindow();
        if (link == null || size == 0 || draining || receiver.life().ending() || !receiver.hasTaker()) {
            return;
        }
        long usable = (long) size - withApplication;
        long free = usable - link.credit();
        if (free > 0 && free >= usable / 4) {
            link.addCredit((int) free);
        }
    }
}
