// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.engine.FrameListener.Direction;
import io.lepton.amqp.protocol.DispositionFields;
import io.lepton.amqp.protocol.FlowFields;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.protocol.Performative;
import io.lepton.amqp.protocol.PlainTransfer;
import io.lepton.amqp.protocol.SaslFrame;
import io.lepton.amqp.protocol.TransferFields;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a connection: everything leaves in the order in which it was decided. Frames are encoded straight into
 * the output, their size patched in afterwards (part 2, 2.3).
 *
 * <p>AMQP frames that may not go yet are held: all of them before the AMQP header is written, and those that need to know
 * the peer's limits before its open came.
 */
final class FrameWriter {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int HEADER = 8;
    private static final int DATA_OFFSET = 2;
    private static final int AMQP = 0;
    private static final int SASL = 1;
    private static final int HELD_MAX = 16 * 1024 * 1024;
    /** Payload that is shorter is copied: that costs less than to hand it over by itself. */
    private static final int SHORTEST_LENT = 2048;

    private final Buffer output;
    /** Made with the first payload that is lent: few connections have any. */
    private @Nullable LentParts lent;

    private final int highWater;
    private final @Nullable FrameListener trace;
    private Buffer target;
    private @Nullable Buffer held;
    private boolean headerWritten;
    private boolean peerKnown;
    private boolean lends;
    private int lentInFrame;
    private int maxFrameSize = FrameReader.MIN_MAX_FRAME_SIZE;
    private int channel;
    private long frames;

    FrameWriter(Buffer output, int highWater, @Nullable FrameListener trace) {
        this.output = output;
        this.highWater = highWater;
        this.trace = trace;
        Buffer holding = Buffer.allocate(FrameReader.MIN_MAX_FRAME_SIZE, HELD_MAX);
        this.held = holding;
        this.target = holding;
    }

    /** Where the frame in hand is written. */
    Buffer target() {
        return target;
    }

    /** The largest frame that the peer takes, as far as known. */
    int maxFrameSize() {
        return maxFrameSize;
    }

    /** How many headers and frames were written so far; only its change means something. */
    long written() {
        return frames;
    }

    /** Whether the output is below its mark, so that what waits in outboxes may join it. */
    boolean hasRoom() {
        return outputSize() < highWater;
    }

    /** Whether a message of this size keeps the output below its mark. */
    boolean hasRoomFor(int size) {
        return outputSize() + size <= highWater;
    }

    /** Bytes of output, those that are lent to it included. */
    long outputSize() {
        return output.readable() + (lent == null ? 0 : lent.size());
    }

    /** Gives the whole output away. From now on payload may be lent to it: whoever takes it so knows where to look. */
    void takeOutput(OutputSink sink) {
        lends = true;
        if (lent != null) {
            lent.giveAll(output, sink);
        } else if (output.readable() > 0) {
            int from = output.readIndex();
            int length = output.readable();
            output.readIndex(output.writeIndex());
            sink.take(output.array(), from, length, 0);
        }
    }

    /** Makes the output's buffer hold all of it, for who looks nowhere else. */
    void gatherOutput() {
        if (lent != null) {
            lent.copyInto(output);
        }
    }

    /** Writes a protocol header (part 2, 2.2). */
    void writeHeader(long header) {
        recycle();
        output.writeLong(header);
        frames++;
        if (trace != null) {
            trace.onHeader(Direction.OUT, ProtocolHeader.describe(header, ProtocolHeader.SIZE));
        }
    }

    void writeSasl(SaslFrame body) {
        recycle();
        int start = output.writeIndex();
        writeFrameHeader(output, SASL, 0);
        body.write(output);
        output.setInt(start, output.writeIndex() - start);
        frames++;
        if (trace != null) {
            trace.onFrame(Direction.OUT, 0, body.toString(), 0);
        }
    }

    /** The AMQP header is out: frames may follow, the small ones at least (part 2, 2.4.1). */
    void amqpBegins() {
        headerWritten = true;
        release();
    }

    /** The peer's open came: its limits are known. */
    void peerOpened(long peerMaxFrameSize) {
        peerKnown = true;
        maxFrameSize = (int) Math.min(peerMaxFrameSize, Integer.MAX_VALUE);
        release();
    }

    /** Keeps what follows until the peer's open came, because whether it may go at all depends on that. */
    void holdForPeer() {
        if (!peerKnown && held == null) {
            hold();
        }
    }

    /** Forgets what is held: it will never go. What is still to be said goes at once, if the AMQP header is out. */
    void drop() {
        if (held != null) {
            held.clear();
        }
        if (headerWritten) {
            held = null;
            target = output;
        }
    }

    /** Starts a frame and gives where it starts. */
    int begin(int onChannel) {
        channel = onChannel;
        recycle();
        int start = target.writeIndex();
        writeFrameHeader(target, AMQP, onChannel);
        return start;
    }

    /** How many bytes may still be added to the frame. */
    int room(int start) {
        return maxFrameSize - (target.writeIndex() - start);
    }

    /** Starts the same frame over. */
    void restart(int start) {
        target.writeIndex(start + HEADER);
    }

    /** Takes the frame back. */
    void abandon(int start) {
        target.writeIndex(start);
    }

