// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

/** Opens whatever the peer opens, echoing its termini, gives credit, and keeps nothing. */
class AcceptingListener implements EngineListener {

    private final int credit;

    AcceptingListener(int credit) {
        this.credit = credit;
    }

    @Override
    public void onConnectionRemoteOpen(EngineConnection connection) {
        if (connection.localState() == EndpointState.UNOPENED) {
            connection.open();
        }
    }

    @Override
    public void onSessionRemoteOpen(EngineSession session) {
        if (session.localState() == EndpointState.UNOPENED) {
            session.open();
        }
    }

    @Override
    public void onLinkRemoteOpen(EngineLink link) {
        if (link.localState() == EndpointState.UNOPENED) {
            link.source(link.remoteSource()).target(link.remoteTarget()).open();
            if (link instanceof EngineReceiver receiver) {
                receiver.addCredit(credit);
            }
        }
    }

    @Override
    public void onDelivery(IncomingDelivery delivery) {
        delivery.link().addCredit(1);
    }
}
