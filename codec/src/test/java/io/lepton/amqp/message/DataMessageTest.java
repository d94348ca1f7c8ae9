// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.types.Binary;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of one data section and nothing else, which have a way of their own, held against the way of all others. */
class DataMessageTest {

    private static final int[] DESCRIPTOR = {0x00, 0x53, 0x75};

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 255, 256, 70_000})
    void isTakenTheShortWayInItsShortestEncodingAlone(int size) {
        byte[] shortest = Message.of(body(size)).encode();
        assertThat(headerLength(shortest)).isEqualTo(shortest.length - size);
        assertThat(DataMessage.encodedLength(size)).isEqualTo(shortest.length);
        assertThat(headerLength(wide(size))).isEqualTo(size > 255 ? 8 : 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 255, 256, 70_000})
    void isMadeOfItsContentAlone(int size) {
        byte[] bytes = Message.of(body(size)).encode();
        Message message = DataMessage.of(body(size));
        isAMessageOf(body(size), bytes, message);
        assertThat(message.split(0).size()).isEqualTo(bytes.length);
        assertThat(DataMessage.of(body(size)).body(Binary.of(body(3))).encode())
                .isEqualTo(Message.of(body(3)).encode());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 255, 256, 70_000})
    void isReadAndSentOnAsAnyOther(int size) {
        for (byte[] bytes : new byte[][] {Message.of(body(size)).encode(), wide(size)}) {
            isAMessageOf(body(size), bytes, Message.decode(bytes));
        }
    }

    private static void isAMessageOf(byte[] content, byte[] bytes, Message message) {
        message.check();
        message.validate();
        assertThat(message.body()).isEqualTo(Binary.of(content));
        assertThat(message.data()).containsExactly(Binary.of(content));
        assertThat(message.sequences()).isEmpty();
        assertThat(message.bodyKind()).isEqualTo(BodyKind.DATA);
        assertThat(message.inferred()).isTrue();
        for (Section section : Section.values()) {
            assertThat(message.has(section)).as("%s", section).isEqualTo(section == Section.BODY);
        }
        assertThat(message.encode()).isEqualTo(bytes);
        assertThat(message.copy().encode()).isEqualTo(bytes);
        assertThat(message.durable(true).clear(Section.HEADER).encode()).isEqualTo(bytes);
    }

    @Test
    void isFoundInThePartOfAnArrayThatIsGiven() {
        byte[] bytes = Message.of(body(300)).encode();
        byte[] larger = new byte[bytes.length + 20];
        System.arraycopy(bytes, 0, larger, 7, bytes.length);
        Message message = Message.decode(larger, 7, bytes.length, DecodeLimits.DEFAULT);
        assertThat(message.body()).isEqualTo(Binary.of(body(300)));
        assertThat(message.encode()).isEqualTo(bytes);
    }

    @Test
    void thatIsLargerThanAllowedIsRefused() {
        byte[] bytes = Message.of(body(100)).encode();
        DecodeLimits limits = DecodeLimits.DEFAULT.withMaxBinaryLength(99);
        assertThatThrownBy(() -> Message.decode(bytes, 0, bytes.length, limits).body())
                .isInstanceOf(DecodeException.class);
    }

    /** One byte cut off, added or changed: the two ways agree on what is a message. */
    @Test
    void thatIsDamagedIsJudgedAsAnyOther() {
        Random random = new Random(1);
        for (byte[] bytes : new byte[][] {
            Message.of(body(20)).encode(), Message.of(body(260)).encode()
        }) {
            for (int i = 0; i < 2_000; i++) {
                byte[] damaged = Arrays.copyOf(bytes, bytes.length - 2 + random.nextInt(5));
                damaged[random.nextInt(9)] = (byte) random.nextInt();
                int start = headerLength(damaged);
                if (start > 0) {
                    Buffer whole = Buffer.wrap(damaged, 0, damaged.length);
                    Object scanned = new Sections(EncodedSections.scan(whole, DecodeLimits.DEFAULT)).body();
                    assertThat(scanned)
                            .as("%s", Arrays.toString(damaged))
                            .isEqualTo(Binary.wrap(damaged, start, damaged.length - start));
                }
            }
        }
    }

    private static int headerLength(byte[] bytes) {
        return DataMessage.headerLength(Buffer.wrap(bytes), DecodeLimits.DEFAULT);
    }

    private static byte[] body(int size) {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        return body;
    }

    /** A size of four bytes, which is the shortest encoding only above 255. */
    private static byte[] wide(int size) {
        ByteBuffer wide = ByteBuffer.allocate(8 + size);
        for (int octet : DESCRIPTOR) {
            wide.put((byte) octet);
        }
        return wide.put((byte) 0xb0).putInt(size).put(body(size)).array();
    }
}
