// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.Begin;
import io.lepton.amqp.protocol.Close;
import io.lepton.amqp.protocol.Detach;
import io.lepton.amqp.protocol.Disposition;
import io.lepton.amqp.protocol.End;
import io.lepton.amqp.protocol.Flow;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.protocol.Performative;
import io.lepton.amqp.protocol.Performatives;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.protocol.Transfer;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A peer that says exactly what a test makes it say, right or wrong, to one engine, and reads what that answers. */
final class FakePeer {

    static final byte[] AMQP_HEADER = {'A', 'M', 'Q', 'P', 0, 1, 0, 0};

    /** A frame that the engine wrote. */
    record Frame(int channel, Performative body, byte[] payload) {}

    final Engine engine;
    final RecordingListener events;
    long now = 1_000;
    private final List<Frame> frames = new ArrayList<>();
    private final Buffer unread = Buffer.allocate(1024);
    private boolean headerRead;

    private FakePeer(Engine engine, RecordingListener events) {
        this.engine = engine;
        this.events = events;
        engine.start(now);
    }

    static EngineOptions.Builder options() {
        return EngineOptions.builder("engine");
    }

    /** The engine is a server that accepts everything; nothing was said yet. */
    static FakePeer ofServer(UnaryOperator<EngineOptions.Builder> options) {
        RecordingListener events = RecordingListener.accepting();
        return new FakePeer(Engine.server(options.apply(options()).build(), events), events);
    }

    /** The engine is a client; nothing was said yet. */
    static FakePeer ofClient(UnaryOperator<EngineOptions.Builder> options) {
        RecordingListener events = RecordingListener.accepting();
        return new FakePeer(Engine.client(options.apply(options()).build(), events), events);
    }

    /** The engine is a server and the connection is open. */
    static FakePeer opened() {
        return opened(o -> o);
    }

    static FakePeer opened(UnaryOperator<EngineOptions.Builder> options) {
        FakePeer peer = ofServer(options).header().send(0, open());
        assertThat(peer.read(Open.class).containerId()).isEqualTo("engine");
        return peer;
    }

    /** As {@link #opened}, with a session on channel 0. */
    static FakePeer begun(UnaryOperator<EngineOptions.Builder> options) {
        FakePeer peer = opened(options).send(0, begin());
        peer.read(Begin.class);
        return peer;
    }

    /** As {@link #begun}, and the peer sends on handle 0, with this credit from the engine. */
    static FakePeer sending(int credit, UnaryOperator<EngineOptions.Builder> options) {
        FakePeer peer = begun(options).send(0, attach("in", 0, Role.SENDER));
        peer.read(Attach.class);
        peer.receiver().addCredit(credit);
        peer.read(Flow.class);
        return peer;
    }

    static FakePeer sending(int credit) {
        return sending(credit, o -> o);
    }

    /** As {@link #begun}, and the peer receives on handle 0, giving this credit. */
    static FakePeer receiving(int credit) {
        FakePeer peer = begun(o -> o).send(0, attach("out", 0, Role.RECEIVER));
        peer.read(Attach.class);
        return peer.send(0, flow(0, credit));
    }

    EngineReceiver receiver() {
        return (EngineReceiver) events.links.get(events.links.size() - 1);
    }

    EngineSender sender() {
        return (EngineSender) events.links.get(events.links.size() - 1);
    }

    EngineSession session() {
        return events.sessions.get(events.sessions.size() - 1);
    }

    FakePeer header() {
        return raw(AMQP_HEADER);
    }

    FakePeer raw(byte... bytes) {
        engine.receive(bytes, 0, bytes.length, now);
        return this;
    }

    FakePeer send(int channel, Performative body) {
        return send(channel, body, "");
    }

