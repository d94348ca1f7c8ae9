// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each module is a floor of the house and imports only what lies below it. */
class FloorsTest {
    private static final String ROOT = "io.lepton.amqp";
    private static final String[] LANGUAGE = {"java..", "org.jspecify.annotations"};
    private static final String[] CODEC = {
        ROOT + ".types", ROOT + ".codec", ROOT + ".protocol", ROOT + ".message", ROOT + ".collect"
    };
    private static final String[] ENGINE = {ROOT + ".engine.."};
    private static final String[] API = {ROOT, ROOT + ".types", ROOT + ".protocol", ROOT + ".message"};
    private static final String[] TRANSPORT = {ROOT + ".transport.."};
    private static final String[] BROKER = {ROOT + ".broker.."};

    private static JavaClasses house;

    @BeforeAll
    static void enter() {
        house = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages(ROOT);
    }

    @Test
    void everyFloorIsLookedAt() {
        assertThat(house)
                .extracting(JavaClass::getPackageName)
                .contains(
                        ROOT + ".types", ROOT + ".engine", ROOT, ROOT + ".transport", ROOT + ".broker", ROOT + ".cli");
    }

    @Test
    void theCodecKnowsNothingButTheJdk() {
        classes()
                .that()
                .resideInAnyPackage(CODEC)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(all(CODEC, LANGUAGE))
                .check(house);
    }

    @Test
    void theEngineKnowsNothingButTheCodec() {
        classes()
                .that()
                .resideInAnyPackage(ENGINE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(all(ENGINE, CODEC, LANGUAGE))
                .check(house);
    }

    @Test
    void theEngineHasNoThreadNoSocketNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.channels..", "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(house);
    }

    /** All waits go by a clock that never jumps (C18 of the faults that the tests of chaos make). */
    @Test
    void c18nothingAsksForTheTimeOfDay() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(house);
    }

    @Test
    void onlyTheTransportKnowsNetty() {
        noClasses()
                .that()
                .resideOutsideOfPackages(TRANSPORT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..")
                .check(house);
    }

    @Test
    void onlyTheApiKnowsTheTransport() {
        noClasses()
                .that()
                .resideOutsideOfPackages(all(new String[] {ROOT}, TRANSPORT))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TRANSPORT)
                .check(house);
    }

    @Test
    void theBrokerIsBuiltOnThePublicApiAlone() {
        classes()
                .that()
                .resideInAnyPackage(BROKER)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(all(BROKER, API, LANGUAGE, new String[] {"org.slf4j"}))
                .check(house);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(house);
    }

    private static String[] all(String[]... groups) {
        return Arrays.stream(groups).flatMap(Arrays::stream).toArray(String[]::new);
    }

    /** Each package is a slice of its own, a package within another too. */
    private static final class Packages implements SliceAssignment {
        @Override
        public String getDescription() {
            return "packages";
        }

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            String name = javaClass.getPackageName();
            return name.startsWith(ROOT) ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
        }
    }
}
