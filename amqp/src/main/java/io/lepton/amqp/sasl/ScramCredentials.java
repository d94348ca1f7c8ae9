// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * What a listener has to know of a user for SCRAM (RFC 5802, 5.1): enough to check a password, not enough to log in
 * elsewhere with it. Immutable and thread-safe; its text shows no key.
 */
public final class ScramCredentials {

    /** How often the hash is applied unless told otherwise: what RFC 7677 recommends. */
    public static final int DEFAULT_ITERATIONS = 15_000;

    /** The fewest iterations that RFC 7677 allows. */
    public static final int LEAST_ITERATIONS = 4_096;

    /** The most iterations: about a second of work for a client. */
    public static final int MOST_ITERATIONS = 1_000_000;

    /** How long a new salt is, in bytes. */
    public static final int SALT_LENGTH = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ScramHash hash;
    private final byte[] salt;
    private final int iterations;
    private final byte[] storedKey;
    private final byte[] serverKey;

    /**
     * Keys that were derived before. The arrays are copied.
     *
     * @param hash the hash function they were derived by
     * @param salt the salt, not empty
     * @param iterations how often the hash was applied, {@value #LEAST_ITERATIONS} to {@value #MOST_ITERATIONS}
     * @param storedKey RFC 5802's StoredKey
     * @param serverKey RFC 5802's ServerKey
     * @throws IllegalArgumentException if they cannot be such keys
     */
    public ScramCredentials(ScramHash hash, byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
        if (salt.length == 0 || iterations < LEAST_ITERATIONS || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException("SCRAM needs a salt and " + LEAST_ITERATIONS + " to " + MOST_ITERATIONS
                    + " iterations, not " + salt.length + " bytes of salt and " + iterations);
        }
        if (storedKey.length != hash.length() || serverKey.length != hash.length()) {
            throw new IllegalArgumentException("the keys of " + hash.mechanism() + " are " + hash.length()
                    + " bytes long, not " + storedKey.length + " and " + serverKey.length);
        }
        this.hash = hash;
        this.salt = salt.clone();
        this.iterations = iterations;
        this.storedKey = storedKey.clone();
        this.serverKey = serverKey.clone();
    }

    /**
     * Derives keys from a password with a new random salt and {@value #DEFAULT_ITERATIONS} iterations; takes some
     * milliseconds.
     *
     * @throws IllegalArgumentException if the password is empty or has characters that RFC 4013 prohibits
     */
    public static ScramCredentials derive(ScramHash hash, char[] password) {
        byte[] salt = new byte[SALT_LENGTH];
        RANDOM.nextBytes(salt);
        return derive(hash, password, salt, DEFAULT_ITERATIONS);
    }

    /**
     * Derives keys from a password; how long that takes grows with the iterations.
     *
     * @throws IllegalArgumentException if the password is empty or has characters that RFC 4013 prohibits, or if salt or
     *     iterations are out of range
     */
    public static ScramCredentials derive(ScramHash hash, char[] password, byte[] salt, int iterations) {
        ScramMechanism scram = ScramMechanism.byName(hash.mechanism());
        byte[] salted =
                ScramFunctions.saltedPassword(scram, StringPreparation.SASL_PREPARATION, password, salt, iterations);
        try {
            byte[] storedKey = ScramFunctions.storedKey(scram, ScramFunctions.clientKey(scram, salted));
            return new ScramCredentials(hash, salt, iterations, storedKey, ScramFunctions.serverKey(scram, salted));
        } finally {
            Arrays.fill(salted, (byte) 0);
        }
    }

    /** Whether this is the password; takes as long as {@link #derive}. */
    public boolean matches(char[] password) {
        return MessageDigest.isEqual(storedKey, derive(hash, password, salt, iterations).storedKey);
    }

    /** The hash function. */
    public ScramHash hash() {
        return hash;
    }

    /** The salt; a copy. */
    public byte[] salt() {
        return salt.clone();
    }

    /** How often the hash was applied. */
    public int iterations() {
        return iterations;
    }

    /** RFC 5802's StoredKey, by which a client's proof is checked; a copy. */
    public byte[] storedKey() {
        return storedKey.clone();
    }

    /** RFC 5802's ServerKey, by which the listener proves that it knows the user; a copy. */
    public byte[] serverKey() {
        return serverKey.clone();
    }

    /** The mechanism and the iterations. */
    @Override
    public String toString() {
        return "ScramCredentials{" + hash.mechanism() + ", iterations=" + iterations + ", keys=***}";
    }
}
