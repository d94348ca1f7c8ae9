// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.ListenerOptions;
import io.lepton.amqp.TlsOptions;
import io.lepton.amqp.broker.BrokerOptions;
import io.lepton.amqp.cli.peer.CallSteps;
import io.lepton.amqp.cli.peer.ServeCall;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code lepton peer serve}: an in-memory broker for a script. */
@Command(
        name = "serve",
        description = "Runs a small broker that keeps its messages in memory, until the end of input or a signal.")
final class PeerServeCommand implements Callable<Integer> {

    /** A client that does not answer close must not keep a script waiting. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    @ParentCommand
    private PeerCommand peer;

    @Mixin
    private NetworkOptions network;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The port to listen on at 127.0.0.1; 0, the default: any.")
    private int port;

    @Option(names = "--echo-events", description = "Print each message that is put.")
    private boolean echo;

    @Option(
            names = "--require-client-cert",
            description = "Turn clients away that show no certificate trusted by --ca.")
    private boolean requireClientCert;

    @Option(
            names = "--max-message-size",
            paramLabel = "BYTES",
            description = "The largest message to take; 0, the default: any.")
    private @Nullable Long maxMessageSize;

    @Override
    public Integer call() throws Exception {
        for (String option : network.meaninglessToListeners()) {
            peer.note(option + " means nothing to serve, which listens");
        }
        CallSteps steps = new CallSteps(network.timeout);
        ServeCall call = new ServeCall(peer.events(), steps, echo);
        return StopSignal.during(() -> call.run(this::into, peer.input()), call::stop);
    }

    private void into(BrokerOptions options) {
        boolean tls = network.connect.security.cert != null;
        if (requireClientCert && !(tls && network.connect.security.ca != null)) {
            throw new IllegalArgumentException("--require-client-cert needs --cert, --key and --ca");
        }
        options.url((tls ? "amqps" : "amqp") + "://127.0.0.1:" + port).listener(this::into);
        if (maxMessageSize != null) {
            options.maxMessageSize(maxMessageSize);
        }
    }

    private void into(ListenerOptions options) {
        SecurityOptions security = network.connect.security;
        security.into(options);
        network.limits.into(options);
        options.closeTimeout(CLOSE_TIMEOUT);
        String password = security.password();
        if (security.user != null && password != null) {
            options.user(security.user, password);
        } else if (security.user != null || security.passwordOption()) {
            throw new IllegalArgumentException("--user and --password go together");
        } else if (security.mechs != null) {
            options.saslRequired(true);
        }
        if (security.cert != null) {
            options.tls(this::into);
        }
    }

    private void into(TlsOptions tls) {
        network.connect.security.into(tls);
        if (requireClientCert) {
            tls.requireClientCertificate();
        }
    }
}
