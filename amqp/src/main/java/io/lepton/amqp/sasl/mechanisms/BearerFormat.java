// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two mechanisms by which a bearer token is shown. They differ in how the message begins and how an error is answered. */
enum BearerFormat {

    /** RFC 7628: a GS2 header, key-value pairs, and a dummy response to an error. */
    OAUTHBEARER(Strengths.OAUTHBEARER, "\u0001") {
        @Override
        String begin(@Nullable String user, @Nullable String host) {
            String name = user == null ? "" : "a=" + user.replace("=", "=3D").replace(",", "=2C");
            return "n," + name + "," + SEPARATOR + (host == null ? "" : "host=" + host + SEPARATOR);
        }

        @Override
        @Nullable
        String userOf(List<String> parts) {
            String[] header = parts.get(0).split(",", -1);
            if (header.length != 3 || !(header[0].equals("n") || header[0].equals("y")) || !header[2].isEmpty()) {
                throw new IllegalArgumentException("no GS2 header");
            }
            return header[1].startsWith("a=")
                    ? header[1].substring(2).replace("=2C", ",").replace("=3D", "=")
                    : null;
        }
    },

    /** What came before it, in wide use: the user in front, and an empty response to an error. */
    XOAUTH2(Strengths.XOAUTH2, "") {
        @Override
        String begin(@Nullable String user, @Nullable String host) {
            return USER + user + SEPARATOR;
        }

        @Override
        @Nullable
        String userOf(List<String> parts) {
            if (!parts.get(0).startsWith(USER)) {
                throw new IllegalArgumentException("no user");
            }
            return parts.get(0).substring(USER.length());
        }
    };

    /** Stands after every part of a message, and once more at its end. */
    static final char SEPARATOR = 1;

    private static final String USER = "user=";
    private static final String AUTH = "auth=";
    private static final String BEARER = "bearer ";

    private final int strength;
    private final String answerToError;

    BearerFormat(int strength, String answerToError) {
        this.strength = strength;
        this.answerToError = answerToError;
    }

    int strength() {
        return strength;
    }

    byte[] answerToError() {
        return answerToError.getBytes(StandardCharsets.US_ASCII);
    }

    abstract String begin(@Nullable String user, @Nullable String host);

    abstract @Nullable String userOf(List<String> parts);

    /** What a listener reads in a message. */
    record Shown(String token, @Nullable String user) {

        /** The user. */
        @Override
        public String toString() {
            return "Shown{user=" + user + ", token=***}";
        }
    }

    /** The message that shows a token. */
    String message(@Nullable String user, @Nullable String host, String token) {
        return begin(user, host) + "auth=Bearer " + token + SEPARATOR + SEPARATOR;
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    Shown read(String message) {
        List<String> parts = new ArrayList<>(List.of(message.split(String.valueOf(SEPARATOR), -1)));
        int last = parts.size() - 1;
        if (last < 2 || !parts.get(last).isEmpty() || !parts.get(last - 1).isEmpty()) {
            throw new IllegalArgumentException("not terminated");
        }
        for (String part : parts.subList(1, last)) {
            if (part.regionMatches(true, 0, AUTH + BEARER, 0, AUTH.length() + BEARER.length())) {
                String token = part.substring(AUTH.length() + BEARER.length());
                if (!token.isEmpty()) {
                    return new Shown(token, userOf(parts));
                }
            }
        }
        throw new IllegalArgumentException("no token");
    }
}
