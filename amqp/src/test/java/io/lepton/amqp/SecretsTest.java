// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.lepton.amqp.sasl.mechanisms.SaslWork;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No password is in any log, at whatever level, nor in what is thrown or printed: attacks.md B25. */
@Timeout(60)
class SecretsTest {

    private static final String PASSWORD = "zZtop-secret-9Qx";

    private final Container server = Container.create(new Recorder(), "server").start();
    private final Container client = Container.create(new Recorder(), "client").start();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private static Throwable end(CompletionStage<?> stage) {
        return stage.toCompletableFuture()
                .handle((done, failure) -> failure)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private String listen() {
        Listener listener = server.listen(
                "amqp://127.0.0.1:0", o -> o.user("alice", PASSWORD).allowInsecureMechs(true));
        assertThat(end(listener.opened())).isNull();
        return listener.url();
    }

    private static List<String> forms() {
        byte[] plain = ("\0alice\0" + PASSWORD).getBytes(StandardCharsets.UTF_8);
        byte[] password = PASSWORD.getBytes(StandardCharsets.UTF_8);
        return List.of(
                PASSWORD,
                "zZtop",
                HexFormat.of().formatHex(password),
                HexFormat.of().withUpperCase().formatHex(password),
                HexFormat.of().withPrefix("\\x").formatHex(password),
                Base64.getEncoder().encodeToString(password),
                Base64.getEncoder().encodeToString(plain));
    }

    private static String trace(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            text.append(t).append('\n');
        }
        return text.toString();
    }

    @Test
    void nothingThatIsLoggedOrThrownOrPrintedShowsAPassword() {
        List<String> said = new ArrayList<>();
        try (Logged log = new Logged("io.lepton", Level.TRACE)) {
            String place = listen().replace("amqp://", "");
            List<Connection> connections = List.of(
                    client.connect(
                            "amqp://alice:" + PASSWORD + "@" + place,
                            o -> o.allowedMechs("PLAIN").allowInsecureMechs(true)),
                    client.connect(
                            "amqp://" + place,
                            o -> o.user("alice").password(PASSWORD).allowInsecureMechs(true)),
                    client.connect(
                            "amqp://bob:" + PASSWORD + "@" + place,
                            o -> o.allowedMechs("PLAIN").allowInsecureMechs(true)),
                    client.connect("amqp://alice:" + PASSWORD + "@" + place));
            for (Connection connection : connections) {
                said.add(trace(end(connection.opened())));
                said.add(connection.toString());
                said.add(connection.url());
                said.add(connection.peer().toString());
            }
            assertThat(said.get(0)).isEmpty();
            assertThat(said.get(8)).contains(AuthenticationException.class.getName());
            said.addAll(log.lines());
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line).contains("SaslInit{mechanism=:PLAIN"))
                    .anySatisfy(line -> assertThat(line).contains("SaslInit{mechanism=:SCRAM-SHA-"))
                    .anySatisfy(line -> assertThat(line).contains("bob"));
        }

        assertThat(said).allSatisfy(text -> assertThat(text).doesNotContain(forms()));
    }

    @Test
    void misuseDoesNotQuoteThePassword() {
        for (String url : List.of(
                "amqp://alice:" + PASSWORD + "@h:x",
                "amqp://alice:" + PASSWORD + "@[::1",
                "http://alice:" + PASSWORD + "@h",
                "amqp://alice:" + PASSWORD + "%zz@h",
                "amqp://alice:" + PASSWORD + "/@h:70000")) {
            assertThatThrownBy(() -> client.connect(url))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(e -> assertThat(trace(e)).doesNotContain(forms()));
        }
    }

    @Test
    void optionsDoNotPrintIt() {
        ConnectionOptions options = Options.choose(
                new ConnectionOptions(),
                o -> o.url("amqp://alice:" + PASSWORD + "@h")
                        .user("bob")
                        .password(PASSWORD)
                        .proxy(Proxy.http("p", 1).credentials("carol", PASSWORD.toCharArray())));
        ListenerOptions listening = Options.choose(new ListenerOptions(), o -> o.user("alice", PASSWORD));
        List<Object> printed = List.of(
                options,
                listening,
                ConnectionUrl.parse("amqp://alice:" + PASSWORD + "@h"),
                new Dialling(options, "id", new SaslWork("id")).connectSettings());

        assertThat(printed).allSatisfy(o -> assertThat(o.toString()).doesNotContain(forms()));
    }
}