    FakePeer send(int channel, Performative body, String payload) {
        return raw(frame(channel, body, payload.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static byte[] frame(int channel, @Nullable Performative body, byte[] payload) {
        return frame(0, channel, body, payload);
    }

    static byte[] frame(int type, int channel, @Nullable Performative body, byte[] payload) {
        Buffer buffer = Buffer.allocate(512);
        buffer.writeInt(0);
        buffer.writeByte(2);
        buffer.writeByte(type);
        buffer.writeShort(channel);
        if (body != null) {
            body.write(buffer);
        }
        buffer.writeBytes(payload, 0, payload.length);
        buffer.setInt(0, buffer.writeIndex());
        return buffer.copyFrom(0);
    }

    /** The next frame of the engine. */
    Frame next() {
        poll();
        assertThat(frames).as("the engine has written a frame").isNotEmpty();
        return frames.remove(0);
    }

    <T extends Performative> T read(Class<T> type) {
        Frame frame = next();
        assertThat(frame.body()).isInstanceOf(type);
        return type.cast(frame.body());
    }

    FakePeer readNothing() {
        poll();
        assertThat(frames).isEmpty();
        return this;
    }

    /** Closes with this condition, as the last frame; the engine is over. */
    void readCloseWith(Symbol condition) {
        Close close = read(Close.class);
        assertThat(close.error()).isNotNull();
        assertThat(close.error().condition()).isEqualTo(condition);
        readNothing();
        assertThat(engine.outputDone()).isTrue();
        assertThat(engine.failure()).isEqualTo(close.error());
        assertThat(events.events).contains("failed " + condition);
    }

    /** Ends the session with this condition, and the connection lives on. */
    void readEndWith(Symbol condition) {
        End end = read(End.class);
        assertThat(end.error()).isNotNull();
        assertThat(end.error().condition()).isEqualTo(condition);
        assertThat(engine.outputDone()).isFalse();
        assertThat(events.events).contains("session failed " + condition);
    }

    /** Closes the link with this condition, and the session lives on. */
    void readDetachWith(Symbol condition) {
        Detach detach = read(Detach.class);
        assertThat(detach.closed()).isTrue();
        assertThat(detach.error()).isNotNull();
        assertThat(detach.error().condition()).isEqualTo(condition);
        assertThat(engine.outputDone()).isFalse();
    }

    private void poll() {
        engine.flush();
        Buffer output = engine.output();
        unread.writeBytes(output, output.readable());
        if (!headerRead && unread.readable() >= 8) {
            unread.skip(8);
            headerRead = true;
        }
        while (unread.readable() >= 8 && headerRead) {
            int start = unread.readIndex();
            int size = unread.readInt();
            unread.skip(2);
            int channel = unread.readShort() & 0xffff;
            if (size > 8) {
                Performative body = Performatives.read(unread, DecodeLimits.DEFAULT);
                byte[] payload = new byte[start + size - unread.readIndex()];
                unread.readBytes(payload, 0, payload.length);
                frames.add(new Frame(channel, body, payload));
            }
        }
    }

    static Open open() {
        return Open.builder("peer").build();
    }

    static Begin begin() {
        return Begin.builder(0, 100, 100).build();
    }

    static Attach attach(String name, long handle, Role role) {
        Attach.Builder attach =
                Attach.builder(name, handle, role).source(EnginePair.source()).target(EnginePair.target());
        return role == Role.SENDER ? attach.initialDeliveryCount(0L).build() : attach.build();
    }

    static Flow flow(long handle, long credit) {
        return Flow.builder(100, 0, 100)
                .nextIncomingId(0L)
                .handle(handle)
                .deliveryCount(0L)
                .linkCredit(credit)
                .build();
    }

    /** The first or only frame of a delivery on handle 0, with an id and a tag of this number. */
    static Transfer.Builder transfer(int id) {
        return Transfer.builder(0)
                .deliveryId(Integer.toUnsignedLong(id))
                .deliveryTag(Binary.of(new byte[] {(byte) id, (byte) (id >> 8)}))
                .messageFormat(0L);
    }

    static Disposition accepted(long first, @Nullable Long last) {
        return new Disposition(Role.RECEIVER, first, last, true, Accepted.INSTANCE, false);
    }
}
