// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import io.lepton.amqp.engine.SaslServerContext;
import io.lepton.amqp.engine.SaslServerMechanism;
import io.lepton.amqp.engine.SaslServerMechanismFactory;
import io.lepton.amqp.engine.SaslServerReply;
import io.lepton.amqp.protocol.SaslCode;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.login.LoginException;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.jspecify.annotations.Nullable;

/** GSSAPI at the listener (RFC 4752), by the JDK's Kerberos and a keytab. Each step is done off the loop. */
final class GssServer implements SaslServerMechanism {

    private static final String GSSAPI = "GSSAPI";
    private static final Map<String, String> PROPERTIES = Map.of(Sasl.QOP, "auth");

    private final KerberosSettings settings;
    private final SaslWork work;
    private @Nullable Subject subject;
    private @Nullable SaslServer server;
    private boolean disposed;

    private GssServer(KerberosSettings settings, SaslWork work) {
        this.settings = settings;
        this.work = work;
    }

    @Override
    public void start(byte @Nullable [] initialResponse, SaslServerReply reply) {
        if (initialResponse == null) {
            reply.challenge(new byte[0]);
        } else {
            response(initialResponse, reply);
        }
    }

    @Override
    public void response(byte[] response, SaslServerReply reply) {
        work.offLoop(() -> step(response, reply));
    }

    private synchronized void step(byte[] response, SaslServerReply reply) {
        if (disposed) {
            return;
        }
        try {
            SaslServer running = server();
            byte[] answer = KerberosLogin.as(Objects.requireNonNull(subject), () -> running.evaluateResponse(response));
            if (running.isComplete()) {
                reply.accept(running.getAuthorizationID(), answer == null || answer.length == 0 ? null : answer);
            } else {
                reply.challenge(answer == null ? new byte[0] : answer);
            }
        } catch (LoginException e) {
            reply.refuse(SaslCode.SYS_PERM, "GSSAPI: the listener cannot log in: " + KerberosLogin.reason(e));
        } catch (Exception e) {
            reply.refuse(SaslCode.AUTH, "GSSAPI: " + KerberosLogin.reason(e));
        }
    }

    private SaslServer server() throws Exception {
        SaslServer existing = server;
        if (existing != null) {
            return existing;
        }
        Subject who = KerberosLogin.listener(settings);
        SaslServer made = KerberosLogin.as(
                who, () -> Sasl.createSaslServer(GSSAPI, settings.serviceName(), host(), PROPERTIES, this::authorize));
        if (made == null) {
            throw new LoginException("this Java lacks the module jdk.security.jgss");
        }
        subject = who;
        server = made;
        return made;
    }

    /** The host in the listener's principal, {@code amqp/host@REALM}; null, for any that there are keys for, without one. */
    private @Nullable String host() {
        String principal = settings.principal();
        if (principal == null || principal.indexOf('/') < 0) {
            return null;
        }
        String host = principal.substring(principal.indexOf('/') + 1);
        return host.indexOf('@') < 0 ? host : host.substring(0, host.indexOf('@'));
    }

    /** Nobody may act as another user here. */
    private void authorize(Callback[] callbacks) {
        for (Callback callback : callbacks) {
            if (callback instanceof AuthorizeCallback question) {
                question.setAuthorized(question.getAuthenticationID().equals(question.getAuthorizationID()));
            }
        }
    }

    /** Waits, off the loop, for a step that is still being done. */
    @Override
    public void dispose() {
        work.offLoop(this::end);
    }

    private synchronized void end() {
        disposed = true;
        try {
            if (server != null) {
                server.dispose();
            }
        } catch (SaslException e) {
            // Nothing that anybody could use any more.
            server = null;
        }
    }

    record Factory(KerberosSettings settings, SaslWork work) implements SaslServerMechanismFactory {

        @Override
        public String name() {
            return GSSAPI;
        }

        @Override
        public int strength() {
            return Strengths.GSSAPI;
        }

        @Override
        public SaslServerMechanism create(SaslServerContext context) {
            return new GssServer(settings, work);
        }
    }
}
