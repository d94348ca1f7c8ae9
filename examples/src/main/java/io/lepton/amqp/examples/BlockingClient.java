// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.engine.Engine;
import io.lepton.amqp.engine.EngineLink;
import io.lepton.amqp.engine.EngineListener;
import io.lepton.amqp.engine.EngineOptions;
import io.lepton.amqp.engine.EngineReceiver;
import io.lepton.amqp.engine.EngineSender;
import io.lepton.amqp.engine.EngineSession;
import io.lepton.amqp.engine.IncomingDelivery;
import io.lepton.amqp.engine.OutgoingDelivery;
import io.lepton.amqp.engine.SaslClientOptions;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import io.lepton.amqp.types.ErrorCondition;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A client without a thread of its own: the engine over a blocking socket, driven by whoever waits for something. */
public final class BlockingClient implements EngineListener, AutoCloseable {

    private final SocketChannel channel;
    private final Engine engine;
    private final EngineSession session;
    private final byte[] input = new byte[64 * 1024];
    private final ArrayDeque<Message> received = new ArrayDeque<>();
    private @Nullable ErrorCondition refusal;

    // region start
    BlockingClient(String host, int port) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(host, port));
        EngineOptions options = EngineOptions.builder("blocking-client-" + UUID.randomUUID())
                .hostname(host)
                .sasl(SaslClientOptions.DEFAULT)
                .build();
        engine = Engine.client(options, this);
        engine.start(now());
        engine.connection().open();
        session = engine.connection().session();
        session.open();
    }
    // end start

    // region drive
    /** Moves bytes, and keeps the time, until something has happened. */
    private void driveUntil(BooleanSupplier done) throws IOException {
        refusal = null;
        for (long deadline = write(); !done.getAsBoolean(); deadline = write()) {
            if (refusal != null || engine.outputDone()) {
                throw new IOException(refusal == null ? "it is over: " + engine.failure() : "refused: " + refusal);
            }
            read(deadline);
        }
    }

    /** Writes what there is to say, and tells until when there has to be more. */
    private long write() throws IOException {
        long deadline = engine.tick(now());
        do {
            engine.flush();
            Buffer output = engine.output();
            ByteBuffer bytes = ByteBuffer.wrap(output.array(), output.readIndex(), output.readable());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            output.clear();
        } while (engine.morePending());
        return deadline;
    }

    private void read(long deadline) throws IOException {
        long wait = Math.max(1, Math.min(deadline - now(), Integer.MAX_VALUE));
        channel.socket().setSoTimeout((int) wait);
        try {
            int count = channel.socket().getInputStream().read(input);
            if (count < 0) {
                engine.inputClosed(now());
            } else {
                engine.receive(input, 0, count, now());
            }
        } catch (SocketTimeoutException e) {
            // it is time for a tick
        }
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
    // end drive

    // region use
    /** Sends a message and waits for its outcome; whether it was accepted. */
    boolean send(String address, Message message) throws IOException {
        EngineSender sender = session.sender("to " + address);
        sender.target(Target.builder().address(address).build()).open();
        driveUntil(sender::attached);
        OutgoingDelivery delivery = sender.send(Buffer.wrap(message.encode()), 0, false, null, null);
        driveUntil(delivery::remotelySettled);
        sender.close();
        return delivery.remoteState() == Accepted.INSTANCE;
    }

    /** Waits for a message. */
    Message receive(String address) throws IOException {
        EngineReceiver receiver = session.receiver("from " + address);
        receiver.source(Source.builder().address(address).build()).open();
        receiver.addCredit(1);
        driveUntil(() -> !received.isEmpty());
        receiver.close();
        return received.remove();
    }

    @Override
    public void onDelivery(IncomingDelivery delivery) {
        received.add(Message.decode(delivery.takePayload()));
        delivery.disposition(Accepted.INSTANCE, true);
    }

    @Override
    public void onLinkRefused(EngineLink link) {
        refusal = link.remoteError();
    }
    // end use

    @Override
    public void close() throws IOException {
        engine.connection().close();
        driveUntil(engine::outputDone);
        channel.close();
    }

    public static void main(String[] args) throws IOException {
        try (BlockingClient client = new BlockingClient(args[0], Integer.parseInt(args[1]))) {
            System.out.println(client.send(args[2], Message.of("hello")));
            System.out.println(client.receive(args[2]).body());
        }
    }
}
