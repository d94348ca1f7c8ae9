// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.Binary;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of all sizes, whose arrays are used again: none may arrive with the bytes of another. */
class LargeMessagesTest {

    private static final int MESSAGES = 600;

    private final List<Integer> whole = new ArrayList<>();
    private final Recorder client = new Recorder();
    private final Recorder server = new Recorder() {
        @Override
        public void onLinkOpening(LinkEvent event) {
            event.receiver().open(o -> o.creditWindow(30));
        }

        @Override
        public void onMessage(MessageEvent event) {
            whole.add(check(event.message()));
        }
    };
    private final Pair pair = new Pair(client, server);

    /** A body whose every byte follows from its number and place. */
    private static byte[] body(int number, int size) {
        byte[] body = new byte[Integer.BYTES + size];
        ByteBuffer.wrap(body).putInt(number);
        for (int i = Integer.BYTES; i < body.length; i++) {
            body[i] = (byte) (number * 31 + i);
        }
        return body;
    }

    private static int check(Message message) {
        byte[] bytes = ((Binary) message.body()).toByteArray();
        int number = ByteBuffer.wrap(bytes).getInt();
        assertThat(bytes).isEqualTo(body(number, bytes.length - Integer.BYTES));
        return number;
    }

    /** The same body in all the ways in which its bytes are there before. */
    private static Message message(byte[] body, Random random) {
        Binary shared = Binary.wrap(body, 0, body.length);
        return switch (random.nextInt(4)) {
            case 0 -> Message.of(shared);
            case 1 -> Message.decode(Message.of(shared).subject("s").encode());
            case 2 -> Message.decode(Message.of(shared).encode()).annotation("x-opt-hop", 1);
            default -> Message.of(body);
        };
    }

    private static int size(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(200);
            case 1 -> 4_000 + random.nextInt(300);
            case 2 -> random.nextInt(20_000);
            default -> random.nextInt(150_000);
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void eachArrivesWithItsOwnBytesThroughCutsAndStalls(long seed) {
        boolean presettled = seed == 4;
        Random random = new Random(seed);
        Connection connection = pair.connect(o -> o.reconnect(r -> r.jitter(0)));
        Sender sender = connection.createSender("q", o -> {
            if (presettled) {
                o.atMostOnce();
            }
        });
        pair.drive();
        List<SentDelivery> sent = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            int number = i;
            int bytes = size(random);
            Message message = message(body(number, bytes), random);
            if (random.nextInt(3) == 0) {
                sent.add(sender.send(message)); // as from another thread
            } else {
                pair.network.loop.execute(() -> sent.add(sender.send(message)));
            }
            if (random.nextInt(5) == 0) {
                pair.network.trickle(1 + random.nextInt(100_000));
                pair.drive();
            }
            if (!presettled && random.nextInt(60) == 0) {
                pair.network.cutSoon();
                pair.drive();
                pair.advance(java.time.Duration.ofSeconds(10));
            }
        }
        pair.advance(java.time.Duration.ofSeconds(30));
        Set<Integer> arrived = new HashSet<>(whole);
        assertThat(arrived).hasSize(MESSAGES);
        assertThat(sent)
                .hasSize(MESSAGES)
                .allMatch(delivery -> delivery.outcome().toCompletableFuture().isDone());
    }

    @Test
    void theBodyMayBeUsedAgainOnceItIsSent() {
        Sender sender = pair.connect().createSender("q", o -> {});
        pair.drive();
        byte[] body = new byte[0];
        for (int i = 0; i < 20; i++) {
            byte[] next = body(i, 10_000);
            if (body.length == next.length) {
                System.arraycopy(next, 0, body, 0, next.length);
            } else {
                body = next;
            }
            byte[] same = body;
            pair.network.loop.execute(() -> {
                sender.send(Message.of(same));
                java.util.Arrays.fill(same, (byte) 0);
            });
            pair.drive();
        }
        assertThat(whole).hasSize(20);
    }
}
