// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.sasl.mechanisms.KerberosSettings;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * How to take part in Kerberos, by Java's own implementation, which reads {@code krb5.conf} as Kerberos's tools do. Without any
 * option a client shows the tickets that {@code kinit} has stored; a listener needs a keytab or a subject. Not thread-safe: it
 * lives as long as the lambda that fills it in.
 */
public final class KerberosOptions {

    private String serviceName = KerberosSettings.SERVICE_NAME;
    private @Nullable String principal;
    private @Nullable Path keytab;
    private @Nullable Path ticketCache;
    private @Nullable Subject subject;

    KerberosOptions() {}

    static KerberosSettings client(Consumer<? super KerberosOptions> choices) {
        KerberosOptions options = new KerberosOptions();
        choices.accept(options);
        return options.settings();
    }

    static KerberosSettings listener(Consumer<? super KerberosOptions> choices) {
        KerberosSettings settings = client(choices);
        if (settings.keytab() == null && settings.subject() == null) {
            throw new IllegalArgumentException("kerberos: a listener needs a keytab or a subject");
        }
        return settings;
    }

    /**
     * What the server's principal begins with: {@code amqp} in {@code amqp/host@REALM}. Case counts; Qpid Broker-J wants
     * {@code AMQP}. Default: {@code amqp}; at a listener with a keytab, what its principal begins with.
     */
    public KerberosOptions serviceName(String value) {
        if (value.isEmpty() || value.indexOf('/') >= 0) {
            throw new IllegalArgumentException("kerberos: serviceName is a name such as amqp, not \"" + value + "\"");
        }
        serviceName = value;
        return this;
    }

    /** Logs in as this principal by the keys in a keytab file, which is read again at each login. */
    public KerberosOptions keytab(Path file, String asPrincipal) {
        keytab = Objects.requireNonNull(file, "file").toAbsolutePath();
        principal = Objects.requireNonNull(asPrincipal, "asPrincipal");
        return this;
    }

    /** Uses the tickets in this file instead of the system's default cache. For clients. */
    public KerberosOptions ticketCache(Path file) {
        ticketCache = Objects.requireNonNull(file, "file").toAbsolutePath();
        return this;
    }

    /** Uses this subject, which the application has logged in. */
    public KerberosOptions subject(Subject loggedIn) {
        subject = Objects.requireNonNull(loggedIn, "loggedIn");
        return this;
    }

    private KerberosSettings settings() {
        int ways = (keytab == null ? 0 : 1) + (ticketCache == null ? 0 : 1) + (subject == null ? 0 : 1);
        if (ways > 1) {
            throw new IllegalArgumentException("kerberos: give one of keytab, ticketCache and subject");
        }
        return new KerberosSettings(serviceName, principal, keytab, ticketCache, subject);
    }
}
