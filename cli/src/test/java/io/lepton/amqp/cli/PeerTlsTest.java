// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of {@code lepton peer} over TLS, with serve as the listener. */
@Timeout(60)
class PeerTlsTest {

    @TempDir
    private static Path directory;

    @TempDir
    private static Path elsewhere;

    private static Certificates ours;
    private static Certificates others;

    @BeforeAll
    static void issue() throws Exception {
        ours = new Certificates(directory)
                .issue("server", true)
                .issue("wrong.example", false)
                .issue("client", false);
        others = new Certificates(elsewhere).issue("stranger", false);
    }

    @Test
    void aTrustedServerIsBelieved() throws Exception {
        try (RunningCommand serve = serve("server")) {
            CommandRun run = connect(serve, "--ca", ours.ca());
            assertThat(run.out().get(0)).endsWith("\"tls\":\"TLSv1.3\"}");
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void anUntrustedServerIsNot() throws Exception {
        try (RunningCommand serve = serve("server")) {
            assertFailed(connect(serve));
            assertFailed(connect(serve, "--ca", others.ca()));
            assertFailed(connect(serve, "--ca", others.ca(), "--verify", "ca"));
            assertThat(connect(serve, "--verify", "none").status()).isZero();
        }
    }

    @Test
    void aServerOfAnotherNameIsBelievedOnlyIfNamesDontMatter() throws Exception {
        try (RunningCommand serve = serve("wrong.example")) {
            assertFailed(connect(serve, "--ca", ours.ca()));
            assertThat(connect(serve, "--ca", ours.ca(), "--verify", "ca").status())
                    .isZero();
            assertThat(connect(serve, "--ca", ours.ca(), "--hostname", "wrong.example")
                            .status())
                    .isZero();
        }
    }

    @Test
    void aClientShowsItsCertificateAndIsKnownByIt() throws Exception {
        try (RunningCommand serve =
                serve("server", "--require-client-cert", "--ca", ours.ca(), "--mechs", "EXTERNAL")) {
            CommandRun known = connect(
                    serve, "--ca", ours.ca(), "--cert", ours.certificate("client"), "--key", ours.key("client"));
            assertThat(known.out().get(0)).contains("\"mechanism\":\"EXTERNAL\"");
            assertThat(known.status()).isZero();
        }
    }

    @Test
    void aClientWithoutATrustedCertificateIsTurnedAway() throws Exception {
        try (RunningCommand serve = serve("server", "--require-client-cert", "--ca", ours.ca())) {
            assertFailed(connect(serve, "--ca", ours.ca()));
            assertFailed(connect(
                    serve,
                    "--ca",
                    ours.ca(),
                    "--cert",
                    others.certificate("stranger"),
                    "--key",
                    others.key("stranger")));
        }
    }

    @Test
    void aPeerThatDoesNotSpeakTlsIsAnErrorOfTls() throws Exception {
        try (RunningCommand serve = RunningCommand.serve()) {
            assertFailed(connect(serve, "--ca", ours.ca()));
        }
    }

    @Test
    void aKeyThatIsNotThereIsAnErrorOfTls() {
        CommandRun run = CommandRun.of("", "peer", "serve", "--cert", "/nowhere.pem", "--key", "/nowhere.key");
        assertThat(run.out()).hasSize(1);
        assertThat(run.out().get(0)).startsWith(Json.error("tls"));
        assertThat(run.status()).isEqualTo(Main.FAILED);
    }

    private static RunningCommand serve(String name, String... options) throws Exception {
        List<String> args = new ArrayList<>(List.of("--cert", ours.certificate(name), "--key", ours.key(name)));
        Collections.addAll(args, options);
        return RunningCommand.serve(args.toArray(String[]::new));
    }

    private static CommandRun connect(RunningCommand serve, String... options) {
        List<String> args = new ArrayList<>(List.of("peer", "connect", "--url", "amqps://127.0.0.1:" + serve.port()));
        Collections.addAll(args, options);
        return CommandRun.of("", args.toArray(String[]::new));
    }

    private static void assertFailed(CommandRun run) {
        assertThat(run.status()).isEqualTo(Main.FAILED);
        assertThat(run.out()).isNotEmpty();
        assertThat(run.out().get(run.out().size() - 1)).startsWith(Json.error("tls"));
    }
}
