// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BufferTest {

    @Test
    void numbers_are_big_endian() {
        Buffer buffer = Buffer.allocate(0);
        buffer.writeByte(0x01);
        buffer.writeShort(0x0203);
        buffer.writeInt(0x04050607);
        buffer.writeLong(0x08090a0b0c0d0e0fL);
        assertThat(buffer.copyFrom(0)).isEqualTo(Hex.bytes("0102030405060708090a0b0c0d0e0f"));
        assertThat(buffer.readByte()).isEqualTo((byte) 1);
        assertThat(buffer.readShort()).isEqualTo((short) 0x0203);
        assertThat(buffer.readInt()).isEqualTo(0x04050607);
        assertThat(buffer.readLong()).isEqualTo(0x08090a0b0c0d0e0fL);
        assertThat(buffer.readable()).isZero();
    }

    @Test
    void reading_past_the_end_is_a_decode_error_and_moves_nothing() {
        Buffer buffer = Buffer.wrap(new byte[] {9, 1, 2, 3, 9}, 1, 3);
        List<Runnable> reads = List.of(
                buffer::readInt,
                buffer::readLong,
                () -> buffer.skip(4),
                () -> buffer.skip(-1),
                () -> buffer.skip(Integer.MIN_VALUE),
                () -> buffer.skip(Integer.MAX_VALUE),
                () -> buffer.readBytes(new byte[4], 0, 4));
        for (Runnable read : reads) {
            assertThatThrownBy(read::run)
                    .isInstanceOf(DecodeException.class)
                    .hasMessageContaining("3 left at offset 1");
            assertThat(buffer.readIndex()).isEqualTo(1);
        }
        buffer.skip(2);
        assertThat(buffer.readUnsignedByte()).isEqualTo(3);
        assertThatThrownBy(buffer::readByte).isInstanceOf(DecodeException.class);
        assertThatThrownBy(buffer::readShort).isInstanceOf(DecodeException.class);
    }

    @Test
    void lets_go_of_its_array_and_takes_another() {
        Buffer buffer = Buffer.allocate(4, 1000);
        buffer.writeLong(1);
        buffer.readInt();
        buffer.release();
        assertThat(buffer.array()).isEmpty();
        assertThat(buffer.readable()).isZero();
        buffer.writeShort(0x0203);
        assertThat(buffer.readShort()).isEqualTo((short) 0x0203);
        assertThat(buffer.array()).hasSize(256);
        assertThatThrownBy(() -> buffer.ensureWritable(999)).isInstanceOf(EncodeException.class);
    }

    @Test
    void grows_up_to_its_maximum() {
        Buffer buffer = Buffer.allocate(4, 10);
        buffer.writeLong(1);
        buffer.writeShort(2);
        assertThat(buffer.writable()).isZero();
        assertThatThrownBy(() -> buffer.writeByte(3))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("10");
        assertThatThrownBy(() -> buffer.ensureWritable(Integer.MAX_VALUE)).isInstanceOf(EncodeException.class);
        assertThat(buffer.copyFrom(8)).containsExactly(0, 2);
    }

    @Test
    void a_wrapped_array_has_no_room_to_write() {
        Buffer buffer = Buffer.wrap(new byte[8], 2, 4);
        assertThatThrownBy(() -> buffer.writeByte(1)).isInstanceOf(EncodeException.class);
        buffer.clear();
        buffer.writeInt(7);
        assertThat(buffer.readIndex()).isEqualTo(2);
        assertThatThrownBy(() -> buffer.writeByte(1)).isInstanceOf(EncodeException.class);
        assertThat(buffer.array()[5]).isEqualTo((byte) 7);
    }

    @Test
    void compacting_keeps_what_is_unread() {
        Buffer buffer = Buffer.allocate(4);
        buffer.writeInt(0x01020304);
        buffer.skip(3);
        buffer.compact();
        assertThat(buffer.readIndex()).isZero();
        assertThat(buffer.copyFrom(0)).containsExactly(4);
        assertThat(buffer.writable()).isEqualTo(3);
    }

    @Test
    void bytes_go_from_buffer_to_buffer() {
        Buffer from = Buffer.wrap(new byte[] {1, 2, 3});
        Buffer to = Buffer.allocate(1);
        to.writeBytes(from, 2);
        to.writeBytes(new byte[] {7, 8, 9}, 1, 1);
        assertThat(to.copyFrom(0)).containsExactly(1, 2, 8);
        assertThat(from.readable()).isEqualTo(1);
        assertThatThrownBy(() -> to.writeBytes(from, 2)).isInstanceOf(DecodeException.class);
    }

    @Test
    void patches_what_was_written() {
        Buffer buffer = Buffer.allocate(8);
        buffer.writeLong(0);
        buffer.setByte(0, 1);
        buffer.setShort(1, 0x0203);
        buffer.setInt(3, 0x04050607);
        assertThat(buffer.getInt(0)).isEqualTo(0x01020304);
        assertThat(buffer.getByte(6)).isEqualTo((byte) 7);
    }

    @Test
    void indexes_stay_in_order() {
        Buffer buffer = Buffer.wrap(new byte[8], 2, 4);
        assertThatThrownBy(() -> buffer.readIndex(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> buffer.readIndex(7)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> buffer.writeIndex(7)).isInstanceOf(IndexOutOfBoundsException.class);
        buffer.readIndex(4);
        assertThatThrownBy(() -> buffer.writeIndex(3)).isInstanceOf(IndexOutOfBoundsException.class);
        buffer.writeIndex(5);
        assertThat(buffer.readable()).isEqualTo(1);
        assertThat(buffer).hasToString("Buffer[1 readable from 4, capacity 4]");
    }

    @Test
    void nonsense_sizes_are_refused() {
        assertThatThrownBy(() -> Buffer.allocate(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Buffer.allocate(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Buffer.wrap(new byte[2], 1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Buffer.wrap(new byte[2], -1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
