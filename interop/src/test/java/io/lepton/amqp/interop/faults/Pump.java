// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** Carries what one side sends to the other, piece by piece, until a fault or an end. */
final class Pump implements Runnable {
    private final Passage passage;
    private final Side from;
    private final Socket source;
    private final Gate gate;
    private final Pace pace;
    private final StreamReader reader;

    Pump(Passage passage, Side from, Socket source, Gate gate, Pace pace, Progress progress) {
        this.passage = passage;
        this.from = from;
        this.source = source;
        this.gate = gate;
        this.pace = pace;
        this.reader = new StreamReader(from, progress);
    }

    @Override
    public void run() {
        try {
            InputStream in = source.getInputStream();
            int read = 0;
            while (read >= 0) {
                gate.pass();
                reader.added(read);
                forward();
                int room = reader.room();
                read = in.read(reader.bytes(), reader.end(), room);
            }
            flushRest();
            pace.finish();
            passage.ended(from);
        } catch (IOException e) {
            passage.broken();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pace.abandon();
        }
    }

    private void forward() throws IOException, InterruptedException {
        int whole = 0;
        int length = reader.nextLength(0);
        while (length > 0) {
            Strike strike = passage.strike(reader.piece(whole, length));
            if (strike == null) {
                whole += length;
            } else {
                pass(whole + strike.bytes());
                strike.run();
                gate.pass();
                whole = length - strike.bytes();
            }
            length = reader.nextLength(whole);
        }
        pass(whole);
    }

    /** A stream may end within a frame. */
    private void flushRest() throws IOException {
        pass(reader.unread());
    }

    /** What vanishes is counted all the same. */
    private void pass(int count) throws IOException {
        if (count > 0) {
            if (!gate.isMute()) {
                write(count);
            }
            reader.passed(count);
        }
    }

    /** A fault may end the other side's stream while this is being written, from which on nothing is to pass. */
    private void write(int count) throws IOException {
        try {
            pace.write(reader.bytes(), reader.start(), count);
        } catch (IOException e) {
            if (!gate.isMute()) {
                throw e;
            }
        }
    }
}
