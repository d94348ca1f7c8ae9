// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the file with the default options of connections, where Qpid Proton's libraries look for it too. */
final class ConnectFile {

    /** Names the file; if it is set, no other place is looked at. */
    static final String VARIABLE = "MESSAGING_CONNECT_FILE";

    private static final Logger LOG = LoggerFactory.getLogger(ConnectFile.class);
    private static final String NAME = "connect.json";

    private ConnectFile() {}

    /** Fills in what the default file says; without a file, the default place. */
    static void apply(ConnectionOptions options) {
        Path file = find(System.getenv(VARIABLE), places(Path.of(System.getProperty("user.home", "/"))));
        if (file == null) {
            LOG.debug("there is no {}: connecting to {}", NAME, ConnectFileReader.DEFAULT_SCHEME);
            new ConnectFileReader(NAME, "{}", options).read();
        } else {
            apply(file, options);
        }
    }

    /** Fills in what this file says. */
    static void apply(Path file, ConnectionOptions options) {
        LOG.debug("taking the options of a connection from {}", file);
        String text;
        try {
            text = read(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + Failures.words(e), e);
        }
        new ConnectFileReader(file.toString(), text, options).read();
    }

    /** The whole file, but never more of it than a reader of such a file takes. */
    private static String read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(ConnectFileReader.LONGEST + 1);
        }
        if (bytes.length > ConnectFileReader.LONGEST) {
            throw new IllegalArgumentException(
                    file + " is longer than " + ConnectFileReader.LONGEST + " bytes, so it is no " + NAME);
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    static List<Path> places(Path home) {
        return List.of(
                Path.of(NAME),
                home.resolve(".config").resolve("messaging").resolve(NAME),
                Path.of("/etc", "messaging", NAME));
    }

    /** The file that the variable names, else the first place that there is; null if there is none. */
    static @Nullable Path find(@Nullable String variable, List<Path> places) {
        if (variable != null && !variable.isEmpty()) {
            return Path.of(variable);
        }
        return places.stream().filter(Files::isRegularFile).findFirst().orElse(null);
    }
}
