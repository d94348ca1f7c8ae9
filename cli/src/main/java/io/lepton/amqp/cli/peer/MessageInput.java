// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.message.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages on standard input, on a thread of its own, and hands each to the call as a step; no faster than messages
 * leave the window.
 */
final class MessageInput {

    /** Who takes the messages; called in steps. */
    interface Taker {
        /** The next message. */
        void take(Message message);

        /** There are no more messages. */
        void inputEnded(@Nullable InputException mistake);

        /** Standard input or the machine failed. */
        void inputFailed(Throwable cause);
    }

    private final JsonLines lines;
    private final CallSteps steps;
    private final Taker taker;
    private final Semaphore window;

    MessageInput(JsonLines lines, CallSteps steps, int window, Taker taker) {
        this.lines = lines;
        this.steps = steps;
        this.taker = taker;
        this.window = new Semaphore(window);
    }

    /** Begins to read. The thread keeps nothing alive: nobody can wake it from a read. */
    void start() {
        Thread reader = new Thread(this::read, "lepton-input");
        reader.setDaemon(true);
        reader.start();
    }

    /** A message has left the window. */
    void leave() {
        window.release();
    }

    /**
     * Tells what was wrong with the input: no JSON is a failure like others.
     *
     * @throws InputException if it is JSON for something that AMQP cannot say
     */
    static void tell(InputException mistake, ClientCall call) {
        if (!PeerError.isMalformed(mistake)) {
            throw mistake;
        }
        call.tell(PeerError.malformed(mistake));
    }

    private void read() {
        long number = 0;
        try {
            window.acquire();
            for (JsonLine line = lines.next(); line != null; line = lines.next()) {
                number++;
                Message message = MessageReader.read(line);
                steps.post(() -> taker.take(message));
                window.acquire();
            }
            steps.post(() -> taker.inputEnded(null));
        } catch (InputException e) {
            InputException mistake = new InputException("message " + number + " of the input: " + e.getMessage(), e);
            steps.post(() -> taker.inputEnded(mistake));
        } catch (IOException e) {
            steps.post(() -> taker.inputFailed(new UncheckedIOException(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | OutOfMemoryError e) {
            steps.post(() -> taker.inputFailed(e));
        }
    }
}
