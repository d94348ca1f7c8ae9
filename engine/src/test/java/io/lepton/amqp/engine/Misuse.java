// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.protocol.Modified;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.types.Symbol;
import java.util.Map;
import java.util.Random;

/** Calls that are made without looking whether they are allowed, or that never are. */
final class Misuse {

    private static final int KINDS = 18;
    private static final Map<Symbol, Object> UNENCODABLE = Map.of(Symbol.of("x-opt-thing"), new Object());

    private final RandomLife life;
    private final Random random;
    private int refused;

    Misuse(RandomLife life) {
        this.life = life;
        this.random = life.random;
    }

    /** Calls something; either it works, or it is refused by one of the two exceptions for that. */
    void any() {
        try {
            call();
        } catch (IllegalArgumentException | IllegalStateException e) {
            assertThat(e.getMessage()).isNotBlank();
            refused++;
        }
    }

    void requireSome() {
        assertThat(refused).isGreaterThan(50);
    }

    private void call() {
        int kind = random.nextInt(KINDS);
        Engine engine = random.nextBoolean() ? life.pair.client : life.pair.server;
        EngineSession session = life.pick(life.sessions);
        EngineLink link = life.pick(life.links);
        OutgoingDelivery outgoing = life.pick(life.sent);
        IncomingDelivery incoming = life.pick(life.received);
        if (kind == 0) {
            engine.start(0);
        } else if (kind == 1) {
            engine.connection().open();
        } else if (kind < 6 && session != null) {
            onSession(kind, session, link);
        } else if (kind < 11 && link instanceof EngineSender sender) {
            onSender(kind, sender, outgoing);
        } else if (kind < 11 && link instanceof EngineReceiver receiver) {
            onReceiver(kind, receiver);
        } else if (kind < 15 && outgoing != null) {
            onOutgoing(kind, outgoing);
        } else if (incoming != null) {
            onIncoming(kind, incoming);
        }
    }

    private void onSession(int kind, EngineSession session, EngineLink link) {
        switch (kind) {
            case 2 -> session.open();
            case 3 -> session.firstIds(1, 2);
            case 4 -> session.incomingWindow(0);
            default -> {
                // a name of this end's; if both ends took the same at once, each would steal from the other
                boolean own = link != null && link.session().connection() == session.connection();
                EngineLink again = session.sender(own ? link.name() : "any");
                again.source(EnginePair.source()).target(EnginePair.target()).open();
                life.links.add(again);
            }
        }
    }

    private void onSender(int kind, EngineSender sender, OutgoingDelivery outgoing) {
        byte[] tag = outgoing == null ? new byte[33] : outgoing.tag();
        switch (kind) {
            case 6 -> sender.open();
            case 7 -> life.sent.add(sender.send(EnginePair.bytes("any"), 0, random.nextBoolean(), null, null));
            case 8 -> life.sent.add(sender.send(tag, EnginePair.bytes("any"), 0, false, null, null));
            case 9 -> sender.send(new byte[33], EnginePair.bytes("any"), 0, false, null, null);
            default -> sender.send(EnginePair.bytes("any"), 0, false, new Modified(true, true, UNENCODABLE), null);
        }
    }

    private void onReceiver(int kind, EngineReceiver receiver) {
        switch (kind) {
            case 6 -> receiver.open();
            case 7 -> receiver.addCredit(-1);
            case 8 -> receiver.flow(UNENCODABLE);
            case 9 -> receiver.drain();
            default -> receiver.settings().maxMessageSize(-1);
        }
    }

    private void onOutgoing(int kind, OutgoingDelivery outgoing) {
        switch (kind) {
            case 11 -> {
                outgoing.abort();
                life.streams.remove(outgoing);
            }
            case 12 -> {
                outgoing.complete();
                life.streams.remove(outgoing);
            }
            case 13 -> outgoing.append(EnginePair.bytes("any"));
            default -> outgoing.disposition(new Modified(true, true, UNENCODABLE), true);
        }
    }

    private void onIncoming(int kind, IncomingDelivery incoming) {
        if (kind == 15) {
            incoming.disposition(new Modified(false, false, UNENCODABLE), true);
        } else {
            // also when it is settled or its link is gone
            boolean settled = incoming.settled();
            boolean told = incoming.disposition(Released.INSTANCE, true);
            assertThat(told && settled).isFalse();
        }
    }
}
