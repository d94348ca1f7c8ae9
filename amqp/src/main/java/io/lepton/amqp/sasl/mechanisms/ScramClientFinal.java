// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import io.lepton.amqp.types.Binary;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A client's last SCRAM message (RFC 5802, 7 client-final-message).
 *
 * @param channelBinding what it claims to have begun with, decoded
 * @param nonce both nonces
 * @param proof the proof that it knows the password
 * @param withoutProof the message up to the proof, which the proof is about
 */
record ScramClientFinal(String channelBinding, String nonce, Binary proof, String withoutProof) {

    /** Takes a message apart; null if it is none. Extensions between nonce and proof are optional, so they are ignored. */
    static @Nullable ScramClientFinal parse(String message) {
        int proof = message.lastIndexOf(",p=");
        if (proof < 0 || !message.startsWith("c=")) {
            return null;
        }
        String withoutProof = message.substring(0, proof);
        String[] attributes = withoutProof.split(",", 3);
        if (attributes.length < 2 || !attributes[1].startsWith("r=")) {
            return null;
        }
        String extensions = withoutProof.substring(attributes[0].length() + 1 + attributes[1].length());
        if (!ScramExtensions.acceptable(extensions)) {
            return null;
        }
        try {
            byte[] binding = Base64.getDecoder().decode(attributes[0].substring(2));
            return new ScramClientFinal(
                    new String(binding, StandardCharsets.UTF_8),
                    attributes[1].substring(2),
                    Binary.of(Base64.getDecoder().decode(message.substring(proof + 3))),
                    withoutProof);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
