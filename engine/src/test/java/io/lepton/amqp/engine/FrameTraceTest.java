// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.engine.FrameListener.Direction;
import io.lepton.amqp.protocol.SaslInit;
import io.lepton.amqp.protocol.SaslResponse;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One line a frame, without secrets. */
@Spec("B25")
class FrameTraceTest {

    private final List<String> lines = new ArrayList<>();
    private final FrameListener trace = FrameListener.toLines(lines::add);

    @Test
    void aFrameIsALine() {
        trace.onHeader(Direction.OUT, ProtocolHeader.describe(ProtocolHeader.SASL, ProtocolHeader.SIZE));
        trace.onFrame(Direction.OUT, 3, "Transfer{handle=0}", 112);
        trace.onFrame(Direction.IN, 0, "empty", 0);
        trace.onFrame(Direction.IN, 65535, "Transfer{handle=0}", 1);
        assertThat(lines)
                .containsExactly(
                        "-> AMQP 1.0.0 with SASL",
                        "-> [3] Transfer{handle=0} 112 bytes",
                        "<- [0] empty",
                        "<- [65535] Transfer{handle=0} 1 byte");
    }

    @Test
    void secretsAreMasked() {
        Binary secret = Binary.of("\0alice\0topsecret".getBytes(StandardCharsets.US_ASCII));
        trace.onFrame(Direction.OUT, 0, new SaslInit(Symbol.of("PLAIN"), secret, "host").toString(), 0);
        trace.onFrame(Direction.OUT, 0, new SaslResponse(secret).toString(), 0);
        assertThat(lines.get(0)).contains("PLAIN").contains("host").doesNotContain("topsecret", "alice");
        assertThat(lines.get(1)).doesNotContain("topsecret", "alice");
    }
}
