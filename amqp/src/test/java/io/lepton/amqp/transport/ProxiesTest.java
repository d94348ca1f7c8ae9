// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Through proxies whose part the tests play. */
class ProxiesTest {

    private final Transport transport = NettyTransport.create("proxy", 1);
    private ServerSocket proxy;

    @BeforeEach
    void open() throws Exception {
        proxy = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws Exception {
        transport.close();
        proxy.close();
    }

    private TestDriver dial(ProxySettings.Kind kind, @Nullable String user) {
        TestDriver driver = new TestDriver();
        ProxySettings settings =
                new ProxySettings(kind, "127.0.0.1", proxy.getLocalPort(), user, Secret.of("sesame".toCharArray()));
        transport.connect(ConnectSettings.of("broker.invalid", 5672).withProxy(settings), transport.nextLoop(), driver);
        return driver;
    }

    private static String requestHead(InputStream in) throws Exception {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    @Test
    void an_http_proxy_gets_the_name_and_leads_to_the_peer() throws Exception {
        TestDriver driver = dial(ProxySettings.Kind.HTTP, "alice");
        try (Socket peer = proxy.accept()) {
            String head = requestHead(peer.getInputStream());
            assertThat(head)
                    .startsWith("CONNECT broker.invalid:5672 HTTP/1.1\r\n")
                    .containsIgnoringCase("proxy-authorization: Basic YWxpY2U6c2VzYW1l");
            assertThat(driver.connected).isNotDone();
            peer.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\nearly bytes".getBytes(ISO_8859_1));

            assertThat(driver.text(11)).isEqualTo("early bytes");
            driver.send("AMQP");
            assertThat(peer.getInputStream().readNBytes(4)).isEqualTo("AMQP".getBytes(ISO_8859_1));
        }
    }

    @Test
    void an_http_proxy_that_refuses_is_a_failure_with_its_answer() throws Exception {
        TestDriver driver = dial(ProxySettings.Kind.HTTP, null);
        try (Socket peer = proxy.accept()) {
            requestHead(peer.getInputStream());
            peer.getOutputStream().write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));

            NetworkException failure = driver.failure();
            assertThat(failure.kind()).isEqualTo(NetworkException.Kind.PROXY_FAILED);
            assertThat(failure).hasMessageContaining("403 Forbidden").hasMessageNotContaining("sesame");
        }
    }

    @Test
    void a_socks_proxy_gets_the_name_and_the_password() throws Exception {
        TestDriver driver = dial(ProxySettings.Kind.SOCKS5, "alice");
        try (Socket peer = proxy.accept()) {
            InputStream in = peer.getInputStream();
            assertThat(in.readNBytes(2)[0]).isEqualTo((byte) 5);
            in.readNBytes(2);
            peer.getOutputStream().write(new byte[] {5, 2}); // user and password, RFC 1929
            assertThat(in.readNBytes(14)).isEqualTo("\1\5alice\6sesame".getBytes(ISO_8859_1));
            peer.getOutputStream().write(new byte[] {1, 0});
            byte[] request = in.readNBytes(5 + 14 + 2);
            assertThat(new String(request, ISO_8859_1)).contains("broker.invalid");
            assertThat(driver.connected).isNotDone();
            peer.getOutputStream().write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 1});

            driver.send("AMQP");
            assertThat(in.readNBytes(4)).isEqualTo("AMQP".getBytes(ISO_8859_1));
        }
    }

    @Test
    void a_proxy_that_is_not_there_is_named() throws Exception {
        proxy.close();

        NetworkException failure = dial(ProxySettings.Kind.HTTP, null).failure();

        assertThat(failure.kind()).isEqualTo(NetworkException.Kind.REFUSED);
        assertThat(failure)
                .hasMessageStartingWith("Cannot connect to broker.invalid:5672 by the proxy 127.0.0.1:"
                        + proxy.getLocalPort() + ": connection refused");
    }

    @Test
    void a_proxy_that_does_not_answer_is_bounded_by_the_connect_time_limit() throws Exception {
        TestDriver driver = new TestDriver();
        transport.connect(
                ConnectSettings.of("broker.invalid", 5672)
                        .withProxy(new ProxySettings(
                                ProxySettings.Kind.SOCKS5, "127.0.0.1", proxy.getLocalPort(), null, Secret.NONE))
                        .withConnectTimeout(Duration.ofMillis(200)),
                transport.nextLoop(),
                driver);

        assertThat(driver.failure().kind()).isEqualTo(NetworkException.Kind.CONNECT_TIMEOUT);
    }
}
