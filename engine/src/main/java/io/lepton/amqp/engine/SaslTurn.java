// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import org.jspecify.annotations.Nullable;

/**
 * One question to a mechanism and its one answer. An answer given while the question is still being asked waits until the
 * mechanism has returned, so that nothing that follows from it runs inside the mechanism.
 */
final class SaslTurn {

    private final Runnable afterLateAnswer;
    private boolean asking = true;
    private boolean answered;
    private boolean abandoned;
    private @Nullable Runnable waiting;

    /**
     * A question that is being asked.
     *
     * @param afterLateAnswer what to do when an answer that did not come at once has taken effect
     */
    SaslTurn(Runnable afterLateAnswer) {
        this.afterLateAnswer = afterLateAnswer;
    }

    /** The mechanism's answer. */
    void answer(Runnable consequence) {
        if (answered) {
            throw new IllegalStateException("this step of the SASL exchange has been answered already");
        }
        answered = true;
        if (asking) {
            waiting = consequence;
        } else if (!abandoned) {
            consequence.run();
            afterLateAnswer.run();
        }
    }

    /** The mechanism has thrown: this happens, even if it had answered before. */
    void threw(Runnable consequence) {
        answered = true;
        waiting = consequence;
    }

    /** The mechanism has returned. */
    void asked() {
        asking = false;
        Runnable consequence = waiting;
        waiting = null;
        if (consequence != null && !abandoned) {
            consequence.run();
        }
    }

    boolean answered() {
        return answered && !asking;
    }

    void abandon() {
        abandoned = true;
    }
}
