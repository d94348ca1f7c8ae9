// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

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
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A sender and a receiver in one thread, without a network and without waiting: hours pass on a clock that only moves when
 * there is nothing left to do, bytes take their time, and the connection breaks again and again, sometimes so that neither end
 * notices before its idle time-out.
 */
public final class Simulation {

    private static final int DELAY = 50;

    private final Random random;
    private final Deque<String> toSend = new ArrayDeque<>();
    private final Map<String, Integer> arrived = new TreeMap<>();
    private long now;
    private int connections;

    Simulation(long seed, int messages) {
        random = new Random(seed);
        for (int i = 0; i < messages; i++) {
            toSend.add("message " + i);
        }
    }

    /** Runs until every message is accepted. */
    Simulation run() {
        while (!toSend.isEmpty()) {
            new Attempt().run();
        }
        return this;
    }

    /** What arrived, and how often. */
    Map<String, Integer> arrived() {
        return arrived;
    }

    int connections() {
        return connections;
    }

    long seconds() {
        return now / 1_000;
    }

    /** What lives as long as one connection: two engines, the bytes between them, and what breaks it. */
    private final class Attempt {

        private final Engine client =
                Engine.client(EngineOptions.builder("client").build(), new Sending());
        private final Engine server =
                Engine.server(EngineOptions.builder("server").build(), new Receiving());
        private final Line toServer = new Line(client, server);
        private final Line toClient = new Line(server, client);
        private final long breaksAt = now + random.nextInt(3_000);
        private final boolean silently = random.nextInt(4) == 0;
        private final EngineSender sender;

        Attempt() {
            connections++;
            client.start(now);
            server.start(now);
            client.connection().open();
            EngineSession session = client.connection().session();
            session.open();
            sender = session.sender("orders");
            sender.target(Target.builder().address("orders").build()).open();
        }

        // region time
        void run() {
            while (!client.outputDone() || !server.outputDone()) {
                toServer.take();
                toClient.take();
                long next = Math.min(client.tick(now), server.tick(now));
                next = Math.min(next, Math.min(toServer.arrival(), toClient.arrival()));
                if (now < breaksAt) {
                    next = Math.min(next, breaksAt);
                } else if (!silently || next == Long.MAX_VALUE) {
                    client.inputClosed(now);
                    server.inputClosed(now);
                    break;
                }
                now = Math.max(now, next);
                toServer.bring();
                toClient.bring();
            }
            // what has no outcome goes again, before what was not sent yet
            for (int i = sender.leftovers().size() - 1; i >= 0; i--) {
                toSend.addFirst(String.valueOf(sender.leftovers().get(i).context()));
            }
        }
        // end time

        // region line
        /** One direction: bytes arrive after a delay, and no more when the line is broken. */
        private final class Line {

            private record Sent(Buffer bytes, long arrives) {}

            private final Engine from;
            private final Engine to;
            private final Deque<Sent> underWay = new ArrayDeque<>();

            Line(Engine from, Engine to) {
                this.from = from;
                this.to = to;
            }

            void take() {
                from.flush();
                Buffer output = from.output();
                byte[] bytes = new byte[output.readable()];
                output.readBytes(bytes, 0, bytes.length);
                if (bytes.length > 0 && now < breaksAt) {
                    underWay.add(new Sent(Buffer.wrap(bytes), now + DELAY));
                }
            }

            long arrival() {
                return underWay.isEmpty() || now >= breaksAt
                        ? Long.MAX_VALUE
                        : underWay.peek().arrives();
            }

            void bring() {
                while (arrival() <= now) {
                    Buffer bytes = underWay.remove().bytes();
                    to.receive(bytes.array(), bytes.readIndex(), bytes.readable(), now);
                }
            }
        }
        // end line
    }

    // region ends
    private final class Sending implements EngineListener {

        @Override
        public void onSenderCredit(EngineSender sender) {
            while (sender.credit() > 0 && !toSend.isEmpty()) {
                String text = toSend.remove();
                sender.send(Buffer.wrap(Message.of(text).encode()), 0, false, null, text);
            }
        }

        @Override
        public void onDeliveryUpdated(OutgoingDelivery delivery) {
            delivery.settle();
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
            ((EngineReceiver) link).addCredit(10);
        }

        @Override
        public void onDelivery(IncomingDelivery delivery) {
            arrived.merge(String.valueOf(Message.decode(delivery.takePayload()).body()), 1, Integer::sum);
            delivery.disposition(Accepted.INSTANCE, true);
            delivery.link().addCredit(1);
        }
    }
    // end ends

    public static void main(String[] args) {
        Simulation simulation = new Simulation(1, 100_000).run();
        System.out.printf(
                "%d messages arrived over %d connections in %d seconds%n",
                simulation.arrived().size(), simulation.connections(), simulation.seconds());
    }
}
