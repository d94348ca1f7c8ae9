// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads one connect.json: JSON with comments, in which every key may be left out or be null. What is wrong is said with file,
 * line and key and without the value, which may be a secret.
 */
final class ConnectFileReader {

    static final String DEFAULT_SCHEME = "amqps";

    private static final String DEFAULT_HOST = "localhost";
    private static final int DEEPEST = 8;

    /** How long a file may be, in bytes. */
    static final int LONGEST = 1 << 20;

    private static final double LONGEST_SECONDS = 1e9;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxDocumentLength(LONGEST)
                    .build())
            .build();

    /** Takes the value at which the parser stands. */
    private interface Value {
        void take() throws IOException;
    }

    private final String file;
    private final String text;
    private final ConnectionOptions options;
    private final Map<String, Integer> lines = new HashMap<>();
    private String scheme = DEFAULT_SCHEME;
    private String host = DEFAULT_HOST;
    private @Nullable String port;
    private @Nullable String ca;
    private @Nullable String certificate;
    private @Nullable String key;
    private boolean verify = true;

    @SuppressWarnings("NullAway.Init") // set at the beginning of read()
    private JsonParser parser;

    /** The key that is being read, with those around it. */
    private String at = "";

    ConnectFileReader(String file, String text, ConnectionOptions options) {
        this.file = file;
        this.text = text;
        this.options = options;
    }

    /**
     * Fills in the options.
     *
     * @throws IllegalArgumentException if the file is no good
     */
    void read() {
        try (JsonParser opened = JSON.createParser(text)) {
            parser = opened;
            parser.nextToken();
            object(Map.of(
                    "scheme", () -> scheme = text(),
                    "host", () -> host = text(),
                    "port", this::port,
                    "user", () -> options.user(text()),
                    "password", () -> options.password(text()),
                    "sasl",
                            () -> object(Map.of(
                                    "enable", () -> options.saslEnabled(flag()),
                                    "enabled", () -> options.saslEnabled(flag()),
                                    "mechanisms", this::mechanisms,
                                    "allow_insecure", () -> options.allowInsecureMechs(flag()))),
                    "tls",
                            () -> object(Map.of(
                                    "ca", () -> ca = text(),
                                    "cert", () -> certificate = text(),
                                    "key", () -> key = text(),
                                    "verify", () -> verify = flag())),
                    "heartbeat", () -> options.heartbeat(seconds()),
                    "reconnect", this::reconnect));
            if (parser.nextToken() != null) {
                throw wrong(line(), "something follows the closing brace");
            }
        } catch (JsonProcessingException e) {
            // its own words may quote a password that lacks its quotation marks
            throw wrong(e.getLocation() == null ? 1 : e.getLocation().getLineNr(), "this is not JSON");
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + Failures.words(e), e);
        }
        apply();
    }

    // ---- the whole

    private void apply() {
        if (lines.containsKey("password") && !lines.containsKey("user")) {
            throw wrongAt("password", "there is a password but no \"user\"");
        }
        if (lines.containsKey("sasl.enable") && lines.containsKey("sasl.enabled")) {
            throw wrongAt("sasl.enabled", "it means the same as \"sasl.enable\": give one of them");
        }
        if (lines.containsKey("tls")) {
            tls();
        }
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        try {
            options.url(scheme + "://" + name + (port == null ? "" : ":" + port));
        } catch (IllegalArgumentException e) {
            throw wrong(lines.getOrDefault("host", 1), e.getMessage());
        }
    }

    private void tls() {
        if (!ConnectionUrl.parse(scheme + "://h").scheme().secure()) {
            throw wrongAt(
                    "tls", "there is no TLS with the scheme \"" + scheme + "\": leave one of them out, or say amqps");
        }
        if (key != null && certificate == null) {
            throw wrongAt("tls.key", "there is a key but no certificate, \"tls.cert\"");
        }
        options.tls(tls -> {
            if (ca != null) {
                tls.trust(Path.of(ca));
            }
            if (certificate != null) {
                tls.identity(Path.of(certificate), Path.of(key == null ? certificate : key));
            }
            if (!verify) {
                tls.verifyNothingAndTrustAnyone();
            }
        });
    }

    // ---- the keys

    private void object(Map<String, Value> keys) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrongHere("must be an object, in braces");
        }
        String around = at;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            at = around.isEmpty() ? name : around + "." + name;
            Value value = keys.get(name);
            if (value == null) {
                throw wrongHere("is unknown; known are " + String.join(", ", new TreeMap<>(keys).keySet()));
            }
            if (parser.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            if (lines.put(at, line()) != null) {
                throw wrongHere("is there twice");
            }
            take(value);
        }
        at = around;
    }

    /** What the options say against a value is said with its place. */
    private void take(Value value) throws IOException {
        String key = at;
        try {
            value.take();
        } catch (Misplaced known) {
            throw known;
        } catch (IllegalArgumentException e) {
            throw wrongAt(key, String.valueOf(e.getMessage()));
        }
    }

    private void port() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            port = parser.getText();
            return;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongHere("must be a whole number, or a string");
        }
        String name = parser.getText();
        // the names of the services, as Proton takes them
        port = switch (name) {
            case "amqp" -> String.valueOf(ConnectionUrl.Scheme.AMQP.defaultPort());
            case "amqps" -> String.valueOf(ConnectionUrl.Scheme.AMQPS.defaultPort());
            default -> name;
        };
    }

    /** Whether, or how. */
    private void reconnect() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            if (!parser.currentToken().isBoolean()) {
                throw wrongHere("must be true or false, or an object");
            }
            options.reconnect(flag());
            return;
        }
        ReconnectOptions chosen = new ReconnectOptions();
        object(Map.of(
                "initial_delay", () -> chosen.initialDelay(seconds()),
                "max_delay", () -> chosen.maxDelay(seconds()),
                "max_attempts", () -> chosen.maxAttempts(count())));
        options.reconnect(o ->
                o.initialDelay(chosen.initialDelay).maxDelay(chosen.maxDelay).maxAttempts(chosen.maxAttempts));
    }

    private void mechanisms() throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            options.allowedMechs(text());
            return;
        }
        List<String> names = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            names.add(text());
        }
        options.allowedMechs(String.join(" ", names));
    }

    // ---- the values

    private String text() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongHere("must be a string");
        }
        return parser.getText();
    }

    private boolean flag() throws IOException {
        if (!parser.currentToken().isBoolean()) {
            throw wrongHere("must be true or false");
        }
        return parser.getBooleanValue();
    }

    private int count() throws IOException {
        double count = parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getDoubleValue() : -1;
        if (!(count >= 0 && count <= Integer.MAX_VALUE)) {
            throw wrongHere("must be a whole number, 0 or more");
        }
        return (int) count;
    }

    private Duration seconds() throws IOException {
        double seconds = parser.currentToken().isNumeric() ? parser.getDoubleValue() : -1;
        if (!(seconds >= 0 && seconds <= LONGEST_SECONDS)) {
            throw wrongHere("must be a number of seconds, 0 or more");
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    // ---- what is wrong

    /** What is wrong, with its place. */
    private static final class Misplaced extends IllegalArgumentException {
        Misplaced(String message) {
            super(message);
        }
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private Misplaced wrongHere(String what) {
        return wrong(line(), at.isEmpty() ? "the whole " + what : '"' + at + "\" " + what);
    }

    private Misplaced wrongAt(String key, String what) {
        return wrong(lines.getOrDefault(key, 1), '"' + key + "\": " + what);
    }

    private Misplaced wrong(int line, @Nullable String what) {
        return new Misplaced(file + ", line " + line + ": " + what);
    }
}
