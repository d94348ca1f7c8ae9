// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.message.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages on standard input, on a thread of its own, and hands each to the call as a step; no faster than messages
 * leave the window. What is asked of it, and what it calls, belongs to the call's thread.
 */
final class MessageInput {

    private final JsonLines lines;
    private final ClientCall call;
    private final Consumer<Message> taker;
    private final Runnable whenEnded;
    private final Semaphore window;
    private boolean ended;
    private @Nullable InputException mistake;

    /**
     * Input that nobody reads yet.
     *
     * @param window how many messages may have been taken and not {@linkplain #leave left}
     * @param taker takes each message
     * @param whenEnded told when there are no more messages
     */
    MessageInput(JsonLines lines, ClientCall call, int window, Consumer<Message> taker, Runnable whenEnded) {
        this.lines = lines;
        this.call = call;
        this.taker = taker;
        this.whenEnded = whenEnded;
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

    /** Whether no more messages will come. */
    boolean ended() {
        return ended;
    }

    /**
     * Tells what was wrong with the input, if something was: no JSON is a failure like others.
     *
     * @return whether something was
     * @throws InputException if it was JSON for something that AMQP cannot say
     */
    boolean tellMistake() {
        if (mistake == null) {
            return false;
        }
        if (!PeerError.isMalformed(mistake)) {
            throw mistake;
        }
        call.tell(PeerError.malformed(mistake));
        return true;
    }

    private void read() {
        long number = 0;
        try {
            window.acquire();
            for (JsonLine line = lines.next(); line != null; line = lines.next()) {
                number++;
                Message message = MessageReader.read(line);
                call.steps().post(() -> taker.accept(message));
                window.acquire();
            }
            end(null);
        } catch (InputException e) {
            end(new InputException("message " + number + " of the input: " + e.getMessage(), e));
        } catch (IOException e) {
            fail(new UncheckedIOException(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(e);
        }
    }

    private void end(@Nullable InputException why) {
        call.steps().post(() -> {
            ended = true;
            mistake = why;
            whenEnded.run();
        });
    }

    private void fail(Throwable cause) {
        call.steps().post(() -> call.fail(PeerError.unexpected(cause)));
    }
}
