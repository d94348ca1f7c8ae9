// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import io.lepton.amqp.types.Binary;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server's first SCRAM message (RFC 5802, 7 server-first-message), taken apart before anything else sees it.
 *
 * @param nonce both nonces
 * @param salt the salt, not empty
 * @param iterations how often to apply the hash, as the server says
 */
record ScramServerFirst(String nonce, Binary salt, int iterations) {

    /** No part is repeated as a group: the regex engine would go deeper with each turn, as deep as the peer likes. */
    private static final Pattern FORM =
            Pattern.compile("r=([!-+\\--~]+),s=([A-Za-z0-9+/]+=*),i=([1-9][0-9]{0,8})(,.*)?", Pattern.DOTALL);

    /** Takes a message apart; null if it is none, or demands an extension, since none is known here. */
    static @Nullable ScramServerFirst parse(String message) {
        Matcher parts = FORM.matcher(message);
        if (!parts.matches() || !ScramExtensions.acceptable(parts.group(4))) {
            return null;
        }
        try {
            Binary salt = Binary.of(Base64.getDecoder().decode(parts.group(2)));
            return new ScramServerFirst(parts.group(1), salt, Integer.parseInt(parts.group(3)));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
