// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;

/** Attacks.md B25. */
class KerberosSettingsTest {

    @Test
    void b25_tickets_and_keys_of_a_subject_are_not_shown() {
        Subject subject = new Subject(false, Set.of(), Set.of("public ticket"), Set.of("private key"));
        KerberosSettings settings = new KerberosSettings("amqp", "alice@REALM", null, null, subject);
        assertThat(settings)
                .hasToString("KerberosSettings{serviceName=amqp, principal=alice@REALM, keytab=null, ticketCache=null,"
                        + " subject=***}");
    }
}
