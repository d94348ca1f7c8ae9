// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.SaslClientMechanismFactory;
import io.lepton.amqp.engine.SaslClientOptions;
import io.lepton.amqp.engine.SaslCredentials;
import io.lepton.amqp.engine.SaslCredentialsSource;
import io.lepton.amqp.sasl.mechanisms.ClientMechanisms;
import io.lepton.amqp.sasl.mechanisms.OnLoop;
import io.lepton.amqp.sasl.mechanisms.SaslWork;
import io.lepton.amqp.transport.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the options of a connection mean to its SASL layer. Asked anew for each attempt. */
final class ClientSasl {

    /** Tokens and Kerberos tickets don't fit into the 512 bytes that the standard grants (part 5, 5.3.1). */
    static final int LARGE_FRAME = 64 * 1024;

    private static final String GSSAPI = "GSSAPI";

    private final ConnectionOptions options;
    private final SaslWork work;

    ClientSasl(ConnectionOptions options, SaslWork work) {
        this.options = options;
        this.work = work;
    }

    /**
     * The options for one attempt.
     *
     * @param place where it goes
     * @param again what was chosen for it; null if it is the first
     * @param hostname the host that the peer is asked for; null for none
     */
    SaslClientOptions attempt(
            ConnectionUrl place, @Nullable ReconnectAttempt again, @Nullable String hostname, Wire wire) {
        Executor loop = Origin.onLoop(wire);
        SaslClientOptions.Builder sasl = SaslClientOptions.builder()
                .mechanisms(mechanisms(place.host(), loop))
                .allowInsecureMechs(options.allowInsecureMechs)
                .hostname(hostname)
                .transport(Origin.security(wire, true));
        Supplier<? extends CompletionStage<SaslCredentials>> source = options.credentials;
        if (again != null && again.user() != null) {
            sasl.credentials(credentials(again.user(), again.password()));
        } else if (source == null || place.user() != null) {
            sasl.credentials(credentials(place));
        } else {
            sasl.credentials(reply -> ask(source, reply, loop));
        }
        List<String> allowed = options.allowedMechs;
        if (allowed != null) {
            sasl.allowed(allowed.toArray(String[]::new));
        }
        if (needsLargeFrames()) {
            sasl.maxFrameSize(LARGE_FRAME);
        }
        return sasl.build();
    }

    private List<SaslClientMechanismFactory> mechanisms(String host, Executor loop) {
        List<SaslClientMechanismFactory> all = new ArrayList<>(ClientMechanisms.all(options.kerberos, host, work));
        if (options.kerberos != null && !allows("ANONYMOUS")) {
            // Who has a Kerberos principal is somebody, and must not become nobody unasked.
            all.removeIf(known -> known.name().equals("ANONYMOUS"));
        }
        for (SaslClientMechanismFactory own : options.mechanisms) {
            all.removeIf(known -> known.name().equals(own.name()));
            all.add(own);
        }
        all.replaceAll(new OnLoop(loop)::client);
        return all;
    }

    private boolean needsLargeFrames() {
        return allows(GSSAPI)
                || options.kerberos != null
                || options.token != null
                || options.credentials != null
                || !options.mechanisms.isEmpty();
    }

    private boolean allows(String name) {
        return options.allowedMechs != null && options.allowedMechs.stream().anyMatch(name::equalsIgnoreCase);
    }

    private SaslCredentials credentials(ConnectionUrl place) {
        String user = place.user() == null ? options.user : place.user();
        if (place.password() != null || !options.isOf(place)) {
            return credentials(user, place.password());
        }
        return options.token == null
                ? credentials(user, options.password)
                : SaslCredentials.token(user, options.token.toCharArray());
    }

    private static SaslCredentials credentials(@Nullable String user, @Nullable String password) {
        if (user == null) {
            return SaslCredentials.NONE;
        }
        return password == null ? SaslCredentials.of(user) : SaslCredentials.of(user, password.toCharArray());
    }

    private static void ask(
            Supplier<? extends CompletionStage<SaslCredentials>> source,
            SaslCredentialsSource.Reply reply,
            Executor loop) {
        // What the supplier throws here is a mistake of its own and final; that it fails later may pass.
        source.get()
                .whenComplete((given, failure) -> loop.execute(() -> {
                    if (failure != null) {
                        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                        reply.fail("the supplier of credentials failed", cause);
                    } else if (given == null) {
                        reply.fail("the supplier of credentials gave null", null);
                    } else {
                        reply.give(given);
                    }
                }));
    }
}
