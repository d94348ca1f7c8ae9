// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import java.nio.file.Path;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * How this end takes part in Kerberos.
 *
 * @param serviceName the first part of the server's principal, such as {@code amqp} in {@code amqp/host}
 * @param principal who this end is; null for whomever the ticket cache names
 * @param keytab where its keys are; null to use the ticket cache
 * @param ticketCache the ticket cache; null for the system's default one
 * @param subject a subject that is logged in already; null to log in by the above
 */
public record KerberosSettings(
        String serviceName,
        @Nullable String principal,
        @Nullable Path keytab,
        @Nullable Path ticketCache,
        @Nullable Subject subject) {

    /** What Kerberos knows AMQP as, unless told otherwise. */
    public static final String SERVICE_NAME = "amqp";

    /** A client with the tickets that {@code kinit} has stored. */
    public static final KerberosSettings DEFAULT = new KerberosSettings(SERVICE_NAME, null, null, null, null);

    /** Without the subject, whose own text shows tickets and keys. */
    @Override
    public String toString() {
        return "KerberosSettings{serviceName=" + serviceName + ", principal=" + principal + ", keytab=" + keytab
                + ", ticketCache=" + ticketCache + (subject == null ? "" : ", subject=***") + "}";
    }
}
