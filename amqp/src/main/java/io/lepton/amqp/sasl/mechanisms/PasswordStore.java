// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import io.lepton.amqp.sasl.ScramCredentials;
import io.lepton.amqp.sasl.ScramHash;
import io.lepton.amqp.sasl.ScramStore;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The SCRAM keys of users whose passwords are known. They are derived off the loop when a hash function is first used, for
 * all users together, so that how long an answer takes does not tell whether a user exists. Thread-safe.
 */
final class PasswordStore implements ScramStore {

    private final Map<String, char[]> passwords;
    private final SaslWork work;
    private final Map<ScramHash, CompletableFuture<Map<String, ScramCredentials>>> derived =
            new EnumMap<>(ScramHash.class);

    /** The keys of these users, which are not copied. */
    PasswordStore(Map<String, char[]> passwords, SaslWork work) {
        this.passwords = passwords;
        this.work = work;
    }

    @Override
    public CompletionStage<Optional<ScramCredentials>> find(String user, ScramHash hash) {
        return all(hash).thenApply(users -> Optional.ofNullable(users.get(user)));
    }

    private synchronized CompletableFuture<Map<String, ScramCredentials>> all(ScramHash hash) {
        return derived.computeIfAbsent(
                hash, wanted -> CompletableFuture.supplyAsync(() -> derive(wanted), work::offLoop));
    }

    private Map<String, ScramCredentials> derive(ScramHash hash) {
        Map<String, ScramCredentials> keys = new HashMap<>();
        passwords.forEach((user, password) -> {
            try {
                keys.put(user, ScramCredentials.derive(hash, password));
            } catch (IllegalArgumentException unfit) {
                // RFC 4013 prohibits a character: such a password works with PLAIN only.
                keys.remove(user);
            }
        });
        return keys;
    }
}
