// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.DispositionFields;
import io.lepton.amqp.protocol.Role;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Dispositions of one role that wait to be written: a range of neighbours with the same state (part 2, 2.7.6). */
final class DispositionBatch {

    private final EngineSession session;
    private final DispositionFields fields;
    private final Role role;
    private boolean pending;
    private int first;
    private int last;
    private boolean settled;
    private @Nullable DeliveryState state;

    /**
     * An empty batch.
     *
     * @param fields registers to write by; good for several batches
     */
    DispositionBatch(EngineSession session, Role role, DispositionFields fields) {
        this.session = session;
        this.fields = fields;
        this.role = role;
    }

    /** Adds one; what cannot go into the same frame is written before. */
    void add(int id, boolean settles, @Nullable DeliveryState newState) {
        if (pending && settles == settled && Objects.equals(state, newState)) {
            if (id == last + 1) {
                last = id;
                return;
            }
            if (id == first - 1) {
                first = id;
                return;
            }
        }
        flush();
        pending = true;
        first = id;
        last = id;
        settled = settles;
        state = newState;
    }

    /** Writes what waits. */
    void flush() {
        if (!pending) {
            return;
        }
        pending = false;
        fields.role = role;
        fields.first = first;
        fields.hasLast = last != first;
        fields.last = last;
        fields.settled = settled;
        fields.state = state;
        FrameWriter writer = session.writer();
        int frame = writer.begin(session.localChannel());
        fields.write(writer.target());
        writer.endDisposition(frame, fields);
        state = null;
    }

    /** Forgets what waits: the session is gone. */
    void drop() {
        pending = false;
        state = null;
    }
}
