// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;

/** Standard output: objects, each on a line of its own and flushed. Thread-safe. */
public final class PeerEvents {

    /** Writes the members of one object. */
    @FunctionalInterface
    public interface Members {
        /** Writes them to where the object was opened. */
        void write(JsonGenerator json) throws IOException;
    }

    private final PrintWriter out;
    private final UnaryOperator<String> mask;

    /**
     * Events that go to {@code out}.
     *
     * @param mask takes the secrets out of a text that may come from elsewhere
     */
    public PeerEvents(PrintWriter out, UnaryOperator<String> mask) {
        this.out = out;
        this.mask = mask;
    }

    /**
     * Writes an object with these members.
     *
     * @throws IllegalStateException if nobody reads standard output any more
     */
    public synchronized void line(Members members) {
        try (JsonGenerator json = JsonFormat.generator(out)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (out.checkError()) {
            throw new IllegalStateException("standard output was closed");
        }
    }

    /** Writes the event of this name with further members. */
    public void event(String name, Members members) {
        line(json -> {
            json.writeStringField("event", name);
            members.write(json);
        });
    }

    /** Writes the event that something failed. */
    void error(PeerError error) {
        event("error", json -> {
            json.writeStringField("condition", error.condition());
            json.writeStringField("description", mask.apply(error.description()));
            json.writeBooleanField("remote", error.remote());
        });
    }
}
