// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import java.nio.file.Path;
import java.util.Map;

/** The realm's principals, and their keys in a folder. */
record Keytabs(Path folder) {
    static final String REALM = "EXAMPLE.COM";
    static final String USER = "alice@" + REALM;
    static final String AMQP_SERVICE = "amqp/localhost@" + REALM;

    /** Broker-J's own spelling. */
    static final String BROKER_J_SERVICE = "AMQP/localhost@" + REALM;

    /** What a client has to know of the realm. */
    static String configuration(int port) {
        return """
                [libdefaults]
                  default_realm = %s
                  udp_preference_limit = 1
                  dns_lookup_kdc = false
                  dns_lookup_realm = false
                  dns_canonicalize_hostname = false
                  rdns = false
                [realms]
                  %s = {
                    kdc = 127.0.0.1:%d
                  }
                """.formatted(REALM, REALM, port);
    }

    /** Where a principal's keys are. */
    Path of(String principal) {
        return folder.resolve(principal.replace('/', '-') + ".keytab");
    }

    /** What the JDK's login module needs for a service. */
    Map<String, String> acceptor(String principal) {
        return Map.of(
                "isInitiator", "false",
                "useKeyTab", "true",
                "storeKey", "true",
                "doNotPrompt", "true",
                "keyTab", of(principal).toString(),
                "principal", principal);
    }

    /** What the JDK's login module needs for a user. */
    Map<String, String> initiator(String principal) {
        return Map.of(
                "useKeyTab",
                "true",
                "doNotPrompt",
                "true",
                "keyTab",
                of(principal).toString(),
                "principal",
                principal);
    }
}
