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

    private static final String NAME = "((?:[^,=\u0000]|=2C|=3D)+)";
    private static final Pattern FORM =
            Pattern.compile("([ny],(?:a=" + NAME + ")?,)(n=" + NAME + ",r=([!-+\\--~]+)(?:,[A-Za-z]=[^,]+)*)");

    /** Takes a message apart; null if it is none, demands an extension, or wants channel binding, which is not offered. */
    static @Nullable ScramClientFirst parse(String message) {
        Matcher parts = FORM.matcher(message);
        if (!parts.matches() || parts.group(3).contains(",m=")) {
            return null;
        }
        String actsAs = parts.group(2);
        return new ScramClientFirst(
                parts.group(1),
                parts.group(3),
                actsAs == null ? null : unescape(actsAs),
                unescape(parts.group(4)),
                parts.group(5));
    }

    private static String unescape(String name) {
        return name.replace("=2C", ",").replace("=3D", "=");
    }
}
