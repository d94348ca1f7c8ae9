// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The course of an exchange, the same at both ends: one question to the mechanism after the other, until it is over and the
 * mechanism is disposed of.
 */
final class SaslCourse {

    private final Runnable afterLateAnswer;
    private @Nullable SaslTurn turn;
    private @Nullable Runnable disposal;
    private boolean over;

    /** @param afterLateAnswer what to do when an answer that did not come at once has taken effect */
    SaslCourse(Runnable afterLateAnswer) {
        this.afterLateAnswer = afterLateAnswer;
    }

    /** Whether there is nothing more to ask or to answer. */
    boolean over() {
        return over;
    }

    /** Whether the mechanism has been asked and has not answered yet. */
    boolean thinking() {
        return !over && turn != null && !turn.answered();
    }

    /** There is a mechanism, which has to be disposed of at the end. */
    void mechanismMade(Runnable dispose) {
        disposal = dispose;
    }

    /**
     * Asks the mechanism.
     *
     * @param question is given the turn that takes the answer
     * @param threw what to do if the question throws
     */
    void ask(Consumer<SaslTurn> question, Consumer<RuntimeException> threw) {
        SaslTurn current = new SaslTurn(afterLateAnswer);
        turn = current;
        try {
            question.accept(current);
        } catch (RuntimeException e) {
            current.threw(() -> threw.accept(e));
        }
        current.asked();
    }

    /** It is over: reports that, and disposes of the mechanism whatever comes of it. */
    void finish(Runnable report) {
        end();
        try {
            report.run();
        } finally {
            dispose();
        }
    }

    /** The connection is gone: it is over, and late answers are ignored. */
    void abandon() {
        if (!over) {
            end();
            dispose();
        }
    }

    private void end() {
        over = true;
        if (turn != null) {
            turn.abandon();
        }
    }

    private void dispose() {
        if (disposal != null) {
            disposal.run();
        }
    }
}
