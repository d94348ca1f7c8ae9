// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lepton.amqp.TransportKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void everyOptionIsRead() {
        Arguments a = Arguments.parse(
                "sender",
                "--host",
                "h",
                "--port",
                "1",
                "--address",
                "a",
                "--count",
                "2",
                "--seconds",
                "0.5",
                "--warmup",
                "1.5",
                "--size",
                "64",
                "--window",
                "7",
                "--settlement",
                "presettled",
                "--connections",
                "3",
                "--hold",
                "9",
                "--threads",
                "5",
                "--links",
                "6",
                "--unsettled",
                "8",
                "--tls",
                "folder",
                "--transport",
                "epoll",
                "--raw",
                "true",
                "--reuse",
                "false");

        assertThat(a)
                .isEqualTo(new Arguments(
                        "sender",
                        "h",
                        1,
                        "a",
                        2,
                        500_000_000,
                        1_500_000_000,
                        64,
                        7,
                        true,
                        3,
                        9,
                        5,
                        6,
                        8,
                        Path.of("folder"),
                        TransportKind.EPOLL,
                        true,
                        false));
        assertThat(a.url()).isEqualTo("amqps://h:1");
    }

    @Test
    void whatIsNotGivenHasTheSharedDefaults() {
        assertThat(Arguments.parse("receiver"))
                .isEqualTo(new Arguments(
                        "receiver",
                        "127.0.0.1",
                        5672,
                        "bench",
                        0,
                        5_000_000_000L,
                        3_000_000_000L,
                        100,
                        1000,
                        false,
                        1,
                        3,
                        0,
                        1,
                        0,
                        null,
                        TransportKind.NIO,
                        false,
                        false));
        assertThat(Arguments.parse("conn-client").connections()).isEqualTo(1000);
    }

    @Test
    void messagesAreUsedAgainOnlyWhereOutcomesTellWhen() {
        assertThat(Arguments.parse("direct-sender", "--reuse", "true").reuse()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse("direct-sender", "--reuse", "true", "--settlement", "presettled"))
                .withMessageContaining("--reuse");
        for (String other : List.of("connections", "links", "threads")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Arguments.parse("direct-sender", "--reuse", "true", "--" + other, "2"))
                    .withMessageContaining("--reuse");
        }
    }

    @Test
    void aCommandLineWithoutSenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(Arguments::parse).withMessageContaining("usage");
        assertThatIllegalArgumentException().isThrownBy(() -> Arguments.parse("m", "--what", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Arguments.parse("m", "--port"));
        assertThatIllegalArgumentException().isThrownBy(() -> Arguments.parse("m", "--port", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Arguments.parse("m", "--size", "7"));
        assertThatIllegalArgumentException().isThrownBy(() -> Arguments.parse("m", "--seconds", "soon"));
        assertThatIllegalArgumentException().isThrownBy(() -> Arguments.parse("m", "--settlement", "later"));
    }
}
