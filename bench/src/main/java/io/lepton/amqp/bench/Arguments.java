// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.TransportKind;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asked for: {@code MODE --key value ...}, the shape that all arrows share.
 *
 * @param mode what to do
 * @param host the host to listen at or to connect to
 * @param port the port; 0 lets a listener choose
 * @param address the node's address
 * @param count messages to move; 0: time decides
 * @param measureNanos length of the measured window
 * @param warmupNanos what goes before the window
 * @param size bytes of the body, stamp included
 * @param window credits that a receiver keeps granted
 * @param presettled whether the sender settles at once
 * @param connections how many connections to open; the messages go round them
 * @param holdSeconds how long the opened connections stay
 * @param threads application threads that send and wait for outcomes; 0: sending is done by callbacks
 * @param links how many links each connection has, each with a window of its own
 * @param unsettled messages that the receiver leaves unsettled before it accepts the oldest of them
 * @param tls the folder with {@code cert.pem} and {@code key.pem}; null: no TLS
 * @param transport by which of the system's interfaces the sockets are driven
 * @param raw whether to move the bytes without AMQP, as a limit to compare with
 * @param reuse whether a sender uses messages again whose outcome is known, instead of making each anew
 */
record Arguments(
        String mode,
        String host,
        int port,
        String address,
        long count,
        long measureNanos,
        long warmupNanos,
        int size,
        int window,
        boolean presettled,
        int connections,
        int holdSeconds,
        int threads,
        int links,
        int unsettled,
        @Nullable Path tls,
        TransportKind transport,
        boolean raw,
        boolean reuse) {

    /** Links that one session carries: what this library allows by default, rounded down. */
    static final int LINKS_A_SESSION = 1000;

    static final String USAGE = "usage: arrow MODE [--host H] [--port P] [--address A] [--count N] [--seconds S]"
            + " [--warmup S] [--size B] [--window N] [--settlement unsettled|presettled] [--connections N] [--hold S]"
            + " [--threads N] [--links N] [--unsettled N] [--tls FOLDER] [--transport nio|epoll] [--raw true|false]"
            + " [--reuse true|false]";

    private static final Set<String> KEYS = Set.of(
            "host",
            "port",
            "address",
            "count",
            "seconds",
            "warmup",
            "size",
            "window",
            "settlement",
            "connections",
            "hold",
            "threads",
            "links",
            "unsettled",
            "tls",
            "transport",
            "raw",
            "reuse");

    /** Reads the command line; what it cannot make sense of is an {@link IllegalArgumentException}. */
    static Arguments parse(String... words) {
        if (words.length == 0) {
            throw new IllegalArgumentException(USAGE);
        }
        Map<String, String> options = options(words);
        return new Arguments(
                words[0],
                options.getOrDefault("host", "127.0.0.1"),
                (int) whole(options, "port", 5672, 0, 65535),
                options.getOrDefault("address", "bench"),
                whole(options, "count", 0, 0, Long.MAX_VALUE),
                nanos(options, "seconds", 5),
                nanos(options, "warmup", 3),
                (int) whole(options, "size", 100, Stamp.BYTES, 1 << 30),
                (int) whole(options, "window", 1000, 1, 1 << 20),
                presettled(options),
                (int) whole(options, "connections", words[0].startsWith("conn-") ? 1000 : 1, 1, 1 << 20),
                (int) whole(options, "hold", 3, 0, 3600),
                (int) whole(options, "threads", 0, 0, 1024),
                (int) whole(options, "links", 1, 1, 1 << 17),
                (int) whole(options, "unsettled", 0, 0, 1 << 24),
                options.containsKey("tls") ? Path.of(options.get("tls")) : null,
                transport(options),
                Boolean.parseBoolean(options.get("raw")),
                reuse(options));
    }

    private static boolean reuse(Map<String, String> options) {
        boolean reuse = Boolean.parseBoolean(options.get("reuse"));
        if (reuse && presettled(options)) {
            throw new IllegalArgumentException("--reuse waits for outcomes, which presettled messages have not");
        }
        if (reuse && !Collections.disjoint(options.keySet(), Set.of("connections", "links", "threads", "raw"))) {
            throw new IllegalArgumentException(
                    "--reuse is for one link, whose outcomes come in the order of its messages");
        }
        return reuse;
    }

    private static Map<String, String> options(String... words) {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < words.length; i += 2) {
            String key = words[i].startsWith("--") ? words[i].substring(2) : "";
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("unknown option " + words[i] + "; " + USAGE);
            }
            if (i + 1 == words.length) {
                throw new IllegalArgumentException(words[i] + " needs a value; " + USAGE);
            }
            options.put(key, words[i + 1]);
        }
        return options;
    }

    private static long whole(Map<String, String> options, String key, long otherwise, long least, long most) {
        String text = options.get(key);
        if (text == null) {
            return otherwise;
        }
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + key + " wants a whole number, not " + text, e);
        }
        if (value < least || value > most) {
            throw new IllegalArgumentException("--" + key + " must be " + least + " to " + most + ", not " + text);
        }
        return value;
    }

    private static long nanos(Map<String, String> options, String key, double otherwise) {
        String text = options.get(key);
        if (text == null) {
            return (long) (otherwise * 1e9);
        }
        try {
            return (long) (Double.parseDouble(text) * 1e9);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + key + " wants seconds, not " + text, e);
        }
    }

    private static boolean presettled(Map<String, String> options) {
        String settlement = options.getOrDefault("settlement", "unsettled");
        return switch (settlement) {
            case "presettled" -> true;
            case "unsettled" -> false;
            default ->
                throw new IllegalArgumentException("--settlement must be unsettled or presettled, not " + settlement);
        };
    }

    private static TransportKind transport(Map<String, String> options) {
        String kind = options.getOrDefault("transport", "nio");
        return switch (kind) {
            case "nio" -> TransportKind.NIO;
            case "epoll" -> TransportKind.EPOLL;
            default -> throw new IllegalArgumentException("--transport must be nio or epoll, not " + kind);
        };
    }

    /** The settlement as the output names it. */
    String settlement() {
        return presettled ? "presettled" : "unsettled";
    }

    /** Where to connect to or to listen at. */
    String url() {
        return (tls == null ? "amqp" : "amqps") + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":"
                + port;
    }

    /** The certificate of the listener, which its clients trust. */
    static Path certificate(Path folder) {
        return folder.resolve("cert.pem");
    }

    /** The key to it. */
    static Path key(Path folder) {
        return folder.resolve("key.pem");
    }

    /** What a receiver has to leave unsettled on each link. */
    int unsettledOfLink() {
        return unsettled / (links * connections);
    }
}
