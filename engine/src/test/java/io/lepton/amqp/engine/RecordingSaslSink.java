// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.SaslFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps what a SASL layer says, and holds it to saying its end once. */
final class RecordingSaslSink implements SaslSink {

    final List<SaslFrame> written = new ArrayList<>();
    boolean succeeded;
    int resumed;

    @Nullable
    SaslFailure failure;

    @Override
    public void write(SaslFrame body) {
        assertThat(isOver()).as("nothing is written after the end").isFalse();
        written.add(body);
    }

    @Override
    public void succeeded() {
        assertThat(isOver()).as("the end is told once").isFalse();
        succeeded = true;
    }

    @Override
    public void resumed() {
        resumed++;
    }

    @Override
    public void failed(SaslFailure why) {
        assertThat(isOver()).as("the end is told once").isFalse();
        failure = why;
    }

    boolean isOver() {
        return succeeded || failure != null;
    }

    SaslFrame last() {
        return written.get(written.size() - 1);
    }

    SaslFailure theFailure() {
        return Objects.requireNonNull(failure, "no failure was told");
    }

    String reason() {
        return theFailure().condition().toString();
    }

    static Buffer body(SaslFrame frame) {
        Buffer buffer = Buffer.allocate(64);
        frame.write(buffer);
        return buffer;
    }

    static Buffer body(byte[] bytes) {
        return Buffer.wrap(bytes);
    }
}
