// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.transport.NetworkException.Kind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listening: attacks.md B33. */
class NettyBindingTest {

    private final Transport transport = NettyTransport.create("listener", 2);
    private final TestAcceptor acceptor = new TestAcceptor();

    @AfterEach
    void close() {
        transport.close();
    }

    private Transport.Binding listen(ListenSettings settings) {
        return transport.listen(settings, transport.nextLoop(), acceptor);
    }

    @Test
    void port_zero_gives_a_free_port_and_connections_get_drivers() throws Exception {
        listen(ListenSettings.of("127.0.0.1", 0));

        try (Socket client = new Socket("127.0.0.1", acceptor.port())) {
            TestDriver driver = acceptor.next();
            client.getOutputStream().write("hello".getBytes(US_ASCII));
            assertThat(driver.text(5)).isEqualTo("hello");
            driver.send("hi");
            assertThat(new String(client.getInputStream().readNBytes(2), US_ASCII))
                    .isEqualTo("hi");
            assertThat(driver.wire().remoteAddress()).isEqualTo(client.getLocalSocketAddress());
        }
    }

    @Test
    void connections_are_dealt_out_to_all_loops() throws Exception {
        listen(ListenSettings.of("127.0.0.1", 0));
        Set<EventLoop> loops = new HashSet<>();

        for (int i = 0; i < 2; i++) {
            try (Socket client = new Socket("127.0.0.1", acceptor.port())) {
                loops.add(acceptor.next().wire().loop());
                assertThat(client.isConnected()).isTrue();
            }
        }

        assertThat(loops).hasSize(2);
    }

    @Test
    void the_wildcard_takes_both_families() throws Exception {
        for (String wildcard : new String[] {"0.0.0.0", "::"}) {
            TestAcceptor both = new TestAcceptor();
            transport.listen(ListenSettings.of(wildcard, 0), transport.nextLoop(), both);
            for (String address : new String[] {"127.0.0.1", "::1"}) {
                try (Socket client = new Socket(InetAddress.getByName(address), both.port())) {
                    assertThat(both.next().wire().remoteAddress()).isEqualTo(client.getLocalSocketAddress());
                }
            }
        }
    }

    @Test
    void a_taken_port_says_so() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            listen(ListenSettings.of("127.0.0.1", other.getLocalPort()));

            NetworkException failure = acceptor.failed.get(20, SECONDS);
            assertThat(failure.kind()).isEqualTo(Kind.CANNOT_BIND);
            assertThat(failure)
                    .hasMessage("Cannot listen on 127.0.0.1:" + other.getLocalPort() + ": the port is in use already");
        }
    }

    @Test
    void an_address_of_another_machine_and_an_unknown_name_say_so() throws Exception {
        listen(ListenSettings.of("192.0.2.1", 0));
        TestAcceptor second = new TestAcceptor();
        transport.listen(ListenSettings.of("no-such-host.invalid", 0), transport.nextLoop(), second);

        assertThat(acceptor.failed.get(20, SECONDS).kind()).isEqualTo(Kind.CANNOT_BIND);
        assertThat(second.failed.get(20, SECONDS).kind()).isEqualTo(Kind.NO_SUCH_HOST);
    }

    @Test
    void one_connection_above_the_limit_is_turned_away_and_welcome_when_another_left() throws Exception {
        listen(ListenSettings.of("127.0.0.1", 0).withMaxConnections(1));

        TestDriver first;
        try (Socket client = new Socket("127.0.0.1", acceptor.port())) {
            first = acceptor.next();
            assertThat(client.isConnected()).isTrue();
            try (Socket tooMany = new Socket("127.0.0.1", acceptor.port())) {
                tooMany.setSoTimeout(20_000);
                assertThat(tooMany.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(acceptor.refusal().kind()).isEqualTo(Kind.TOO_MANY_CONNECTIONS);
        }
        first.end();
        try (Socket next = new Socket("127.0.0.1", acceptor.port())) {
            assertThat(acceptor.next().wire().remoteAddress()).isEqualTo(next.getLocalSocketAddress());
        }
    }

    /** Attacks.md B33. */
    @Test
    void one_connection_above_the_limit_of_its_address_is_turned_away() throws Exception {
        listen(ListenSettings.of("127.0.0.1", 0).withMaxPerAddress(1));
        TestDriver first;
        try (Socket client = new Socket("127.0.0.1", acceptor.port())) {
            first = acceptor.next();
            try (Socket tooMany = new Socket("127.0.0.1", acceptor.port())) {
                tooMany.setSoTimeout(20_000);
                assertThat(tooMany.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(acceptor.refusal()).hasMessageContaining("turned away: there are 1 from its address already");
            assertThat(client.isConnected()).isTrue();
        }
        first.end();
        try (Socket next = new Socket("127.0.0.1", acceptor.port())) {
            assertThat(acceptor.next().wire().remoteAddress()).isEqualTo(next.getLocalSocketAddress());
        }
    }

    @Test
    void a_closed_listener_accepts_nobody_and_leaves_connections_alone() throws Exception {
        Transport.Binding binding = listen(ListenSettings.of("127.0.0.1", 0));
        int port = acceptor.port();
        try (Socket client = new Socket("127.0.0.1", port)) {
            TestDriver driver = acceptor.next();
            binding.close();
            binding.close();
            assertThat(acceptor.closed.get(20, SECONDS)).isTrue();

            awaitRefusal(port);
            client.getOutputStream().write('x');
            assertThat(driver.text(1)).isEqualTo("x");
        }
    }

    /** The JDK gives a listening port back when its selector has turned once more. */
    private static void awaitRefusal(int port) {
        long end = System.nanoTime() + SECONDS.toNanos(20);
        assertThatThrownBy(() -> {
                    while (System.nanoTime() < end) {
                        new Socket("127.0.0.1", port).close();
                    }
                })
                .isInstanceOf(java.io.IOException.class);
    }

    @Test
    void tls_without_a_certificate_is_refused_at_the_call() {
        assertThatThrownBy(() -> listen(ListenSettings.of("127.0.0.1", 0).withTls(TlsSettings.DEFAULT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("identity");
    }
}
