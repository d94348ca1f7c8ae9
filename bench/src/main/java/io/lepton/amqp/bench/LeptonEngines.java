// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.engine.Engine;
import io.lepton.amqp.engine.EngineConnection;
import io.lepton.amqp.engine.EngineLink;
import io.lepton.amqp.engine.EngineListener;
import io.lepton.amqp.engine.EngineOptions;
import io.lepton.amqp.engine.EngineReceiver;
import io.lepton.amqp.engine.EngineSender;
import io.lepton.amqp.engine.EngineSession;
import io.lepton.amqp.engine.IncomingDelivery;
import io.lepton.amqp.engine.OutgoingDelivery;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;

/** Two engines of ours. */
final class LeptonEngines implements JoinedEngines {

    private final Engine sending =
            Engine.client(EngineOptions.builder("sending").build(), new Sending());
    private final Engine receiving =
            Engine.server(EngineOptions.builder("receiving").build(), new Receiving());
    private final Buffer payload = Buffer.wrap(new byte[SIZE]);
    private final EngineSender sender;
    private final boolean inPlace;
    private int came;
    private long bytes;
    private long accepted;

    /** @param inPlace whether the receiver reads payloads where they lie; else it takes a copy of each */
    LeptonEngines(boolean inPlace) {
        this.inPlace = inPlace;
        sending.start(0);
        receiving.start(0);
        sending.connection().open();
        EngineSession session = sending.connection().session();
        session.open();
        sender = session.sender("link");
        sender.source(Source.builder().address("bench").build())
                .target(Target.builder().address("bench").build())
                .open();
        while (sender.credit() < WINDOW) {
            settle();
            receive();
        }
    }

    @Override
    public void send(int count) {
        for (int i = 0; i < count; i++) {
            payload.readIndex(0);
            sender.send(payload, 0, false, null, null);
        }
        sending.flush();
    }

    @Override
    public void receive() {
        pass(sending, receiving);
        receiving.flush();
    }

    @Override
    public void settle() {
        pass(receiving, sending);
        sending.flush();
    }

    @Override
    public long accepted() {
        return accepted;
    }

    @Override
    public long bytesRead() {
        return bytes;
    }

    private static void pass(Engine from, Engine to) {
        Buffer output = from.output();
        to.receive(output.array(), output.readIndex(), output.readable(), 0);
        output.clear();
    }

    private final class Sending implements EngineListener {

        @Override
        public void onDeliveryUpdated(OutgoingDelivery delivery) {
            delivery.settle();
            if (delivery.remoteState() == Accepted.INSTANCE) {
                accepted++;
            }
            delivery.recycle();
        }
    }

    private final class Receiving implements EngineListener {

        @Override
        public void onConnectionRemoteOpen(EngineConnection connection) {
            connection.open();
        }

        @Override
        public void onSessionRemoteOpen(EngineSession session) {
            session.open();
        }

        @Override
        public void onLinkRemoteOpen(EngineLink link) {
            link.source(link.remoteSource()).target(link.remoteTarget()).open();
            ((EngineReceiver) link).addCredit(WINDOW);
        }

        @Override
        public void onDelivery(IncomingDelivery delivery) {
            bytes += inPlace ? delivery.payloadBuffer().readable() : delivery.takePayload().length;
            EngineReceiver link = delivery.link();
            delivery.disposition(Accepted.INSTANCE, true);
            delivery.recycle();
            if (++came == WINDOW / 4) {
                link.addCredit(came);
                came = 0;
            }
        }
    }
}
