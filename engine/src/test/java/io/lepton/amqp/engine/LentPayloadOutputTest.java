// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.SenderSettleMode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payload that is lent to the output instead of being copied there, against the plain way. */
class LentPayloadOutputTest {

    private static final int MESSAGES = 60;
    private static final int LARGEST = 20_000;
    private static final Buffer NOTHING = Buffer.wrap(new byte[0]);

    /** All output by {@link Engine#takeOutput}, and whether its parts said truly how much follows. */
    private static byte[] taken(Engine engine) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long size = engine.outputSize();
        engine.takeOutput((bytes, offset, length, more) -> {
            all.write(bytes, offset, length);
            assertThat(all.size() + more).isEqualTo(size);
        });
        assertThat(all.size()).isEqualTo(size);
        assertThat(engine.outputSize()).isZero();
        return all.toByteArray();
    }

    private static EngineSender sender(EnginePair pair, boolean settled) {
        EngineSender sender = pair.session().sender("a");
        sender.settings().sndSettleMode(settled ? SenderSettleMode.SETTLED : SenderSettleMode.UNSETTLED);
        sender.target(EnginePair.target()).source(EnginePair.source()).open();
        pair.drive();
        pair.serverReceiver().addCredit(MESSAGES / 2); // the others wait for more
        pair.drive();
        return sender;
    }

    private static EnginePair pair() {
        return pair(4_096);
    }

    private static EnginePair pair(int frame) {
        return new EnginePair(o -> o.outputHighWater(50_000), o -> o.maxFrameSize(frame));
    }

    private static void send(EngineSender sender, byte[] payload, boolean settled) {
        Buffer buffer = Buffer.wrap(payload);
        if (settled) {
            sender.sendSettled(buffer, 0, null);
        } else {
            sender.send(buffer, 0, false, null, null);
        }
        assertThat(buffer.readable()).isZero();
    }

    /** In two arrays, of which one may be empty. */
    private static void lend(EngineSender sender, byte[] payload, int cut, boolean settled) {
        Buffer start = Buffer.wrap(Arrays.copyOfRange(payload, 0, cut));
        Buffer rest = Buffer.wrap(payload, cut, payload.length - cut);
        if (settled) {
            sender.sendSettledLent(start, rest, 0);
        } else {
            sender.sendLent(start, rest, 0, null);
        }
        assertThat(start.readable() + rest.readable()).isZero();
    }

    private static int cut(Random random, int length) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> length;
            case 2 -> Math.min(length, random.nextInt(100));
            default -> random.nextInt(length + 1);
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @Spec("X-045")
    void lentAndCopiedPayloadGiveTheSameBytes(long seed) {
        boolean settled = seed % 2 == 0;
        int frame = seed > 4 ? 4_096 : 16_384; // the larger ones have room for two lent parts
        EnginePair lending = pair(frame);
        EnginePair copying = pair(frame);
        EngineSender lender = sender(lending, settled);
        EngineSender copier = sender(copying, settled);
        assertThat(taken(lending.client)).isEmpty(); // from now on it lends
        Random random = new Random(seed);
        for (int i = 0; i < MESSAGES; i++) {
            byte[] payload = new byte[1 + random.nextInt(random.nextBoolean() ? 300 : LARGEST)];
            random.nextBytes(payload);
            if (random.nextInt(4) > 0) {
                lend(lender, payload, cut(random, payload.length), settled);
            } else {
                send(lender, payload, settled);
            }
            send(copier, payload, settled);
            if (random.nextInt(3) == 0) {
                exchange(lending, copying, random.nextBoolean());
            }
        }
        lending.serverReceiver().addCredit(MESSAGES);
        copying.serverReceiver().addCredit(MESSAGES);
        lending.toClient();
        copying.toClient();
        while (exchange(lending, copying, random.nextBoolean())) {
            assertThat(lending.client.failure()).isNull();
        }
        assertThat(lending.serverEvents.events).isEqualTo(copying.serverEvents.events);
        assertThat(lending.serverEvents.events.stream().filter(event -> event.startsWith("delivery")))
                .hasSize(MESSAGES);
    }

    /** Takes the output of both in the same state of affairs, and passes it on; false if there is none. */
    private static boolean exchange(EnginePair lending, EnginePair copying, boolean byParts) {
        lending.client.flush();
        copying.client.flush();
        byte[] bytes = byParts ? taken(lending.client) : EnginePair.take(lending.client);
        assertThat(bytes).isEqualTo(EnginePair.take(copying.client));
        lending.server.receive(bytes, 0, bytes.length, lending.now);
        copying.server.receive(bytes, 0, bytes.length, copying.now);
        lending.toClient();
        copying.toClient();
        return bytes.length > 0;
    }

    @Test
    @Spec("X-045")
    void theArrayIsFreeOnceItIsSentAndTheOutputIsTaken() {
        EnginePair pair = pair();
        EngineSender sender = sender(pair, false);
        taken(pair.client);
        byte[] payload = new byte[3_000];
        Arrays.fill(payload, (byte) 'a');
        OutgoingDelivery delivery = sender.sendLent(Buffer.wrap(payload), NOTHING, 0, null);
        assertThat(delivery.sent()).isTrue();
        assertThat(pair.client.outputSize()).isGreaterThan(3_000);
        payload[0] = 'A'; // what nobody may do yet shows that it is lent
        byte[] bytes = taken(pair.client);
        Arrays.fill(payload, (byte) 'b');
        pair.server.receive(bytes, 0, bytes.length, pair.now);
        assertThat(pair.serverEvents.events).endsWith("delivery A" + "a".repeat(2_999));
    }

    @Test
    @Spec("X-045")
    void whoTakesTheBufferOfTheOutputMissesNothing() {
        EnginePair pair = pair();
        EngineSender sender = sender(pair, false);
        taken(pair.client);
        Buffer payload = Buffer.wrap("x".repeat(3_000).getBytes(StandardCharsets.US_ASCII));
        sender.sendLent(payload, NOTHING, 0, null);
        pair.drive();
        assertThat(pair.serverEvents.events).endsWith("delivery " + "x".repeat(3_000));
    }

    @Test
    @Spec("X-045")
    void whatIsLentCountsAsOutput() {
        EnginePair pair = pair();
        EngineSender sender = sender(pair, false);
        taken(pair.client);
        int frames = 0;
        while (sender.sendLent(Buffer.wrap(new byte[3_000]), NOTHING, 0, null).sent()) {
            frames++;
        }
        assertThat(frames).isEqualTo(16); // of 50,000 bytes at most
        assertThat(pair.client.morePending()).isTrue();
        taken(pair.client);
        pair.client.flush();
        assertThat(sender.queued()).isZero();
    }
}
