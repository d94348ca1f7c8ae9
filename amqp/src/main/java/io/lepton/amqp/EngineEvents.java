// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.Engine;
import io.lepton.amqp.engine.EngineConnection;
import io.lepton.amqp.engine.EngineLink;
import io.lepton.amqp.engine.EngineListener;
import io.lepton.amqp.engine.EngineReceiver;
import io.lepton.amqp.engine.EngineSender;
import io.lepton.amqp.engine.EngineSession;
import io.lepton.amqp.engine.IncomingDelivery;
import io.lepton.amqp.engine.OutgoingDelivery;
import io.lepton.amqp.engine.SaslFailure;
import io.lepton.amqp.types.ErrorCondition;

/**
 * Finds for each event of the engine the object of the API that it is about, which is the context of the engine's object, and
 * passes it on. Belongs to the connection's loop.
 */
final class EngineEvents implements EngineListener {

    private final ConnectionLife life;
    private final ConnectionAttempt attempt;

    EngineEvents(ConnectionLife life, ConnectionAttempt attempt) {
        this.life = life;
        this.attempt = attempt;
    }

    // ---- the connection

    @Override
    public void onConnectionRemoteOpen(EngineConnection connection) {
        if (!attempt.retired()) {
            life.remoteOpened(attempt, connection);
        }
    }

    @Override
    public void onConnectionRemoteClose(EngineConnection connection) {
        if (!attempt.retired()) {
            life.remoteClosed(connection);
        }
    }

    @Override
    public void onAuthenticated(Engine engine) {
        attempt.authenticated();
    }

    @Override
    public void onAuthenticationFailed(Engine engine, SaslFailure reason) {
        attempt.notAuthenticated(reason);
    }

    @Override
    public void onOutput(Engine engine) {
        attempt.wake();
    }

    @Override
    public void onFailure(Engine engine, ErrorCondition error) {
        attempt.failed(error);
    }

    // ---- sessions

    @Override
    public void onSessionRemoteOpen(EngineSession engine) {
        if (engine.context() instanceof Session session) {
            session.life().opened();
        } else if (!attempt.retired()) {
            life.accept(engine);
        }
    }

    @Override
    public void onSessionRemoteClose(EngineSession engine) {
        if (engine.context() instanceof Session session) {
            session.life().ended();
        }
    }

    @Override
    public void onSessionFailure(EngineSession engine, ErrorCondition error) {
        if (engine.context() instanceof Session session) {
            session.life().failed(error);
        }
    }

    // ---- links

    @Override
    public void onLinkRemoteOpen(EngineLink engine) {
        if (engine.context() instanceof Link link) {
            link.life().answered(engine.remoteAttach());
        } else if (engine.session().context() instanceof Session session && !attempt.retired()) {
            session.accept(engine);
        }
    }

    @Override
    public void onLinkRefused(EngineLink engine) {
        if (engine.context() instanceof Link link) {
            link.life().refused();
        }
    }

    @Override
    public void onLinkRemoteDetach(EngineLink engine) {
        if (engine.context() instanceof Link link) {
            link.life().detached();
        }
    }

    @Override
    public void onLinkFailure(EngineLink engine, ErrorCondition error) {
        if (engine.context() instanceof Link link) {
            link.life().failed(error);
        }
    }

    // ---- messages

    @Override
    public void onSenderCredit(EngineSender engine) {
        if (engine.context() instanceof Sender sender) {
            sender.goOn();
        }
    }

    @Override
    public void onDrain(EngineSender engine) {
        if (engine.context() instanceof Sender sender) {
            sender.draining();
        }
    }

    @Override
    public void onDrained(EngineReceiver engine) {
        if (engine.context() instanceof Receiver receiver) {
            receiver.drained();
        }
    }

    @Override
    public void onDelivery(IncomingDelivery engine) {
        if (engine.link().context() instanceof Receiver receiver) {
            ReceivedDelivery delivery = new ReceivedDelivery(receiver, engine);
            receiver.deliver(delivery);
            delivery.handled();
        }
    }

    @Override
    public void onDeliveryAborted(IncomingDelivery engine) {
        if (engine.link().context() instanceof Receiver receiver) {
            receiver.aborted(new ReceivedDelivery(receiver, engine));
        }
    }

    @Override
    public void onDeliveryRemoteUpdate(IncomingDelivery engine) {
        if (engine.context() instanceof ReceivedDelivery delivery) {
            delivery.updated();
        }
    }

    @Override
    public void onDeliveryUpdated(OutgoingDelivery engine) {
        if (engine.context() instanceof SentDelivery delivery) {
            delivery.sender().updated(delivery, engine);
        }
    }
}
