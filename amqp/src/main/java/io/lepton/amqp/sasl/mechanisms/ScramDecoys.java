// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import io.lepton.amqp.sasl.ScramCredentials;
import io.lepton.amqp.sasl.ScramHash;
import io.lepton.amqp.sasl.ScramStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes up what users have who don't exist: always the same salt for the same name, so that asking twice tells nothing, and
 * keys that nobody's proof fits.
 */
final class ScramDecoys {

    private static final String MAC = "HmacSHA512";
    private static final int SECRET_LENGTH = 32;
    private static final int LONGEST_SALT = 32;

    private final byte[] secret;
    private final int iterations;
    private final int saltLength;

    private ScramDecoys(byte[] secret, int iterations, int saltLength) {
        this.secret = secret;
        this.iterations = iterations;
        this.saltLength = saltLength;
    }

    /**
     * Decoys that look like the users in a store.
     *
     * @throws IllegalArgumentException if no user could look as the store says
     */
    static ScramDecoys like(ScramStore store) {
        int iterations = store.usualIterations();
        if (iterations < ScramCredentials.LEAST_ITERATIONS || iterations > ScramCredentials.MOST_ITERATIONS) {
            throw new IllegalArgumentException("a ScramStore's usualIterations() are "
                    + ScramCredentials.LEAST_ITERATIONS + " to " + ScramCredentials.MOST_ITERATIONS + ", not "
                    + iterations);
        }
        int saltLength = store.usualSaltLength();
        if (saltLength < 1 || saltLength > LONGEST_SALT) {
            throw new IllegalArgumentException(
                    "a ScramStore's usualSaltLength() is 1 to " + LONGEST_SALT + " bytes, not " + saltLength);
        }
        byte[] given = store.decoySecret();
        byte[] secret = given == null || given.length == 0 ? randomSecret() : given.clone();
        return new ScramDecoys(secret, iterations, saltLength);
    }

    private static byte[] randomSecret() {
        byte[] secret = new byte[SECRET_LENGTH];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    ScramCredentials of(String user, ScramHash hash) {
        byte[] salt = Arrays.copyOf(derive("salt", user, hash), saltLength);
        byte[] key = Arrays.copyOf(derive("key", user, hash), hash.length());
        return new ScramCredentials(hash, salt, iterations, key, key);
    }

    private byte[] derive(String purpose, String user, ScramHash hash) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            return mac.doFinal((purpose + '\0' + hash + '\0' + user).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }
}
