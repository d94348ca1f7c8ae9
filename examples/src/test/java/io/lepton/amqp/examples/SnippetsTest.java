// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the Java that the documents show to the examples, which compile and run. A block of Java stands under a comment
 * that names the file and, unless it shows all of it, the region: {@code <!-- example: Send.java#connect -->}.
 */
class SnippetsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path EXAMPLES = Path.of("src/main/java/io/lepton/amqp/examples");
    private static final Pattern BLOCK = Pattern.compile(
            "(?:<!-- example: (?<file>\\w+\\.java)(?:#(?<region>[\\w-]+))? -->\\n\\n?)?```java\\n(?<code>.*?)```",
            Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> everyJavaBlockIsTakenFromAnExample() throws IOException {
        return documents().stream().flatMap(document -> blocksOf(document).stream());
    }

    @Test
    void theGuideShowsCode() throws IOException {
        assertThat(documents().stream()
                        .mapToInt(document -> blocksOf(document).size())
                        .sum())
                .isGreaterThan(5);
    }

    private static List<Path> documents() throws IOException {
        List<Path> found = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> guide = Files.list(ROOT.resolve("docs/guide"))) {
            guide.filter(path -> path.toString().endsWith(".md")).sorted().forEach(found::add);
        }
        return found;
    }

    private static List<DynamicTest> blocksOf(Path document) {
        List<DynamicTest> tests = new ArrayList<>();
        Matcher block = BLOCK.matcher(read(document));
        while (block.find()) {
            String file = block.group("file");
            String region = block.group("region");
            String code = block.group("code");
            String name = ROOT.relativize(document) + ": "
                    + (file == null ? code.lines().findFirst().orElse("") : file)
                    + (region == null ? "" : "#" + region);
            tests.add(DynamicTest.dynamicTest(name, () -> {
                assertThat(file).as("the example that this block is taken from").isNotNull();
                assertThat(code).isEqualTo(region == null ? whole(file) : region(file, region));
            }));
        }
        return tests;
    }

    /** An example from its first import's end on: what a reader needs to see. */
    private static String whole(String file) {
        String source = read(EXAMPLES.resolve(file));
        return source.substring(source.indexOf("public "));
    }

    private static String region(String file, String region) {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : read(EXAMPLES.resolve(file)).lines().toList()) {
            if (line.strip().equals("// end " + region)) {
                return String.join("\n", lines).stripIndent() + "\n";
            }
            if (inside) {
                lines.add(line);
            }
            inside |= line.strip().equals("// region " + region);
        }
        throw new AssertionError("no region " + region + " in " + file);
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + path, e);
        }
    }
}