    /**
     * Adds payload to the frame.
     *
     * @param stable whether these bytes stay as they are until the output is taken
     */
    void payload(byte[] bytes, int from, int count, boolean stable) {
        if (stable && lends && count >= SHORTEST_LENT && held == null) {
            lend(bytes, from, count);
        } else {
            target.writeBytes(bytes, from, count);
        }
    }

    private void lend(byte[] bytes, int from, int count) {
        LentParts parts = lent;
        if (parts == null) {
            parts = new LentParts();
            lent = parts;
        }
        parts.add(output.writeIndex(), bytes, from, count);
        lentInFrame += count;
    }

    /** Whether {@link #plainTransfer} may be used for a payload of this size: it fits one frame. */
    boolean takesPlainTransfer(int size) {
        return size <= maxFrameSize - HEADER - PlainTransfer.MAX_SIZE;
    }

    /**
     * Writes the one frame of a message that is like most, in one go: the same bytes as by {@link #begin} and
     * {@link #endTransfer}, in little more than half of the time.
     *
     * @param payload all of it is read
     */
    void plainTransfer(int onChannel, int handle, int deliveryId, long tagNumber, boolean settled, Buffer payload) {
        recycle();
        int size = payload.readable();
        Buffer out = target;
        out.ensureWritable(HEADER + PlainTransfer.MAX_SIZE + size);
        byte[] array = out.array();
        int start = out.writeIndex();
        int body = PlainTransfer.put(
                array, start + HEADER, handle, deliveryId, Tags.bits(tagNumber), Tags.length(tagNumber), settled);
        int end = body + size;
        LONG.set(array, start, (long) (end - start) << Integer.SIZE | DATA_OFFSET << 24 | onChannel);
        payload.readBytes(array, body, size);
        out.writeIndex(end);
        frames++;
        if (trace != null) {
            trace.onFrame(Direction.OUT, onChannel, describeTransfer(array, start + HEADER, body), size);
        }
    }

    private static String describeTransfer(byte[] array, int from, int to) {
        TransferFields fields = new TransferFields();
        fields.read(Buffer.wrap(array, from, to - from), DecodeLimits.DEFAULT);
        return fields.toString();
    }

    void endTransfer(int start, TransferFields fields, int payload) {
        end(start);
        if (trace != null) {
            trace.onFrame(Direction.OUT, channel, fields.toString(), payload);
        }
    }

    void endDisposition(int start, DispositionFields fields) {
        end(start);
        if (trace != null) {
            trace.onFrame(Direction.OUT, channel, fields.toString(), 0);
        }
    }

    void endFlow(int start, FlowFields fields) {
        end(start);
        if (trace != null) {
            trace.onFrame(Direction.OUT, channel, fields.toString(), 0);
        }
    }

    /**
     * Writes a frame.
     *
     * @throws IllegalStateException if it is larger than the peer takes
     * @throws io.lepton.amqp.codec.EncodeException if it holds something that AMQP has no type for
     */
    void write(int onChannel, Performative body) {
        int start = begin(onChannel);
        try {
            body.write(target);
        } catch (RuntimeException e) {
            abandon(start);
            throw e;
        }
        int size = target.writeIndex() - start;
        if (size > maxFrameSize && (peerKnown || body instanceof Open)) {
            abandon(start);
            throw new IllegalStateException("a frame of " + size + " bytes is more than the " + maxFrameSize
                    + " that the peer takes; make it smaller: " + body);
        }
        if (size > maxFrameSize && held == null) {
            moveToHeld(start, size);
        } else {
            end(start);
        }
        if (trace != null) {
            trace.onFrame(Direction.OUT, onChannel, body.toString(), 0);
        }
    }

    /** Writes an empty frame, which says that this end is alive (part 2, 2.4.5). */
    void writeEmpty() {
        end(begin(0));
        if (trace != null) {
            trace.onFrame(Direction.OUT, 0, "empty", 0);
        }
    }

    private void end(int start) {
        target.setInt(start, target.writeIndex() - start + lentInFrame);
        lentInFrame = 0;
        frames++;
    }

    private void moveToHeld(int start, int size) {
        Buffer holding = hold();
        holding.writeBytes(output.array(), start, size);
        holding.setInt(holding.writeIndex() - size, size);
        output.writeIndex(start);
    }

    private Buffer hold() {
        Buffer holding = Buffer.allocate(FrameReader.MIN_MAX_FRAME_SIZE, HELD_MAX);
        held = holding;
        target = holding;
        return holding;
    }

    private void release() {
        Buffer from = held;
        if (from == null || !headerWritten) {
            return;
        }
        recycleOutput();
        while (from.readable() > 0) {
            int size = from.getInt(from.readIndex());
            if (size > maxFrameSize) {
                if (!peerKnown) {
                    return;
                }
                throw new IllegalStateException(
                        "a frame of " + size + " bytes is more than the " + maxFrameSize + " that the peer takes");
            }
            output.writeBytes(from, size);
            frames++;
        }
        held = null;
        target = output;
    }

    private void recycle() {
        if (held == null) {
            recycleOutput();
        }
    }

    /** Starts at the front again when the transport has taken everything. */
    private void recycleOutput() {
        if (output.readable() == 0) {
            output.clear();
        }
    }

    private static void writeFrameHeader(Buffer buffer, int type, int channel) {
        buffer.writeLong((long) DATA_OFFSET << 24 | type << 16 | channel);
    }
}
