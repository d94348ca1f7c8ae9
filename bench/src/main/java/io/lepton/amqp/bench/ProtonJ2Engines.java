// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import java.util.ArrayDeque;
import org.apache.qpid.protonj2.buffer.ProtonBuffer;
import org.apache.qpid.protonj2.buffer.ProtonBufferAllocator;
import org.apache.qpid.protonj2.engine.Connection;
import org.apache.qpid.protonj2.engine.Engine;
import org.apache.qpid.protonj2.engine.EngineFactory;
import org.apache.qpid.protonj2.engine.IncomingDelivery;
import org.apache.qpid.protonj2.engine.Receiver;
import org.apache.qpid.protonj2.engine.Sender;
import org.apache.qpid.protonj2.engine.Session;
import org.apache.qpid.protonj2.engine.impl.ProtonDeliveryTagGenerator;
import org.apache.qpid.protonj2.types.messaging.Accepted;
import org.apache.qpid.protonj2.types.messaging.Source;
import org.apache.qpid.protonj2.types.messaging.Target;

/**
 * Two engines of protonj2, with its cheapest tags. It writes a buffer a frame; each is handed over as it is, so that nothing
 * is copied between and no frame is ever cut, which is kinder than a socket.
 */
final class ProtonJ2Engines implements JoinedEngines {

    private final Engine sending = EngineFactory.PROTON.createNonSaslEngine();
    private final Engine receiving = EngineFactory.PROTON.createNonSaslEngine();
    private final ArrayDeque<ProtonBuffer> toReceiving = new ArrayDeque<>();
    private final ArrayDeque<ProtonBuffer> toSending = new ArrayDeque<>();
    private final ProtonBuffer payload =
            ProtonBufferAllocator.defaultAllocator().copy(new byte[SIZE]);
    private final Sender sender;
    private int came;
    private long bytes;
    private long accepted;

    ProtonJ2Engines() {
        sending.outputConsumer(toReceiving::add);
        receiving.outputConsumer(toSending::add);
        receiving
                .connection()
                .openHandler(
                        connection -> connection.setContainerId("receiving").open());
        receiving.connection().sessionOpenHandler(Session::open);
        receiving.connection().receiverOpenHandler(this::opened);
        receiving.start();
        Connection connection = sending.start();
        connection.setContainerId("sending").open();
        Session session = connection.session();
        session.open();
        Source source = new Source();
        source.setAddress("bench");
        Target target = new Target();
        target.setAddress("bench");
        sender = session.sender("link");
        sender.setSource(source).setTarget(target);
        sender.setDeliveryTagGenerator(ProtonDeliveryTagGenerator.BUILTIN.POOLED.createGenerator());
        sender.deliveryStateUpdatedHandler(delivery -> {
            delivery.settle();
            if (delivery.getRemoteState() instanceof Accepted) {
                accepted++;
            }
        });
        sender.open();
        while (sender.getCredit() < WINDOW) {
            receive();
            settle();
        }
    }

    private void opened(Receiver receiver) {
        Target target = receiver.getRemoteTarget();
        receiver.setSource(receiver.getRemoteSource()).setTarget(target);
        receiver.deliveryReadHandler(this::read);
        receiver.open();
        receiver.addCredit(WINDOW);
    }

    private void read(IncomingDelivery delivery) {
        try (ProtonBuffer all = delivery.readAll()) {
            bytes += all.getReadableBytes();
        }
        delivery.disposition(Accepted.getInstance(), true);
        if (++came == WINDOW / 4) {
            delivery.getLink().addCredit(came);
            came = 0;
        }
    }

    @Override
    public void send(int count) {
        for (int i = 0; i < count; i++) {
            payload.setReadOffset(0);
            sender.next().writeBytes(payload);
        }
    }

    @Override
    public void receive() {
        pass(toReceiving, receiving);
    }

    @Override
    public void settle() {
        pass(toSending, sending);
    }

    @Override
    public long accepted() {
        return accepted;
    }

    @Override
    public long bytesRead() {
        return bytes;
    }

    private static void pass(ArrayDeque<ProtonBuffer> from, Engine to) {
        for (ProtonBuffer buffer = from.poll(); buffer != null; buffer = from.poll()) {
            to.ingest(buffer);
        }
    }
}
