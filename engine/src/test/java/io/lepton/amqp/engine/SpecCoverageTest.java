// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which numbered statements that concern the engine no test cites: none. */
class SpecCoverageTest {

    private static final int TRANSPORT_STATEMENTS = 59;
    private static final int TRANSACTION_STATEMENTS = 11;
    private static final List<Integer> ATTACKS = List.of(4, 5, 6, 7, 9, 10, 13, 22, 26, 27, 28, 29, 31, 34, 35);

    @Test
    void everyStatementThatConcernsTheEngineHasATest() throws Exception {
        Set<String> open = new TreeSet<>(statements());
        open.removeAll(cited());
        assertThat(open).as("statements without a test").isEmpty();
    }

    private static List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (int number = 1; number <= TRANSPORT_STATEMENTS; number++) {
            statements.add(String.format(Locale.ROOT, "X-%03d", number));
        }
        for (int number = 1; number <= TRANSACTION_STATEMENTS; number++) {
            statements.add(String.format(Locale.ROOT, "TX-%03d", number));
        }
        ATTACKS.forEach(number -> statements.add("B" + number));
        return statements;
    }

    private static Set<String> cited() throws IOException, ClassNotFoundException, URISyntaxException {
        Path root = Path.of(SpecCoverageTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Path> files;
        try (Stream<Path> tree = Files.walk(root)) {
            files = tree.filter(file -> file.toString().endsWith("Test.class")).toList();
        }
        Set<String> cited = new TreeSet<>();
        for (Path file : files) {
            String name = root.relativize(file)
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), ".");
            Class<?> test = Class.forName(name.substring(0, name.length() - ".class".length()));
            add(cited, test);
            for (AnnotatedElement method : test.getDeclaredMethods()) {
                add(cited, method);
            }
        }
        return cited;
    }

    private static void add(Set<String> cited, AnnotatedElement element) {
        Spec spec = element.getAnnotation(Spec.class);
        if (spec != null) {
            cited.addAll(List.of(spec.value()));
        }
    }
}
