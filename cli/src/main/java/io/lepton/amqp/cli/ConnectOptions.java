// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.ConnectionOptions;
import io.lepton.amqp.ConnectionUrl;
import io.lepton.amqp.TlsOptions;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to get to a peer: the options that the verbs of a client share. */
final class ConnectOptions {

    /** How much of a peer's certificate to verify. */
    enum Verify {
        /** The chain and the host's name. */
        FULL,
        /** The chain. */
        CA,
        /** Nothing. */
        NONE
    }

    @Mixin
    SecurityOptions security;

    @Option(
            names = "--verify",
            paramLabel = "full|ca|none",
            defaultValue = "full",
            description = "What to verify of the peer's certificate: chain and host name, the chain alone, or nothing."
                    + " Default: ${DEFAULT-VALUE}.")
    Verify verify;

    /** The same URL, or the exception that says what is wrong with it: before anything is started. */
    static String checked(String url) {
        ConnectionUrl.parse(url);
        return url;
    }

    /**
     * Puts these choices into a connection's options. One attempt: a command that fails says so at once. A password in the
     * environment is for the user that the call names, if it names one.
     *
     * @param urls where the connection goes, perhaps with a user
     */
    void into(ConnectionOptions options, List<String> urls) {
        security.into(options);
        boolean named = security.user != null
                || urls.stream().anyMatch(url -> ConnectionUrl.parse(url).user() != null);
        if (security.user != null) {
            options.user(security.user);
        }
        String password = security.password();
        if (password != null && (named || security.passwordOption())) {
            options.password(password);
        }
        options.tls(this::into).reconnect(false);
    }

    private void into(TlsOptions tls) {
        security.into(tls);
        switch (verify) {
            case FULL -> {}
            case CA -> tls.acceptAnyHostName();
            case NONE -> tls.verifyNothingAndTrustAnyone();
        }
    }
}
