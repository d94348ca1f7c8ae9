// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.LinkError;
import io.lepton.amqp.types.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer says that a container, or the node of a link, is to be found instead: the details of
 * {@code amqp:connection:redirect} and {@code amqp:link:redirect} (part 2, 2.8.16 and 2.8.18). Immutable.
 *
 * @param hostname what to name in open and in the TLS handshake, or null
 * @param networkHost the host to connect to, or null
 * @param port the port to connect to, 1 to 65535; 0 if the peer named none
 * @param address the address of the node; for links only, else null
 */
public record Redirect(
        @Nullable String hostname,
        @Nullable String networkHost,
        int port,
        @Nullable String address) {

    private static final int HIGHEST_PORT = 0xffff;

    /** Names are up to 253 characters long; addresses are shorter. */
    private static final int LONGEST_HOST = 255;

    /** What a condition says about it; null if it is no redirect. Fields of other types than the standard's count as absent. */
    public static @Nullable Redirect of(ErrorCondition condition) {
        Symbol name = condition.condition();
        if (!name.equals(ConnectionError.REDIRECT) && !name.equals(LinkError.REDIRECT)) {
            return null;
        }
        return new Redirect(
                text(condition, "hostname"),
                text(condition, "network-host"),
                port(condition.info().get(Symbol.of("port"))),
                text(condition, "address"));
    }

    private static @Nullable String text(ErrorCondition condition, String field) {
        return condition.info().get(Symbol.of(field)) instanceof String text && !text.isEmpty() ? text : null;
    }

    /** A port that a peer named; 0 if it is none. */
    static int port(@Nullable Object value) {
        long number = value instanceof Number named ? named.longValue() : 0;
        return number >= 1 && number <= HIGHEST_PORT ? (int) number : 0;
    }

    /** Whether it can be the name or the address of a host: a peer's word, which goes into URLs and logs. */
    static boolean isHost(String text) {
        return text.length() <= LONGEST_HOST
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-._:[]%".indexOf(c) >= 0);
    }

    /** The URL to go to, if this was told by a peer at the given one; null if it names no host that could be one. */
    @Nullable
    ConnectionUrl from(ConnectionUrl here) {
        if (networkHost == null || !isHost(networkHost)) {
            return null;
        }
        return here.at(networkHost, port == 0 ? here.scheme().defaultPort() : port);
    }
}
