// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The watch over buffers sees what it is there for. */
class BufferLeaksTest {

    private static final int TRIES = 100;

    @Test
    void aBufferThatIsForgottenIsFound() {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < TRIES && found.isEmpty(); i++) {
            forget();
            found.addAll(BufferLeaks.take());
        }
        assertThat(found).isNotEmpty();
        assertThat(found.get(0)).contains("not released").contains("BufferLeaksTest");
        // what else was forgotten shall not be held against the class
        found.addAll(BufferLeaks.take());
    }

    @Test
    void aBufferThatIsReleasedIsNone() {
        PooledByteBufAllocator.DEFAULT.directBuffer(100).release();
        assertThat(BufferLeaks.take()).isEmpty();
    }

    private static void forget() {
        PooledByteBufAllocator.DEFAULT.directBuffer(100).writeInt(1);
    }
}
