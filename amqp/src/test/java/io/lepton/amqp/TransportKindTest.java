// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Containers by each kind of sockets that this machine has. */
@Timeout(60)
class TransportKindTest {

    @TempDir
    Path directory;

    static Stream<TransportKind> available() {
        return Arrays.stream(TransportKind.values()).filter(TransportKind::isAvailable);
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void assertWorks(Connection connection) {
        assertThat(join(connection.createSender("q").send(Message.of("x")).outcome()))
                .isInstanceOf(Accepted.class);
        connection.close();
        join(connection.closed());
    }

    @ParameterizedTest
    @MethodSource("available")
    void messagesTravelByTcpAndByUnixDomainSockets(TransportKind kind) {
        Path file = directory.resolve("socket");
        try (Container server = Container.create(new Recorder(), o -> o.transport(kind));
                Container client = Container.create(new Recorder(), o -> o.transport(kind))) {
            server.start();
            client.start();
            assertWorks(client.connect(
                    join(server.listen("amqp://127.0.0.1:0").opened()).url()));

            Listener unix = join(
                    server.listen("amqp://localhost", o -> o.unixSocket(file)).opened());
            assertWorks(client.connect("amqp://localhost", o -> o.unixSocket(file)));
            assertThatThrownBy(unix::port)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("bound to a file");
        }
    }

    @Test
    void aKindThatCannotBeUsedIsRefusedAtTheCall() {
        TransportKind foreign = TransportKind.KQUEUE.isAvailable() ? TransportKind.EPOLL : TransportKind.KQUEUE;

        assertThatThrownBy(() -> Container.create(new Recorder(), o -> o.transport(foreign)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be used here");
    }

    @Test
    void aUnixDomainSocketLeavesNoRoomForProxies() {
        assertThatThrownBy(() -> Options.choose(
                        new ConnectionOptions(),
                        o -> o.url("amqp://h").unixSocket(directory).proxy(Proxy.http("p", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither by a proxy");
    }
}
