// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.PayloadStore.Chunk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which arrays of large messages are used again, and when. */
class PayloadStoreTest {

    private static final int LARGE = 10_000;

    private final PayloadStore store = new PayloadStore(1 << 20);

    private Chunk sent(int size) {
        Chunk chunk = store.take(size, true);
        chunk.fill(chunk.bytes(), size);
        store.hold(chunk);
        return chunk;
    }

    @Test
    void aChunkIsUsedAgainOnceTheOutputIsTaken() {
        Chunk chunk = sent(LARGE);
        assertThat(store.held()).isEqualTo(LARGE);
        store.release(chunk, true);
        assertThat(store.held()).isZero();
        assertThat(store.take(LARGE, false)).isNotSameAs(chunk);
        assertThat(store.take(LARGE, true)).isSameAs(chunk);
        assertThat(store.take(LARGE, true)).isNotSameAs(chunk);
    }

    @Test
    void aChunkThatMayBeReadYetIsNot() {
        Chunk pending = sent(LARGE);
        store.release(pending, false);
        assertThat(store.take(LARGE, true)).isNotSameAs(pending);
        Chunk ofLostAttempt = sent(LARGE);
        store.release(ofLostAttempt, true);
        store.forgetReleased();
        assertThat(store.take(LARGE, true)).isNotSameAs(ofLostAttempt);
    }

    @Test
    void aChunkMuchTooLargeForItsMessageIsLetGo() {
        Chunk vast = store.take(1 << 20, true);
        vast.fill(vast.bytes(), LARGE);
        store.release(vast, true);
        assertThat(store.take(LARGE, true)).isNotSameAs(vast);
    }

    @Test
    void sparesAreBoundedAndLetGoWhenNothingIsSent() {
        int size = 1 << 20;
        List<Chunk> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(sent(size));
        }
        many.forEach(chunk -> store.release(chunk, true));
        int again = 0;
        Chunk next = store.take(size, true);
        while (many.contains(next)) {
            again++;
            next = store.take(size, true);
        }
        assertThat(again).isEqualTo(8);
        store.release(next, true);
        store.forgetSpares();
        assertThat(store.take(size, true)).isNotSameAs(next);
    }

    @Test
    void smallMessagesShareAChunkUntilTheLastLetsGo() {
        byte[] message = new byte[100];
        Chunk first = store.keep(message, 0, message.length);
        Chunk second = store.keep(message, 0, message.length);
        assertThat(second).isSameAs(first);
        assertThat(first.shared()).isTrue();
        long chunk = store.held();
        store.hold(first); // as each that is sent again does
        assertThat(store.held()).isEqualTo(chunk);
        store.release(first, true);
        assertThat(store.held()).isEqualTo(chunk);
        store.release(second, true);
        assertThat(store.held()).isZero();
    }
}
