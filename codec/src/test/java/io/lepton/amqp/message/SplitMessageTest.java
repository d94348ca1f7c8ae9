// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Binary;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message in two parts is the same bytes as in one, and the second part is not a copy. */
class SplitMessageTest {

    private static final Buffer START = Buffer.wrap(new byte[0]);
    private static final Buffer REST = Buffer.wrap(new byte[0]);

    private static byte[] joined(SplitMessage split) {
        Buffer all = Buffer.allocate(0);
        all.writeBytes(split.start(START), START.readable());
        all.writeBytes(split.rest(REST), REST.readable());
        assertThat(split.size()).isEqualTo(all.readable());
        return all.copyFrom(0);
    }

    /** Where the rest lies. */
    private static byte[] rest(SplitMessage split) {
        return split.rest(REST).array();
    }

    private static void change(Message message, Random random) {
        switch (random.nextInt(7)) {
            case 0 -> message.deliveryCount(7);
            case 1 -> message.annotation("x-opt-hop", 1);
            case 2 -> message.instruction("i", 1);
            case 3 -> message.subject("changed");
            case 4 -> message.property("p", "v");
            case 5 -> message.body(Binary.of(new byte[random.nextInt(500)]));
            default -> message.footer(Map.of("f", 1));
        }
    }

    @Test
    void randomMessagesAreTheSameInTwoParts() {
        int splits = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            Message message = new MessageGenerator(seed).message();
            if (random.nextBoolean()) {
                message = Message.decode(message.encode());
            }
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                change(message, random);
            }
            int shortest = 1 + random.nextInt(200);
            SplitMessage split = message.split(shortest);
            if (split != null) {
                splits++;
                assertThat(joined(split)).isEqualTo(message.encode());
                assertThat(split.rest(REST).readable()).isGreaterThanOrEqualTo(shortest);
            }
        }
        assertThat(splits).isGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 70_000})
    void aBinaryBodyIsNotCopied(int size) {
        byte[] bytes = new byte[size + 20];
        Message message = Message.of(Binary.wrap(bytes, 10, size)).subject("s");
        SplitMessage split = message.split(size);
        assertThat(rest(split)).isSameAs(bytes);
        assertThat(joined(split)).isEqualTo(message.encode());
        assertThat(message.split(size + 1)).isNull();
        assertThat(split).hasToString("SplitMessage[" + (message.encode().length - size) + " + " + size + " bytes]");
    }

    @Test
    void whatIsForwardedIsNotCopied() {
        byte[] payload = Message.of(new byte[1_000]).subject("s").encode();
        Message message = Message.decode(payload);
        assertThat(rest(message.split(1_000))).isSameAs(payload);
        message.annotation("x-opt-hop", 1).deliveryCount(2);
        SplitMessage split = message.split(1_000);
        assertThat(rest(split)).isSameAs(payload);
        assertThat(joined(split)).isEqualTo(message.encode());
    }

    @Test
    void ofAMessageOfOneDataSectionTheBodyIsNotCopied() {
        byte[] payload = Message.of(new byte[1_000]).encode();
        assertThat(rest(Message.decode(payload).split(1_000))).isSameAs(payload);
    }

    @Test
    void aRawMessageIsNotCopied() {
        byte[] payload = new byte[1_000];
        SplitMessage split = Message.raw(1, payload).split(1_000);
        assertThat(rest(split)).isSameAs(payload);
        assertThat(joined(split)).hasSize(1_000);
    }

    @Test
    void whatMayChangeIsNotSharedAndWhatFollowsTheBodyNotForgotten() {
        assertThat(Message.of(new byte[1_000]).split(1)).isNull(); // the application may use its array again
        assertThat(Message.of("x".repeat(1_000)).split(1)).isNull();
        Binary body = Binary.of(new byte[1_000]);
        assertThat(new Message().data(body, body).split(1)).isNull();
        assertThat(Message.of(body).footer(Map.of("f", 1)).split(1)).isNull();
        assertThat(new Message().split(1)).isNull();
    }
}
