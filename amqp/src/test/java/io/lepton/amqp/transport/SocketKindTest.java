// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.transport.NetworkException.Kind;
import io.lepton.amqp.transport.TlsSettings.ClientAuth;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same behaviour by every kind of sockets that this machine has, over TCP and over Unix domain sockets. */
class SocketKindTest {

    @TempDir
    Path directory;

    private static boolean available(SocketKind kind) {
        try {
            kind.check();
            return true;
        } catch (IllegalArgumentException unavailable) {
            return false;
        }
    }

    static Stream<SocketKind> kinds() {
        return Arrays.stream(SocketKind.values()).filter(SocketKindTest::available);
    }

    private static TestAcceptor listen(Transport transport, ListenSettings settings) throws Exception {
        TestAcceptor acceptor = new TestAcceptor();
        transport.listen(settings, transport.nextLoop(), acceptor);
        acceptor.listening.get(TestDriver.LIMIT_SECONDS, SECONDS);
        return acceptor;
    }

    private static TestDriver dial(Transport transport, ConnectSettings settings) {
        TestDriver driver = new TestDriver();
        transport.connect(settings, transport.nextLoop(), driver);
        return driver;
    }

    private static void talkAndClose(TestDriver client, TestDriver server) throws Exception {
        byte[] much = new byte[1 << 20];
        Arrays.fill(much, (byte) 7);
        client.send(much);
        server.send("to the client");
        assertThat(server.bytes(much.length)).isEqualTo(much);
        assertThat(client.text(13)).isEqualTo("to the client");
        client.onLoop(Wire::close);
        assertThat(server.end()).isEmpty();
        assertThat(client.end()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void tcp_and_tls_work_by_it(SocketKind kind) throws Exception {
        TestPki pki = new TestPki(directory);
        TlsSettings tls = new TlsSettings(
                null,
                new Trust.Pem(List.of(pki.authority())),
                pki.server().identity(),
                TlsSettings.DEFAULT_PROTOCOLS,
                List.of(),
                true,
                ClientAuth.REQUIRED);
        try (Transport transport = NettyTransport.create("kind", 1, kind)) {
            TestAcceptor plain = listen(transport, ListenSettings.of("127.0.0.1", 0));
            talkAndClose(dial(transport, ConnectSettings.of("127.0.0.1", plain.port())), plain.next());
            TestAcceptor secure =
                    listen(transport, ListenSettings.of("127.0.0.1", 0).withTls(tls));
            talkAndClose(
                    dial(
                            transport,
                            ConnectSettings.of("localhost", secure.port()).withTls(tls)),
                    secure.next());
            assertThat(dial(transport, ConnectSettings.of("127.0.0.1", 1))
                            .failure()
                            .kind())
                    .isEqualTo(Kind.REFUSED);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void unix_domain_sockets_work_by_it(SocketKind kind) throws Exception {
        Path file = directory.resolve("amqp.sock");
        try (Transport transport = NettyTransport.create("kind", 1, kind)) {
            ConnectSettings there = ConnectSettings.of("localhost", 5672).withUnixSocket(file);
            assertThat(dial(transport, there).failure())
                    .hasMessageContaining(file.toString())
                    .extracting(NetworkException::kind)
                    .isEqualTo(Kind.REFUSED);

            TestAcceptor acceptor = new TestAcceptor();
            Transport.Binding binding = transport.listen(
                    ListenSettings.of("localhost", 5672).withUnixSocket(file), transport.nextLoop(), acceptor);
            acceptor.listening.get(TestDriver.LIMIT_SECONDS, SECONDS);
            TestDriver client = dial(transport, there);
            TestDriver server = acceptor.next();
            assertThat(client.wire().remoteAddress()).asString().contains(file.toString());
            assertThat(server.wire().remoteAddress()).isNotNull();
            talkAndClose(client, server);

            TestAcceptor second = new TestAcceptor();
            transport.listen(ListenSettings.of("localhost", 5672).withUnixSocket(file), transport.nextLoop(), second);
            assertThat(second.failed.get(TestDriver.LIMIT_SECONDS, SECONDS))
                    .hasMessage("Cannot listen on " + file
                            + ": there is such a file already; delete it if nobody listens there any more");
            binding.close();
            acceptor.closed.get(TestDriver.LIMIT_SECONDS, SECONDS);
            assertThat(Files.exists(file)).isFalse();
        }
    }

    @Test
    void a_kind_that_this_system_does_not_have_says_so() {
        SocketKind foreign = System.getProperty("os.name").startsWith("Linux") ? SocketKind.KQUEUE : SocketKind.EPOLL;

        assertThatThrownBy(foreign::check)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("transport: " + foreign + " cannot be used here: ");
    }

    @Test
    void a_library_that_is_not_there_is_named() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.contains("epoll")) {
                urls.add(new File(entry).toURI().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> kinds = loader.loadClass(SocketKind.class.getName());
            Object epoll = kinds.getMethod("valueOf", String.class).invoke(null, "EPOLL");

            assertThatThrownBy(() -> kinds.getMethod("check").invoke(epoll))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("add io.netty:netty-transport-native-epoll");
        }
    }
}
