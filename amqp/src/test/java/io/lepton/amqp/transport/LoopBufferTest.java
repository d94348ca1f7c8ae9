// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LoopBufferTest {

    private final LoopBuffer buffer = new LoopBuffer(64);

    @Test
    void hasRoomForWhatWasAskedForAndNotMore() {
        for (int room : new int[] {0, 1, 63, 64, 65, 1000}) {
            ByteBuf taken = buffer.take(room);
            assertThat(taken.readableBytes()).isZero();
            assertThat(taken.writableBytes()).isEqualTo(room);
            assertThat(taken.isDirect()).isTrue();
            taken.release();
        }
    }

    @Test
    void isUsedAgainOnceItIsGivenBack() {
        ByteBuf first = buffer.take(8);
        first.writeLong(1);
        first.release();

        ByteBuf second = buffer.take(64);
        assertThat(second).isSameAs(first);
        assertThat(second.readableBytes()).isZero();
        second.release();
    }

    @Test
    void whatIsStillOutKeepsItsBytes() {
        ByteBuf first = buffer.take(8);
        first.writeLong(1);

        ByteBuf second = buffer.take(8);
        second.writeLong(2);

        assertThat(first.readLong()).isEqualTo(1);
        assertThat(second.readLong()).isEqualTo(2);
        assertThat(second.release()).isTrue(); // Netty's, which goes back to its pool
        first.release();
    }

    @Test
    void aPartThatSomebodyKeepsIsNotOverwritten() {
        ByteBuf first = buffer.take(8);
        first.writeLong(1);
        ByteBuf kept = first.retainedSlice();
        first.release();

        ByteBuf second = buffer.take(8);
        second.writeLong(2);

        assertThat(kept.readLong()).isEqualTo(1);
        second.release();
        kept.release();
    }

    @Test
    void socketsSeeTheBytesThatWereWritten() {
        ByteBuf taken = buffer.take(8);
        taken.writeLong(0x0102_0304_0506_0708L);
        assertThat(taken.nioBuffer()).isEqualTo(ByteBuffer.allocate(8).putLong(0, 0x0102_0304_0506_0708L));
        taken.release();
    }
}
