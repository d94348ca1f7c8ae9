// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on known attacks has each row once, and every test that it names exists. */
class KnownAttacksPageTest {
    private static final Path ROOT = Path.of("..");
    private static final int ROWS = 35;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (B\\d+) \\|");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/known-attacks.md"));
    }

    /** The sources of all test classes of that name. */
    private static List<String> sources(String name) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.filter(file -> file.endsWith(name + ".java")).forEach(file -> found.add(read(file)));
                }
            }
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void eachAttackHasARow() throws IOException {
        assertThat(ROW.matcher(page()).results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, ROWS).mapToObj(i -> "B" + i).toList());
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        for (MatchResult named : NAMED.matcher(page()).results().toList()) {
            String method = named.group(2);
            List<String> sources = sources(named.group(1));

            assertThat(sources).as(named.group()).isNotEmpty();
            if (method != null) {
                assertThat(sources).as(named.group()).anyMatch(source -> source.contains("void " + method + "("));
            }
        }
    }

    @Test
    void everyRowNamesATestOrSaysThatThereIsNone() throws IOException {
        assertThat(page().lines().filter(line -> ROW.matcher(line).find()))
                .allMatch(line -> NAMED.matcher(line).find() || line.contains("not shown yet"));
    }
}
