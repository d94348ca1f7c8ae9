// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.message.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages on standard input, on a thread of its own, and hands each to the call as a step; no faster than messages
 * leave the window, which is one of messages and, for the sake of the memory, of bytes. What is asked of it, and what it calls,
 * belongs to the call's thread.
 */
final class MessageInput {

    /** The window in bytes: of each there are copies on their way through the layers. */
    private static final int MOST_BYTES =
            (int) Math.min(64 << 20, Math.max(1 << 20, Runtime.getRuntime().maxMemory() / 8));

    private static final int FIRST_CAPACITY = 1 << 12;

    /**
     * A message of the input.
     *
     * @param message the message
     * @param cost what it takes of the window in bytes
     */
    record Item(Message message, int cost) {}

    private final JsonLines lines;
    private final ClientCall call;
    private final Consumer<Item> taker;
    private final Runnable whenEnded;
    private final Semaphore window;
    private final Semaphore bytes = new Semaphore(MOST_BYTES);
    private Buffer scratch = Buffer.allocate(FIRST_CAPACITY);
    private boolean ended;
    private @Nullable InputException mistake;

    /**
     * Input that nobody reads yet.
     *
     * @param window how many messages may have been taken and not {@linkplain #leave(Item) left}
     * @param taker takes each message
     * @param whenEnded told when there are no more messages
     */
    MessageInput(JsonLines lines, ClientCall call, int window, Consumer<Item> taker, Runnable whenEnded) {
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
    void leave(Item item) {
        window.release();
        bytes.release(item.cost());
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
                Item item = new Item(message, cost(message));
                bytes.acquire(item.cost());
                call.steps().post(() -> taker.accept(item));
                window.acquire();
            }
            end(null);
        } catch (InputException | IllegalArgumentException e) {
            end(new InputException("message " + number + " of the input: " + e.getMessage(), e));
        } catch (IOException e) {
            fail(new UncheckedIOException(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(e);
        }
    }

    /** The size of the encoded message; of one that is larger than the window, the whole window. */
    private int cost(Message message) {
        scratch.clear();
        message.encode(scratch);
        int size = scratch.readable();
        if (size > MOST_BYTES / 8) {
            scratch = Buffer.allocate(FIRST_CAPACITY);
        }
        return Math.min(size, MOST_BYTES);
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
