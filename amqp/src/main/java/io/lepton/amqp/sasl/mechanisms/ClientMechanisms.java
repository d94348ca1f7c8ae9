// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import io.lepton.amqp.engine.SaslClientMechanismFactory;
import io.lepton.amqp.sasl.ScramHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mechanisms that a client of this library knows. */
public final class ClientMechanisms {

    private ClientMechanisms() {}

    /**
     * All of them; they may answer from any thread.
     *
     * @param kerberos how to take part in Kerberos; null if that was not said, so that GSSAPI has to be allowed by name
     * @param host the server's host, as its Kerberos principal has it
     */
    public static List<SaslClientMechanismFactory> all(
            @Nullable KerberosSettings kerberos, String host, SaslWork work) {
        List<SaslClientMechanismFactory> all = new ArrayList<>();
        all.add(SaslClientMechanismFactory.anonymous());
        all.add(SaslClientMechanismFactory.plain());
        all.add(SaslClientMechanismFactory.external());
        for (ScramHash hash : ScramHash.values()) {
            all.add(new ScramClientFactory(hash, work.saltedKeys()));
        }
        for (BearerFormat format : BearerFormat.values()) {
            all.add(new BearerClient.Factory(format));
        }
        KerberosSettings settings = kerberos == null ? KerberosSettings.DEFAULT : kerberos;
        all.add(new GssClient.Factory(settings, kerberos != null, host, work));
        return all;
    }
}
