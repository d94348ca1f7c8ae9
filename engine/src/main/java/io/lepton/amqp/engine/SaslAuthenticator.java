// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Decides whether a user's password is right, for a server. Thread-safe if the server uses more than one thread.
 */
@FunctionalInterface
public interface SaslAuthenticator {

    /**
     * Decides by {@link SaslLogin#accept} or {@link SaslLogin#refuse}, at once or later. Called on the thread that drives
     * the engine, which must not be blocked.
     */
    void authenticate(SaslLogin login);

    /**
     * Decides by a condition that can be told at once. Clients that want to act as somebody else are refused unasked.
     */
    static SaslAuthenticator checking(Predicate<SaslLogin> right) {
        return login -> {
            if (login.actsAsAnother()) {
                login.refuse("nobody may act as another user here");
            } else if (right.test(login)) {
                login.accept(login.user());
            } else {
                login.refuse("unknown user or wrong password");
            }
        };
    }

    /** Knows these users and their passwords, which are copied. Unknown users take as long as wrong passwords. */
    static SaslAuthenticator users(Map<String, char[]> passwords) {
        Map<String, char[]> copy = new HashMap<>();
        passwords.forEach((user, password) -> copy.put(user, password.clone()));
        char[] nobodys = {'?'}; // not empty: comparing with nothing would take no time
        return checking(login -> {
            char[] right = copy.get(login.user());
            boolean same = sameSecret(login.password(), right == null ? nobodys : right);
            return right != null && same;
        });
    }

    /** Whether two secrets are equal; how long it takes does not tell where they differ. */
    static boolean sameSecret(char[] given, char[] right) {
        byte[] givenBytes = SecretText.utf8(given);
        byte[] rightBytes = SecretText.utf8(right);
        try {
            return MessageDigest.isEqual(givenBytes, rightBytes);
        } finally {
            Arrays.fill(givenBytes, (byte) 0);
            Arrays.fill(rightBytes, (byte) 0);
        }
    }
}
