// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A long thin wire: what goes in comes out later, and no more than so much a second. */
final class DelayLine implements Pace {
    private static final int MAX_UNDER_WAY = 1 << 16;
    private static final int CHUNK = 1024;

    /** Bytes that leave at a time of {@link System#nanoTime()}. */
    private record Late(byte[] bytes, long due) {}

    private final OutputStream out;
    private final long latencyNanos;
    private final long bytesPerSecond;
    private final long beatNanos;
    private final Queue<Late> line = new ArrayDeque<>();
    private int underWay;
    private long free = System.nanoTime();
    private boolean finished;
    private @Nullable IOException failure;

    /**
     * A wire in front of a stream.
     *
     * @param beat bytes leave only at multiples of this, so that they come in bursts
     */
    DelayLine(OutputStream out, Duration latency, long bytesPerSecond, Duration beat) {
        this.out = out;
        this.beatNanos = beat.toNanos();
        this.latencyNanos = latency.toNanos();
        this.bytesPerSecond = bytesPerSecond;
        Threads.start("delay line", this::deliver);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += CHUNK) {
            int next = Math.min(CHUNK, length - done);
            put(Arrays.copyOfRange(bytes, offset + done, offset + done + next));
        }
    }

    private synchronized void put(byte[] chunk) throws IOException {
        try {
            while (underWay > MAX_UNDER_WAY && failure == null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        if (failure != null) {
            throw failure;
        }
        long now = System.nanoTime();
        free = Math.max(free, now) + TimeUnit.SECONDS.toNanos(chunk.length) / bytesPerSecond;
        long due = free + latencyNanos;
        line.add(new Late(chunk, due + beatNanos - Math.floorMod(due, beatNanos)));
        underWay += chunk.length;
        notifyAll();
    }

    @Override
    public synchronized void finish() throws InterruptedException {
        finished = true;
        notifyAll();
        while (underWay > 0 && failure == null) {
            wait();
        }
    }

    @Override
    public synchronized void abandon() {
        finished = true;
        line.clear();
        underWay = 0;
        notifyAll();
    }

    private void deliver() {
        try {
            Late next = take();
            while (next != null) {
                long wait = next.due - System.nanoTime();
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                }
                out.write(next.bytes);
                gone(next.bytes.length);
                next = take();
            }
        } catch (IOException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Late take() throws InterruptedException {
        while (line.isEmpty() && !finished) {
            wait();
        }
        return line.poll();
    }

    private synchronized void gone(int count) {
        underWay -= count;
        notifyAll();
    }

    private synchronized void fail(IOException e) {
        failure = e;
        notifyAll();
    }
}
