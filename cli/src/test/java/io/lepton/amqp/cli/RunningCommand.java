// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A run of the command within this virtual machine, on a thread of its own, fed and read line by line. */
final class RunningCommand implements AutoCloseable {

    private static final long LIMIT_SECONDS = 30;

    private final Feed input = new Feed();
    private final Lines out = new Lines();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    private RunningCommand(String... args) {
        Thread thread = new Thread(
                () -> {
                    try {
                        status.complete(Main.run(input, new PrintWriter(out), new PrintWriter(err), args));
                    } catch (Throwable e) {
                        status.completeExceptionally(e);
                    }
                },
                "command " + String.join(" ", args));
        thread.setDaemon(true);
        thread.start();
    }

    static RunningCommand start(String... args) {
        return new RunningCommand(args);
    }

    /** A {@code peer serve} that listens. */
    static RunningCommand serve(String... options) throws InterruptedException {
        List<String> args = new ArrayList<>(List.of("peer", "serve", "--port", "0"));
        args.addAll(List.of(options));
        RunningCommand serve = start(args.toArray(String[]::new));
        serve.port = Integer.parseInt(serve.nextLine().replaceAll("[^0-9]", ""));
        return serve;
    }

    private int port;

    int port() {
        return port;
    }

    String url() {
        return "amqp://127.0.0.1:" + port;
    }

    RunningCommand feed(String... lines) {
        for (String line : lines) {
            input.add(line);
        }
        return this;
    }

    RunningCommand endInput() {
        input.end();
        return this;
    }

    /** How many lines of the input have been read. */
    int linesRead() {
        return input.read.get();
    }

    String nextLine() throws InterruptedException {
        String line = out.lines.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("no line in time; standard error: " + err);
        }
        return line;
    }

    /** The lines that nobody has asked for yet. */
    List<String> linesLeft() {
        List<String> left = new ArrayList<>();
        out.lines.drainTo(left);
        return left;
    }

    int status() {
        return status.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    boolean ended() {
        return status.isDone();
    }

    String err() {
        return err.toString();
    }

    /** Ends the input, and waits until a command that heeds that has ended. */
    @Override
    public void close() {
        input.end();
        status();
    }

    /** Gives one line to a read, so that what has been read can be counted. */
    private static final class Feed extends InputStream {

        private static final byte[] END = {};

        private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
        private final AtomicInteger read = new AtomicInteger();

        void add(String line) {
            lines.add((line + "\n").getBytes(StandardCharsets.UTF_8));
        }

        void end() {
            lines.add(END);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("lines are read whole");
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            try {
                byte[] line = lines.take();
                if (line.length == 0) {
                    lines.add(END);
                    return -1;
                }
                System.arraycopy(line, 0, target, offset, line.length);
                read.incrementAndGet();
                return line.length;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return -1;
            }
        }
    }

    private static final class Lines extends Writer {

        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] chars, int offset, int length) {
            text.append(chars, offset, length);
        }

        @Override
        public void flush() {
            for (int end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
                lines.add(text.substring(0, end));
                text.delete(0, end + 1);
            }
        }

        @Override
        public void close() {}
    }
}
