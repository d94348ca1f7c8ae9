// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.ConnectionOptions;
import io.lepton.amqp.ConnectionUrl;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to get to a peer: the options that the verbs of a client share. */
final class ConnectOptions {

    @Option(names = "--user", paramLabel = "NAME", description = "The user; also in the URL.")
    @Nullable
    String user;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            description = "The password; also in the URL, or better in LEPTON_PASSWORD.",
            defaultValue = "${env:LEPTON_PASSWORD}")
    @Nullable
    String password;

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

    @Option(names = "--cert", paramLabel = "FILE", description = "The client's certificate chain (PEM).")
    @Nullable
    Path cert;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The client's private key (PEM, PKCS#8, not encrypted).")
    @Nullable
    Path key;

    /** The same URL, or the exception that says what is wrong with it: before anything is started. */
    static String checked(String url) {
        ConnectionUrl.parse(url);
        return url;
    }

    /** Puts these choices into a connection's options. One attempt: a command that fails says so at once. */
    void into(ConnectionOptions options) {
        if (user != null) {
            options.user(user);
        }
        if (password != null) {
            options.password(password);
        }
        if (mechs != null) {
            options.allowedMechs(mechs);
        }
        options.saslEnabled(!noSasl).allowInsecureMechs(allowInsecure).reconnect(false);
        if ((cert == null) != (key == null)) {
            throw new IllegalArgumentException("--cert and --key go together");
        }
        if (ca != null || cert != null) {
            options.tls(tls -> {
                if (ca != null) {
                    tls.trust(ca);
                }
                if (cert != null && key != null) {
                    tls.identity(cert, key);
                }
            });
        }
    }
}
