// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every numbered statement about AMQP's parts 2 to 5 is held by a test of the engine, or belongs to another floor, which is
 * told here. The build writes the list to {@code target/spec-coverage.txt}.
 */
class SpecCoverageTest {

    private static final Map<String, Integer> STATEMENTS = Map.of("X", 59, "M", 19, "TX", 11, "S", 15);
    private static final List<Integer> ATTACKS = List.of(4, 5, 6, 7, 9, 10, 13, 22, 26, 27, 28, 29, 31, 34, 35);

    /** Statements that concern other floors, and which. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("M-001", "codec: the order of a message's sections; the engine never looks into a payload"),
            Map.entry("M-002", "codec: what a body is made of"),
            Map.entry("M-003", "codec: the defaults of a header"),
            Map.entry("M-004", "broker: which messages a node can keep"),
            Map.entry("M-005", "broker: what a redelivery counts"),
            Map.entry("M-006", "codec and amqp: annotations"),
            Map.entry("M-007", "codec: properties"),
            Map.entry("M-008", "codec: application properties"),
            Map.entry("M-009", "codec: other message formats; the engine carries them as bytes"),
            Map.entry("M-010", "codec: a body that is null"),
            Map.entry("M-012", "broker: what is not sent to a link again"),
            Map.entry("M-019", "amqp and broker: senders without an address"),
            Map.entry("S-010", "amqp: SCRAM"),
            Map.entry("S-012", "amqp: GSSAPI"),
            Map.entry("S-014", "amqp: names in certificates"),
            Map.entry("S-015", "amqp: versions of TLS"));

    @Test
    void everyStatementThatConcernsTheEngineHasATest() throws Exception {
        Map<String, Set<String>> tests = tests();
        List<String> lines = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (String statement : statements()) {
            Set<String> held = tests.getOrDefault(statement, Set.of());
            String elsewhere = ELSEWHERE.get(statement);
            if (!held.isEmpty()) {
                lines.add(statement + " " + String.join(", ", held));
            } else if (elsewhere != null) {
                lines.add(statement + " not the engine's; " + elsewhere);
            } else {
                lines.add(statement + " WITHOUT A TEST");
                open.add(statement);
            }
        }
        Files.write(Path.of("target", "spec-coverage.txt"), lines);
        System.out.println("Statements of the standard without a test in the engine: "
                + (open.isEmpty() ? "none of " + lines.size() : open) + " (target/spec-coverage.txt)");
        assertThat(open).as("statements without a test").isEmpty();
    }

    @Test
    void nothingIsSaidToBeElsewhereThatIsTestedHere() throws Exception {
        assertThat(ELSEWHERE).doesNotContainKeys(tests().keySet().toArray(String[]::new));
        assertThat(statements()).containsAll(ELSEWHERE.keySet());
    }

    @Test
    void eachAttackHasATestThatIsNamedAfterIt() {
        List<String> names = Stream.of(KnownAttacksTest.class.getDeclaredMethods())
                .map(Method::getName)
                .toList();
        assertThat(ATTACKS)
                .allSatisfy(number -> assertThat(names).anyMatch(name -> name.startsWith("b" + number + "_")));
    }

    private static Set<String> statements() {
        Set<String> statements = new TreeSet<>();
        STATEMENTS.forEach((part, count) -> IntStream.rangeClosed(1, count)
                .forEach(number -> statements.add(String.format(Locale.ROOT, "%s-%03d", part, number))));
        ATTACKS.forEach(number -> statements.add("B" + number));
        return statements;
    }

    /** The tests by the statements that they cite. */
    private static Map<String, Set<String>> tests() throws IOException, ClassNotFoundException, URISyntaxException {
        Path root = Path.of(SpecCoverageTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Path> files;
        try (Stream<Path> tree = Files.walk(root)) {
            files = tree.filter(file -> file.toString().endsWith("Test.class")).toList();
        }
        Map<String, Set<String>> tests = new TreeMap<>();
        for (Path file : files) {
            String name = root.relativize(file)
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), ".");
            Class<?> test = Class.forName(name.substring(0, name.length() - ".class".length()));
            add(tests, test, test.getSimpleName());
            for (Method method : test.getDeclaredMethods()) {
                add(tests, method, test.getSimpleName() + "." + method.getName());
            }
        }
        return tests;
    }

    private static void add(Map<String, Set<String>> tests, AnnotatedElement element, String name) {
        Spec spec = element.getAnnotation(Spec.class);
        if (spec != null) {
            for (String statement : spec.value()) {
                tests.computeIfAbsent(statement, s -> new TreeSet<>()).add(name);
            }
        }
    }
}
