// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import io.lepton.amqp.sasl.ScramHash;
import io.lepton.amqp.types.Binary;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives SCRAM's salted passwords off the loop and remembers the latest, so that connections to the same place, and those
 * that come back, don't derive them again (RFC 5802, 5.1). Thread-safe.
 */
final class SaltedKeys {

    /** A server has one salt for a user, as a rule: these are about as many pairs of server and user. */
    static final int MOST = 64;

    /** The password is part of the key only under a secret of this process. */
    private record Key(ScramHash hash, Binary password, Binary salt, int iterations) {}

    private static final String MAC = "HmacSHA256";

    private final SaslWork work;
    private final byte[] secret = new byte[32];
    private final Map<Key, CompletableFuture<byte[]>> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CompletableFuture<byte[]>> eldest) {
            return size() > MOST;
        }
    };

    SaltedKeys(SaslWork work) {
        this.work = work;
        new SecureRandom().nextBytes(secret);
    }

    /**
     * The salted password, at once if it is known. It fails if the password has characters that RFC 4013 prohibits.
     *
     * @param password copied; the caller wipes it
     */
    CompletionStage<byte[]> derive(ScramHash hash, char[] password, byte[] salt, int iterations) {
        Key key = new Key(hash, Binary.of(disguise(password)), Binary.of(salt), iterations);
        CompletableFuture<byte[]> result;
        synchronized (known) {
            CompletableFuture<byte[]> existing = known.get(key);
            if (existing != null) {
                return existing;
            }
            result = new CompletableFuture<>();
            known.put(key, result);
        }
        char[] copy = password.clone();
        work.offLoop(() -> derive(key, copy, result));
        return result;
    }

    private void derive(Key key, char[] password, CompletableFuture<byte[]> result) {
        try {
            ScramMechanism scram = ScramMechanism.byName(key.hash.mechanism());
            result.complete(ScramFunctions.saltedPassword(
                    scram, StringPreparation.SASL_PREPARATION, password, key.salt.toByteArray(), key.iterations));
        } catch (RuntimeException e) {
            synchronized (known) {
                known.remove(key, result);
            }
            result.completeExceptionally(e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private byte[] disguise(char[] password) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            mac.update(bytes.duplicate());
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        } finally {
            bytes.clear();
            while (bytes.hasRemaining()) {
                bytes.put((byte) 0);
            }
        }
    }

    int size() {
        synchronized (known) {
            return known.size();
        }
    }

    void clear() {
        synchronized (known) {
            known.clear();
        }
    }
}
