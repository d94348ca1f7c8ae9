// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.Begin;
import io.lepton.amqp.protocol.Close;
import io.lepton.amqp.protocol.CompositeValue;
import io.lepton.amqp.protocol.Detach;
import io.lepton.amqp.protocol.Disposition;
import io.lepton.amqp.protocol.End;
import io.lepton.amqp.protocol.Flow;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.protocol.Performative;
import io.lepton.amqp.protocol.Performatives;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.protocol.SaslCode;
import io.lepton.amqp.protocol.SaslFrames;
import io.lepton.amqp.protocol.SaslInit;
import io.lepton.amqp.protocol.SaslMechanisms;
import io.lepton.amqp.protocol.SaslOutcome;
import io.lepton.amqp.protocol.Transfer;
import io.lepton.amqp.types.Symbol;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A script's end of one connection. Used by one thread. */
public final class ScriptedWire {
    private static final byte[] AMQP = {'A', 'M', 'Q', 'P', 0, 1, 0, 0};
    private static final byte[] SASL = {'A', 'M', 'Q', 'P', 3, 1, 0, 0};
    private static final int MAX_FRAME = 1 << 20;

    private final Socket socket;
    private final DataInputStream in;

    ScriptedWire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    // ---- in larger steps

    /** The client's SASL layer, which is let in or not. */
    public ScriptedWire sasl(SaslCode code) throws IOException {
        in.readNBytes(SASL.length);
        socket.getOutputStream().write(SASL);
        write(1, 0, new SaslMechanisms(List.of(Symbol.of("ANONYMOUS"), Symbol.of("PLAIN"))));
        SaslInit init = (SaslInit) SaslFrames.read(frame(), DecodeLimits.DEFAULT);
        if (init.mechanism() == null) {
            throw new AssertionError("no mechanism: " + init);
        }
        write(1, 0, new SaslOutcome(code, null));
        return this;
    }

    /** Both headers and both opens. */
    public ScriptedWire open() throws IOException {
        sasl(SaslCode.OK);
        in.readNBytes(AMQP.length);
        socket.getOutputStream().write(AMQP);
        expect(Open.class);
        return send(Open.builder("script").build());
    }

    /** Both opens, and the client's first session with these windows of ours. */
    public ScriptedWire begin(long incomingWindow) throws IOException {
        open();
        expect(Begin.class);
        return send(Begin.builder(0, incomingWindow, 100).remoteChannel(0).build());
    }

    /** As {@link #begin}, and the client's first link, answered with its own source and target. */
    public Attach attach(long incomingWindow) throws IOException {
        begin(incomingWindow);
        return attachNext();
    }

    /** The client's next link, answered with its own source and target. */
    public Attach attachNext() throws IOException {
        Attach theirs = expect(Attach.class);
        Role ours = theirs.role() == Role.SENDER ? Role.RECEIVER : Role.SENDER;
        Attach.Builder attach = Attach.builder(theirs.name(), theirs.handle(), ours);
        if (theirs.source() != null) {
            attach.source(theirs.source());
        }
        if (theirs.target() != null) {
            attach.target(theirs.target());
        }
        send(ours == Role.SENDER ? attach.initialDeliveryCount(0L).build() : attach.build());
        return theirs;
    }

    /** Credit from a delivery-count of 0 on, on handle 0, beside an incoming window counted from transfer-id 0 on. */
    public ScriptedWire credit(long credit, long incomingWindow) throws IOException {
        return send(Flow.builder(incomingWindow, 0, 100)
                .nextIncomingId(0L)
                .handle(0L)
                .deliveryCount(0L)
                .linkCredit(credit)
                .build());
    }

    /** Accepts the transfers that come, and answers the ends of links and sessions, until the client closes; answers that. */
    public void acceptAll() throws IOException {
        Performative next = next();
        while (!(next instanceof Close)) {
            if (next instanceof Transfer transfer && transfer.deliveryId() != null && !transfer.more()) {
                send(new Disposition(Role.RECEIVER, transfer.deliveryId(), null, true, Accepted.INSTANCE, false));
            } else if (next instanceof Detach detach) {
                send(new Detach(detach.handle(), detach.closed(), null));
            } else if (next instanceof End) {
                send(new End(null));
            }
            next = next();
        }
        send(new Close(null));
    }

    /** What the client sends until it closes, which is answered. */
    public List<Performative> untilClose() throws IOException {
        List<Performative> heard = new ArrayList<>();
        Performative next = next();
        while (!(next instanceof Close)) {
            heard.add(next);
            next = next();
        }
        send(new Close(null));
        return heard;
    }

    // ---- frame by frame

    /** The next frame of this kind; others that come before it are passed over. */
    public <T extends Performative> T expect(Class<T> kind) throws IOException {
        Performative next = next();
        while (!kind.isInstance(next)) {
            next = next();
        }
        return kind.cast(next);
    }

    /** The next frame that is not empty, without its payload. */
    public Performative next() throws IOException {
        Buffer body = frame();
        while (body.readable() == 0) {
            body = frame();
        }
        return Performatives.read(body, DecodeLimits.DEFAULT);
    }

    /** Reads until the client ends its stream. */
    public void drain() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    public ScriptedWire send(Performative body) throws IOException {
        write(0, 0, body);
        return this;
    }

    /** Ends the connection without a close, as a crash does. */
    public void reset() {
        Passage.reset(socket);
    }

    private void write(int type, int channel, CompositeValue body) throws IOException {
        Buffer buffer = Buffer.allocate(512);
        buffer.writeInt(0);
        buffer.writeByte(2);
        buffer.writeByte(type);
        buffer.writeShort(channel);
        body.write(buffer);
        buffer.setInt(0, buffer.writeIndex());
        socket.getOutputStream().write(buffer.copyFrom(0));
    }

    private Buffer frame() throws IOException {
        int size = in.readInt();
        if (size < 8 || size > MAX_FRAME) {
            throw new AssertionError("a frame of " + size + " bytes");
        }
        byte[] rest = in.readNBytes(size - 4);
        if (rest.length < size - 4) {
            throw new EOFException("the client's stream ended within a frame");
        }
        int skip = 4 * rest[0] - 4;
        return Buffer.wrap(rest, skip, rest.length - skip);
    }
}
