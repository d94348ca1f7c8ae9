// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.Engine;
import io.lepton.amqp.engine.EngineListener;
import io.lepton.amqp.engine.TransportSecurity;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.transport.EventLoop;
import io.lepton.amqp.transport.Wire;
import java.security.Principal;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Where a connection comes from: from this container, by its options, or from a peer, by those of the listener. */
sealed interface Origin permits Dialling, Accepting {

    /** An engine for one attempt, on a wire that stands. */
    Engine engine(Wire wire, EngineListener listener);

    /** What our open says. */
    Open open();

    /** Where it goes, without the password; null if the peer came to us. */
    @Nullable
    String url();

    /** What TLS has achieved on a wire; the identity is the client's, at either end. */
    static TransportSecurity security(Wire wire, boolean client) {
        SSLSession tls = wire.tls();
        if (tls == null) {
            return TransportSecurity.NONE;
        }
        Principal principal = client ? tls.getLocalPrincipal() : peerPrincipal(tls);
        return new TransportSecurity(true, principal == null ? null : principal.getName());
    }

    /** Runs tasks on a wire's loop: at once if called there, and not at all when the loop has ended. */
    static Executor onLoop(Wire wire) {
        EventLoop loop = wire.loop();
        return task -> {
            if (loop.inLoop()) {
                task.run();
                return;
            }
            try {
                loop.execute(task);
            } catch (RejectedExecutionException over) {
                LoggerFactory.getLogger(Connection.class).debug("authentication ended after its container");
            }
        };
    }

    private static @Nullable Principal peerPrincipal(SSLSession tls) {
        try {
            return tls.getPeerPrincipal();
        } catch (SSLPeerUnverifiedException anonymous) {
            return null;
        }
    }
}
