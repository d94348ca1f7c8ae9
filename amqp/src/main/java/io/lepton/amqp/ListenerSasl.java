// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.SaslAuthenticator;
import io.lepton.amqp.engine.SaslServerMechanismFactory;
import io.lepton.amqp.engine.SaslServerOptions;
import io.lepton.amqp.engine.TransportSecurity;
import io.lepton.amqp.sasl.ScramHash;
import io.lepton.amqp.sasl.ScramStore;
import io.lepton.amqp.sasl.TokenVerifier;
import io.lepton.amqp.sasl.mechanisms.KerberosSettings;
import io.lepton.amqp.sasl.mechanisms.OnLoop;
import io.lepton.amqp.sasl.mechanisms.SaslWork;
import io.lepton.amqp.sasl.mechanisms.ServerMechanisms;
import io.lepton.amqp.transport.Wire;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** By what a listener knows its clients, and the mechanisms that it offers them therefore. The same for all its connections. */
final class ListenerSasl {

    private static final List<String> SHOW_SECRETS = List.of("PLAIN", "OAUTHBEARER", "XOAUTH2");

    private final Map<String, char[]> users = new LinkedHashMap<>();
    private @Nullable ScramStore store;
    private Collection<ScramHash> hashes = List.of();
    private List<SaslServerMechanismFactory> byStore = List.of();
    private @Nullable SaslAuthenticator authenticator;
    private @Nullable TokenVerifier tokens;
    private @Nullable KerberosSettings kerberos;
    private List<SaslServerMechanismFactory> own = List.of();
    private @Nullable List<SaslServerMechanismFactory> made;

    void user(String name, String password) {
        if (users.put(name, password.toCharArray()) != null) {
            throw new IllegalArgumentException("user: there are two passwords for " + name);
        }
    }

    void store(ScramStore value, Collection<ScramHash> by) {
        store = value;
        hashes = List.copyOf(by);
        byStore = ServerMechanisms.scram(value, hashes);
    }

    void authenticator(SaslAuthenticator value) {
        authenticator = value;
    }

    void tokens(TokenVerifier value) {
        tokens = value;
    }

    void kerberos(KerberosSettings value) {
        kerberos = value;
    }

    void own(List<SaslServerMechanismFactory> value) {
        own = value;
    }

    /** Whether it knows nobody, so that everybody may come in. */
    private boolean open() {
        return users.isEmpty()
                && store == null
                && authenticator == null
                && tokens == null
                && kerberos == null
                && own.isEmpty();
    }

    void check(@Nullable List<String> allowed) {
        if (!users.isEmpty() && (store != null || authenticator != null)) {
            throw new IllegalArgumentException(
                    "user() was used beside storedUsers() or authenticator(): let one of them know all users");
        }
        if (allowed == null) {
            return;
        }
        List<String> names = names();
        for (String name : allowed) {
            if (!names.contains(name.toUpperCase(Locale.ROOT))) {
                throw new IllegalArgumentException("allowedMechs names " + name
                        + ", but nothing was given that it could work with: there are only " + names);
            }
        }
    }

    /** The mechanisms that there is something to work with for. */
    private List<String> names() {
        List<String> names = new ArrayList<>(List.of("ANONYMOUS", "EXTERNAL"));
        own.forEach(mechanism -> names.add(mechanism.name()));
        if (!users.isEmpty() || store != null) {
            Collection<ScramHash> by = store == null ? List.of(ScramHash.values()) : hashes;
            by.forEach(hash -> names.add(hash.mechanism()));
        }
        if (!users.isEmpty() || authenticator != null) {
            names.add("PLAIN");
        }
        if (tokens != null) {
            names.addAll(List.of("OAUTHBEARER", "XOAUTH2"));
        }
        if (kerberos != null) {
            names.add("GSSAPI");
        }
        return names;
    }

    /** Whether there is a mechanism that would be offered over connections such as these. */
    boolean letsAnybodyIn(ListenerOptions options, boolean encrypted) {
        List<String> allowed = options.allowedMechs;
        boolean readable = !encrypted && !options.allowInsecureMechs;
        return names().stream()
                .filter(name -> allowed == null
                        ? open() || !name.equals("ANONYMOUS")
                        : allowed.stream().anyMatch(name::equalsIgnoreCase))
                .filter(name ->
                        own(name) != null || !name.equals("EXTERNAL") || (encrypted && options.certificatesTell()))
                .anyMatch(name -> !readable || !showsSecret(name));
    }

    private @Nullable SaslServerMechanismFactory own(String name) {
        return own.stream()
                .filter(mechanism -> mechanism.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private boolean showsSecret(String name) {
        SaslServerMechanismFactory replaced = own(name);
        return replaced == null ? SHOW_SECRETS.contains(name) : replaced.plaintextSecret();
    }

    /** The options for one connection. */
    SaslServerOptions accepted(ListenerOptions options, Wire wire, SaslWork work) {
        OnLoop onLoop = new OnLoop(Origin.onLoop(wire));
        SaslServerOptions.Builder sasl = SaslServerOptions.builder()
                .mechanisms(mechanisms(options.allowedMechs, work).stream()
                        .map(onLoop::server)
                        .toArray(SaslServerMechanismFactory[]::new))
                .allowInsecureMechs(options.allowInsecureMechs)
                .transport(security(options, wire));
        if (options.saslRequired()) {
            sasl.required(true);
        }
        if (tokens != null || kerberos != null || !own.isEmpty()) {
            sasl.maxFrameSize(ClientSasl.LARGE_FRAME);
        }
        return sasl.build();
    }

    /** A certificate that nobody has verified tells nothing: anybody can make one for any name. */
    private static TransportSecurity security(ListenerOptions options, Wire wire) {
        TransportSecurity security = Origin.security(wire, false);
        return options.certificatesTell() ? security : new TransportSecurity(security.encrypted(), null);
    }

    private synchronized List<SaslServerMechanismFactory> mechanisms(@Nullable List<String> allowed, SaslWork work) {
        if (made == null) {
            List<SaslServerMechanismFactory> all = known(work);
            if (open() || allowed != null) {
                all.add(SaslServerMechanismFactory.anonymous());
            }
            for (SaslServerMechanismFactory mechanism : own) {
                all.removeIf(known -> known.name().equals(mechanism.name()));
                all.add(mechanism);
            }
            if (allowed != null) {
                all.removeIf(mechanism -> allowed.stream()
                        .noneMatch(name -> name.toUpperCase(Locale.ROOT).equals(mechanism.name())));
            }
            made = all;
        }
        return made;
    }

    private List<SaslServerMechanismFactory> known(SaslWork work) {
        List<SaslServerMechanismFactory> all = new ArrayList<>();
        all.add(SaslServerMechanismFactory.external());
        if (!users.isEmpty()) {
            all.addAll(ServerMechanisms.passwords(users, work));
        }
        all.addAll(byStore);
        if (authenticator != null) {
            all.add(SaslServerMechanismFactory.plain(authenticator));
        }
        if (tokens != null) {
            all.addAll(ServerMechanisms.tokens(tokens));
        }
        if (kerberos != null) {
            all.add(ServerMechanisms.kerberos(kerberos, work));
        }
        return all;
    }
}
