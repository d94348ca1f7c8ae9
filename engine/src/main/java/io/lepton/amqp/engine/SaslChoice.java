// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A client's choice among the mechanisms that the server offers: the strongest that nothing speaks against. */
final class SaslChoice {

    /** More names than this are only counted in an explanation; servers offer about ten. */
    private static final int MOST_NAMES = 20;

    private final SaslClientOptions options;
    private final SaslCredentials credentials;

    SaslChoice(SaslClientOptions options, SaslCredentials credentials) {
        this.options = options;
        this.credentials = credentials;
    }

    /** The strongest usable mechanism, or null if there is none: see {@link #explain}. */
    @Nullable
    SaslClientMechanismFactory strongest(List<String> offered) {
        SaslClientMechanismFactory best = null;
        for (SaslClientMechanismFactory candidate : options.mechanisms()) {
            boolean fits = offered.contains(candidate.name()) && obstacle(candidate) == null;
            if (fits && (best == null || candidate.strength() > best.strength())) {
                best = candidate;
            }
        }
        return best;
    }

    /** What a mechanism has to build on. */
    SaslClientContext contextFor(SaslClientMechanismFactory mechanism) {
        return new SaslClientContext(
                credentials,
                options.hostname(),
                options.transport(),
                options.allowed().contains(mechanism.name()));
    }

    /** Why none of the offered mechanisms was taken, each with its own reason and the remedy. */
    String explain(List<String> offered) {
        String reasons = offered.stream()
                .limit(MOST_NAMES)
                .map(name -> readable(name) + " " + obstacle(name))
                .collect(Collectors.joining("; "));
        String more = offered.size() > MOST_NAMES ? "; and " + (offered.size() - MOST_NAMES) + " more" : "";
        String allowed = options.allowed().isEmpty() ? "" : " (allowed: " + String.join(", ", options.allowed()) + ")";
        return "none of the SASL mechanisms that the server offers can be used" + allowed + ": " + reasons + more;
    }

    private String obstacle(String name) {
        for (SaslClientMechanismFactory mechanism : options.mechanisms()) {
            String obstacle = mechanism.name().equals(name) ? obstacle(mechanism) : null;
            if (obstacle != null) {
                return obstacle;
            }
        }
        return options.allowed().isEmpty() || options.allowed().contains(name)
                ? "is not known here"
                : "is not among the allowed ones";
    }

    private @Nullable String obstacle(SaslClientMechanismFactory mechanism) {
        boolean named = options.allowed().contains(mechanism.name());
        if (!named && !options.allowed().isEmpty()) {
            return "is not among the allowed ones";
        }
        if (!named && mechanism.onlyByName()) {
            return "must be allowed by name";
        }
        boolean readable = !options.transport().encrypted() && !options.allowInsecureMechs();
        if (readable && mechanism.plaintextSecret()) {
            return "shows the secret and the connection is not encrypted: use amqps or allowInsecureMechs(true)";
        }
        return mechanism.unusable(contextFor(mechanism));
    }

    /** A name as it may stand in a message: the peer chose it, so it could be anything in ASCII. */
    static String readable(String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(name.length(), 40); i++) {
            char c = name.charAt(i);
            text.append(c > ' ' && c <= '~' ? c : '?');
        }
        return name.length() > 40 ? text.append("...").toString() : text.toString();
    }
}
