// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import io.lepton.amqp.engine.SaslClientContext;
import io.lepton.amqp.engine.SaslClientMechanism;
import io.lepton.amqp.engine.SaslClientMechanismFactory;
import io.lepton.amqp.engine.SaslClientReply;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.login.LoginException;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;

/**
 * GSSAPI at the client (RFC 4752), by the JDK's Kerberos. Each step is done off the loop, since it reads files and asks the
 * Kerberos server. The server is authenticated too; TLS, not Kerberos, is to encrypt.
 */
final class GssClient implements SaslClientMechanism {

    private static final String GSSAPI = "GSSAPI";
    private static final Map<String, String> PROPERTIES = Map.of(Sasl.QOP, "auth", Sasl.SERVER_AUTH, "true");

    private final KerberosSettings settings;
    private final String host;
    private final SaslWork work;
    private final @Nullable String authorizationId;
    private @Nullable Subject subject;
    private @Nullable SaslClient client;
    private boolean disposed;

    private GssClient(KerberosSettings settings, String host, SaslWork work, @Nullable String authorizationId) {
        this.settings = settings;
        this.host = host;
        this.work = work;
        this.authorizationId = authorizationId;
    }

    @Override
    public void start(SaslClientReply reply) {
        work.offLoop(() -> begin(reply));
    }

    @Override
    public void challenge(byte[] challenge, SaslClientReply reply) {
        work.offLoop(() -> step(challenge, reply));
    }

    private synchronized void begin(SaslClientReply reply) {
        if (disposed) {
            return;
        }
        try {
            Subject who = KerberosLogin.client(settings);
            subject = who;
            client = KerberosLogin.as(
                    who,
                    () -> Sasl.createSaslClient(
                            new String[] {GSSAPI}, authorizationId, settings.serviceName(), host, PROPERTIES, null));
        } catch (LoginException e) {
            reply.fail("GSSAPI cannot be used: there is no Kerberos login (" + KerberosLogin.reason(e)
                    + "); run kinit, or give a keytab");
            return;
        } catch (Exception e) {
            reply.fail("GSSAPI failed: " + KerberosLogin.reason(e));
            return;
        }
        if (client == null) {
            reply.fail("GSSAPI cannot be used: this Java lacks the module jdk.security.jgss");
        } else {
            step(new byte[0], reply);
        }
    }

    private synchronized void step(byte[] challenge, SaslClientReply reply) {
        SaslClient running = client;
        Subject who = subject;
        if (disposed || running == null || who == null) {
            return;
        }
        byte[] response;
        try {
            response = KerberosLogin.as(who, () -> running.evaluateChallenge(challenge));
        } catch (Exception e) {
            reply.fail("GSSAPI failed with " + settings.serviceName() + "/" + host + ": " + KerberosLogin.reason(e));
            return;
        }
        reply.respond(response == null ? new byte[0] : response);
    }

    @Override
    public synchronized @Nullable String objection(byte @Nullable [] additionalData) {
        return client != null && client.isComplete()
                ? null
                : "it ended the exchange before it had authenticated itself";
    }

    /** Waits, off the loop, for a step that is still being done. */
    @Override
    public void dispose() {
        work.offLoop(this::end);
    }

    private synchronized void end() {
        disposed = true;
        try {
            if (client != null) {
                client.dispose();
            }
        } catch (SaslException e) {
            // Nothing that anybody could use any more.
            client = null;
        }
    }

    record Factory(KerberosSettings settings, boolean asked, String host, SaslWork work)
            implements SaslClientMechanismFactory {

        @Override
        public String name() {
            return GSSAPI;
        }

        @Override
        public int strength() {
            return Strengths.GSSAPI;
        }

        @Override
        public boolean onlyByName() {
            return !asked;
        }

        @Override
        public @Nullable String unusable(SaslClientContext context) {
            return null;
        }

        @Override
        public SaslClientMechanism create(SaslClientContext context) {
            return new GssClient(settings, host, work, context.credentials().authorizationId());
        }
    }
}
