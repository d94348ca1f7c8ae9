// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client's first SCRAM message (RFC 5802, 7 client-first-message) without channel binding, taken apart.
 *
 * @param gs2Header what stands before the message proper
 * @param bare the message proper, which the proof is about
 * @param authorizationId whom it wants to act as; null for the user
 * @param user the user
 * @param nonce the client's nonce
 */
record ScramClientFirst(
        String gs2Header, String bare, @Nullable String authorizationId, String user, String nonce) {

    /** No part is repeated as a group: the regex engine would go deeper with each turn, as deep as the peer likes. */
    private static final Pattern FORM =
            Pattern.compile("([ny],(?:a=([^,\u0000]+))?,)(n=([^,\u0000]+),r=([!-+\\--~]+)(,.*)?)", Pattern.DOTALL);

    /** Takes a message apart; null if it is none, demands an extension, or wants channel binding, which is not offered. */
    static @Nullable ScramClientFirst parse(String message) {
        Matcher parts = FORM.matcher(message);
        if (!parts.matches() || !ScramExtensions.acceptable(parts.group(6))) {
            return null;
        }
        String actsAs = parts.group(2);
        String user = parts.group(4);
        if (!escaped(user) || (actsAs != null && !escaped(actsAs))) {
            return null;
        }
        return new ScramClientFirst(
                parts.group(1),
                parts.group(3),
                actsAs == null ? null : unescape(actsAs),
                unescape(user),
                parts.group(5));
    }

    /** Whether every equals sign in a name begins one of the two escapes. */
    private static boolean escaped(String name) {
        return name.replace("=2C", "").replace("=3D", "").indexOf('=') < 0;
    }

    private static String unescape(String name) {
        return name.replace("=2C", ",").replace("=3D", "=");
    }
}
