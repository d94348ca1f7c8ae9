// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.transport.NetworkException.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dialling: attacks.md C10, C23, C24. */
class DialerTest {

    private final List<AutoCloseable> open = new ArrayList<>();

    private Transport transport(AddressResolver resolver) {
        NettyTransport transport = new NettyTransport("dialer", 1, SocketKind.NIO, resolver);
        open.add(transport);
        return transport;
    }

    private Transport transport() {
        return transport(AddressResolver::jdk);
    }

    private static TestDriver dial(Transport transport, ConnectSettings settings) {
        TestDriver driver = new TestDriver();
        transport.connect(settings, transport.nextLoop(), driver);
        return driver;
    }

    private ServerSocket server(String address, int port, int backlog) throws Exception {
        ServerSocket server = new ServerSocket(port, backlog, InetAddress.getByName(address));
        open.add(server);
        return server;
    }

    private static int freePort() throws Exception {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return probe.getLocalPort();
        }
    }

    /** A server that is there and answers nothing: its queue of connections to accept is full, so SYNs are dropped. */
    private int mute(String address, int port) throws Exception {
        ServerSocket server = server(address, port, 1);
        InetSocketAddress target = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
        for (int i = 0; i < 8; i++) {
            SocketChannel filler = SocketChannel.open();
            filler.configureBlocking(false);
            filler.connect(target);
            open.add(filler);
        }
        return server.getLocalPort();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void a_connection_tells_both_ends_and_no_tls() throws Exception {
        ServerSocket server = server("127.0.0.1", 0, 10);
        Transport transport = transport();

        Wire wire = dial(transport, ConnectSettings.of("127.0.0.1", server.getLocalPort()))
                .wire();

        try (Socket accepted = server.accept()) {
            assertThat(wire.remoteAddress()).isEqualTo(server.getLocalSocketAddress());
            assertThat(wire.localAddress()).isEqualTo(accepted.getRemoteSocketAddress());
            assertThat(wire.tls()).isNull();
            assertThat(wire.loop()).isSameAs(transport.nextLoop());
        }
    }

    @Test
    void a_name_is_resolved_by_the_jdk() throws Exception {
        ServerSocket server = server("127.0.0.1", 0, 10);

        dial(transport(), ConnectSettings.of("localhost", server.getLocalPort()))
                .wire();
    }

    @Test
    void refused_says_so_with_host_and_port() throws Exception {
        int port = freePort();

        NetworkException failure =
                dial(transport(), ConnectSettings.of("localhost", port)).failure();

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure)
                .hasMessage("Cannot connect to localhost:" + port + ": connection refused (nobody listens there)")
                .hasCauseInstanceOf(java.net.ConnectException.class);
    }

    @Test
    void a_name_without_address_says_so() throws Exception {
        NetworkException failure = dial(transport(), ConnectSettings.of("no-such-host.invalid", 5672))
                .failure();

        assertThat(failure.kind()).isEqualTo(Kind.NO_SUCH_HOST);
        assertThat(failure)
                .hasMessage("Cannot connect to no-such-host.invalid:5672: no such host")
                .hasCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void what_cannot_be_a_name_is_no_such_host_either() throws Exception {
        NetworkException failure = dial(transport(), ConnectSettings.of("a".repeat(64) + "ü.example", 5672))
                .failure();

        assertThat(failure.kind()).isEqualTo(Kind.NO_SUCH_HOST);
    }

    @Test
    void no_answer_ends_with_the_time_limit() throws Exception {
        int port = mute("127.0.0.1", 0);

        NetworkException failure = dial(
                        transport(), ConnectSettings.of("127.0.0.1", port).withConnectTimeout(Duration.ofMillis(300)))
                .failure();

        assertThat(failure.kind()).isEqualTo(Kind.CONNECT_TIMEOUT);
        assertThat(failure).hasMessage("Cannot connect to 127.0.0.1:" + port + ": no answer within 300 ms");
    }

    @Test
    void a_name_server_that_does_not_answer_is_bounded_by_the_same_limit() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Transport transport = transport(host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        });

        NetworkException failure = dial(
                        transport, ConnectSettings.of("slow.example", 1).withConnectTimeout(Duration.ofMillis(100)))
                .failure();

        assertThat(failure.kind()).isEqualTo(Kind.CONNECT_TIMEOUT);
        never.countDown();
    }

    @Test
    void the_next_address_is_tried_when_the_first_is_dead() throws Exception {
        ServerSocket server = server("127.0.0.1", 0, 10);
        Transport transport =
                transport(host -> List.of(InetAddress.getByName("::1"), InetAddress.getByName("127.0.0.1")));

        Wire wire = dial(transport, ConnectSettings.of("two.example", server.getLocalPort()))
                .wire();

        assertThat(wire.remoteAddress()).isEqualTo(server.getLocalSocketAddress());
    }

    @Test
    void an_address_that_does_not_answer_is_overtaken_by_the_next() throws Exception {
        ServerSocket alive = server("127.0.0.3", 0, 10);
        mute("127.0.0.2", alive.getLocalPort());
        Transport transport =
                transport(host -> List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.3")));

        Wire wire = dial(transport, ConnectSettings.of("two.example", alive.getLocalPort()))
                .wire();

        assertThat(wire.remoteAddress()).isEqualTo(alive.getLocalSocketAddress());
    }

    @Test
    void all_addresses_dead_is_one_failure_that_names_the_host_and_keeps_the_others() throws Exception {
        int port = freePort();
        Transport transport =
                transport(host -> List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.3")));

        NetworkException failure =
                dial(transport, ConnectSettings.of("two.example", port)).failure();

        assertThat(failure).hasMessageStartingWith("Cannot connect to two.example:" + port + ": connection refused");
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(other -> assertThat(other).hasMessageContaining("127.0.0.3:" + port));
    }

    @Test
    void the_name_is_resolved_again_at_each_try() throws Exception {
        ServerSocket server = server("127.0.0.1", 0, 10);
        List<String> asked = new ArrayList<>();
        Transport transport = transport(host -> {
            asked.add(host);
            if (asked.size() == 1) {
                throw new UnknownHostException(host);
            }
            return List.of(server.getInetAddress());
        });
        ConnectSettings settings = ConnectSettings.of("moved.example", server.getLocalPort());

        assertThat(dial(transport, settings).failure().kind()).isEqualTo(Kind.NO_SUCH_HOST);
        assertThat(dial(transport, settings).wire().remoteAddress()).isEqualTo(server.getLocalSocketAddress());
    }

    @Test
    void the_connection_leaves_from_the_address_that_was_asked_for() throws Exception {
        ServerSocket server = server("127.0.0.1", 0, 10);

        Wire wire = dial(
                        transport(),
                        ConnectSettings.of("127.0.0.1", server.getLocalPort()).withBindHost("127.0.0.9"))
                .wire();

        assertThat(((InetSocketAddress) wire.localAddress()).getAddress().getHostAddress())
                .isEqualTo("127.0.0.9");
    }

    @Test
    void a_foreign_address_to_leave_from_is_a_failure() throws Exception {
        ServerSocket server = server("127.0.0.1", 0, 10);

        NetworkException failure = dial(
                        transport(),
                        ConnectSettings.of("127.0.0.1", server.getLocalPort()).withBindHost("192.0.2.1"))
                .failure();

        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void a_cancelled_attempt_calls_nothing_back_and_leaves_nothing_open() throws Exception {
        int port = mute("127.0.0.1", 0);
        Transport transport = transport();
        TestDriver driver = new TestDriver();
        EventLoop loop = transport.nextLoop();

        Transport.Attempt attempt = transport.connect(
                ConnectSettings.of("127.0.0.1", port).withConnectTimeout(Duration.ofMillis(200)), loop, driver);
        attempt.cancel();
        CountDownLatch afterTheLimit = new CountDownLatch(1);
        loop.schedule(Duration.ofMillis(400), afterTheLimit::countDown);

        assertThat(afterTheLimit.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(driver.connected).isNotDone();
        assertThat(driver.connectFailed).isNotDone();
    }

    @Test
    void port_zero_is_refused_at_the_call() {
        Transport transport = transport();

        assertThatThrownBy(() -> dial(transport, ConnectSettings.of("localhost", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 65535");
    }

    @Test
    void families_take_turns_beginning_with_the_favourite() throws Exception {
        AddressResolver resolver = host -> List.of(
                InetAddress.getByName("127.0.0.1"),
                InetAddress.getByName("127.0.0.2"),
                InetAddress.getByName("::1"),
                InetAddress.getByName("127.0.0.3"));

        assertThat(Addresses.resolve(resolver, "h", 7))
                .extracting(Failures::place)
                .containsExactly("127.0.0.1:7", "[0:0:0:0:0:0:0:1]:7", "127.0.0.2:7", "127.0.0.3:7");
    }

    @Test
    void a_name_that_is_resolved_after_the_transport_was_closed_harms_nobody() throws Exception {
        AtomicReference<Thread> resolving = new AtomicReference<>();
        AtomicReference<Throwable> uncaught = new AtomicReference<>();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Transport transport = transport(host -> {
            resolving.set(Thread.currentThread());
            Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.set(thrown));
            asked.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException(host);
            }
            return List.of(InetAddress.getLoopbackAddress());
        });
        dial(transport, ConnectSettings.of("name.example", 5672));
        asked.await();
        transport.close();
        closed.countDown();
        resolving.get().join();
        assertThat(uncaught.get()).isNull();
    }
}
