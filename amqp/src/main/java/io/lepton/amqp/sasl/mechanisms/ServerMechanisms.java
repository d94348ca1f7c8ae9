// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import io.lepton.amqp.engine.SaslAuthenticator;
import io.lepton.amqp.engine.SaslServerMechanismFactory;
import io.lepton.amqp.sasl.ScramHash;
import io.lepton.amqp.sasl.ScramStore;
import io.lepton.amqp.sasl.TokenVerifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The mechanisms that a listener can offer, by what it knows of its clients. They may answer from any thread. */
public final class ServerMechanisms {

    private ServerMechanisms() {}

    /** For users whose passwords are known: every SCRAM, and PLAIN. The map belongs to the mechanisms from now on. */
    public static List<SaslServerMechanismFactory> passwords(Map<String, char[]> passwords, SaslWork work) {
        ScramStore store = new PasswordStore(passwords, work);
        return Stream.concat(
                        scram(store, List.of(ScramHash.values())).stream(),
                        Stream.of(SaslServerMechanismFactory.plain(SaslAuthenticator.users(passwords))))
                .toList();
    }

    /** For users whose keys are stored: SCRAM by these hash functions. */
    public static List<SaslServerMechanismFactory> scram(ScramStore store, Collection<ScramHash> hashes) {
        ScramDecoys decoys = ScramDecoys.like(store);
        return hashes.stream()
                .<SaslServerMechanismFactory>map(hash -> new ScramServerFactory(hash, store, decoys))
                .toList();
    }

    /** For holders of bearer tokens: OAUTHBEARER and XOAUTH2. */
    public static List<SaslServerMechanismFactory> tokens(TokenVerifier verifier) {
        return Arrays.stream(BearerFormat.values())
                .<SaslServerMechanismFactory>map(format -> new BearerServer.Factory(format, verifier))
                .toList();
    }

    /** For holders of Kerberos tickets: GSSAPI. */
    public static SaslServerMechanismFactory kerberos(KerberosSettings settings, SaslWork work) {
        return new GssServer.Factory(settings, work);
    }
}
