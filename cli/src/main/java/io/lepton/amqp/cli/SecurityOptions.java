// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.PeerOptions;
import io.lepton.amqp.TlsOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who one is and whom one believes: the options that clients and listeners share. */
final class SecurityOptions {

    @Option(names = "--user", paramLabel = "NAME", description = "The user; for a client also in the URL.")
    @Nullable
    String user;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            description = "The password; for a client also in the URL, or better in the environment: LEPTON_PASSWORD or"
                    + " OURS_PASSWORD.")
    private @Nullable String password;

    @Option(
            names = "--mechs",
            paramLabel = "\"A B\"",
            description = "The SASL mechanisms allowed, separated by spaces; all by default.")
    @Nullable
    String mechs;

    @Option(names = "--no-sasl", description = "Speak AMQP without the SASL layer.")
    boolean noSasl;

    @Option(
            names = "--allow-insecure",
            description = "Permit mechanisms that show the password, such as PLAIN, without TLS.")
    boolean allowInsecure;

    @Option(names = "--ca", paramLabel = "FILE", description = "Certificates to trust (PEM) in place of Java's own.")
    @Nullable
    Path ca;

    @Option(names = "--cert", paramLabel = "FILE", description = "The own certificate chain (PEM).")
    @Nullable
    Path cert;

    @Option(names = "--key", paramLabel = "FILE", description = "The own private key (PEM, PKCS#8, not encrypted).")
    @Nullable
    Path key;

    /** Whether the command line names a password, wherever else there may be one. */
    boolean passwordOption() {
        return password != null;
    }

    /** The password from the command line, else from the environment; null if there is none. */
    @Nullable
    String password() {
        return password == null ? Secrets.passwordInEnvironment() : password;
    }

    /**
     * Puts the choices about SASL into the options of either end.
     *
     * @throws IllegalArgumentException if one choice lacks what belongs to it
     */
    void into(PeerOptions<?> options) {
        if ((cert == null) != (key == null)) {
            throw new IllegalArgumentException("--cert and --key go together");
        }
        if (mechs != null) {
            options.allowedMechs(mechs);
        }
        options.saslEnabled(!noSasl).allowInsecureMechs(allowInsecure);
    }

    /** Puts own certificate and trust into the options of TLS. */
    void into(TlsOptions tls) {
        if (ca != null) {
            tls.trust(ca);
        }
        if (cert != null && key != null) {
            tls.identity(cert, key);
        }
    }
}
