// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lepton.amqp.Connection;
import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.Peer;
import java.io.IOException;
import java.time.Duration;

/** {@code connect}: opens a connection, holds it, closes it. */
public final class ConnectCall extends ClientCall {

    private final Duration hold;
    private boolean held;

    /** A call that holds its connection for so long. */
    public ConnectCall(PeerEvents events, CallSteps steps, Duration hold) {
        super(events, steps);
        this.hold = hold;
    }

    @Override
    void begin(Connection made) {}

    /** Also told when the connection is back after a loss. */
    @Override
    public void onConnectionOpened(ConnectionEvent event) {
        super.onConnectionOpened(event);
        Peer peer = event.connection().peer();
        steps().post(() -> {
            events().event("open", json -> write(json, peer));
            if (!held) {
                held = true;
                event.container().schedule(hold, () -> steps().post(this::end));
            }
        });
    }

    private static void write(JsonGenerator json, Peer peer) throws IOException {
        json.writeStringField("container", peer.containerId());
        json.writeStringField("mechanism", peer.mechanism());
        json.writeStringField("tls", peer.tls() == null ? null : peer.tls().getProtocol());
    }

    @Override
    void finished() {
        events().event("close", json -> {});
    }
}
