// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.transport.NetworkException.Kind;
import io.lepton.amqp.transport.TlsSettings.ClientAuth;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AMQP in WebSockets, between two of ours, and with the JDK's client and bare HTTP at the other end. */
class WebSocketTest {

    private final Transport transport = NettyTransport.create("ws", 1);

    @AfterEach
    void close() {
        transport.close();
    }

    private TestAcceptor listen(ListenSettings settings) {
        TestAcceptor acceptor = new TestAcceptor();
        transport.listen(settings, transport.nextLoop(), acceptor);
        return acceptor;
    }

    private TestAcceptor listen() {
        return listen(ListenSettings.of("127.0.0.1", 0).withWebSocket(WebSocketSettings.DEFAULT));
    }

    private TestDriver dial(ConnectSettings settings) {
        TestDriver driver = new TestDriver();
        transport.connect(settings.withWebSocket(WebSocketSettings.DEFAULT), transport.nextLoop(), driver);
        return driver;
    }

    private TestDriver dial(TestAcceptor acceptor) throws Exception {
        return dial(ConnectSettings.of("127.0.0.1", acceptor.port()));
    }

    @Test
    void bytes_travel_both_ways_and_close_is_orderly() throws Exception {
        TestAcceptor acceptor = listen();
        TestDriver client = dial(acceptor);
        TestDriver server = acceptor.next();
        server.onLoop(Wire::peerKnown);
        byte[] noise = new byte[3_000_001];
        new Random(3).nextBytes(noise);
        client.send("AMQP");
        assertThat(server.text(4)).isEqualTo("AMQP");
        server.send(noise);
        assertThat(client.bytes(noise.length)).isEqualTo(noise);

        client.onLoop(wire -> {
            wire.write(noise, 0, noise.length, 0);
            wire.close();
        });

        assertThat(server.bytes(4 + noise.length)).endsWith(noise);
        assertThat(server.inputClosed.get(20, SECONDS)).isTrue();
        assertThat(server.end()).isEmpty();
        assertThat(client.end()).isEmpty();
    }

    @Test
    void tls_lies_beneath(@TempDir Path directory) throws Exception {
        TestPki pki = new TestPki(directory);
        TlsSettings server = new TlsSettings(
                null,
                Trust.jdk(),
                pki.server().identity(),
                TlsSettings.DEFAULT_PROTOCOLS,
                List.of(),
                true,
                ClientAuth.NONE);
        TlsSettings trusting = new TlsSettings(
                null,
                new Trust.Pem(List.of(pki.authority())),
                null,
                TlsSettings.DEFAULT_PROTOCOLS,
                List.of(),
                true,
                ClientAuth.NONE);
        TestAcceptor acceptor =
                listen(ListenSettings.of("127.0.0.1", 0).withTls(server).withWebSocket(WebSocketSettings.DEFAULT));
        ConnectSettings settings = ConnectSettings.of("localhost", acceptor.port());

        TestDriver client = dial(settings.withTls(trusting));
        client.send("secret");
        TestDriver accepted = acceptor.next();
        assertThat(accepted.text(6)).isEqualTo("secret");
        assertThat(client.wire().tls()).isNotNull();
        client.onLoop(Wire::close);
        assertThat(accepted.end()).isEmpty();
        assertThat(client.end()).isEmpty();

        assertThat(dial(settings.withTls(TlsSettings.DEFAULT)).failure().kind()).isEqualTo(Kind.TLS_UNTRUSTED);
    }

    /** The JDK's WebSocket with the bytes it was sent. */
    private static final class JdkClient implements WebSocket.Listener {

        final CompletableFuture<String> text = new CompletableFuture<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            text.complete(US_ASCII.decode(data).toString());
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        WebSocket connect(TestAcceptor acceptor, String... protocols) throws Exception {
            WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
            if (protocols.length > 0) {
                builder.subprotocols(protocols[0]);
            }
            return builder.buildAsync(URI.create("ws://127.0.0.1:" + acceptor.port() + "/any/path"), this)
                    .get(20, SECONDS);
        }
    }

    @Test
    void the_jdks_client_is_served_fragments_included() throws Exception {
        TestAcceptor acceptor = listen();
        JdkClient client = new JdkClient();
        WebSocket socket = client.connect(acceptor, "amqp");
        assertThat(socket.getSubprotocol()).isEqualTo("amqp");
        TestDriver server = acceptor.next();

        socket.sendBinary(ByteBuffer.wrap("two ".getBytes(US_ASCII)), false).get(20, SECONDS);
        socket.sendPing(ByteBuffer.allocate(3)).get(20, SECONDS);
        socket.sendBinary(ByteBuffer.wrap("parts".getBytes(US_ASCII)), true).get(20, SECONDS);
        assertThat(server.text(9)).isEqualTo("two parts");
        server.send("answer");
        assertThat(client.text.get(20, SECONDS)).isEqualTo("answer");
        server.onLoop(Wire::close);

        assertThat(client.closed.get(20, SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
        assertThat(server.end()).isEmpty();
    }

    @Test
    void a_client_that_does_not_offer_amqp_is_turned_away() throws Exception {
        TestAcceptor acceptor = listen();

        new JdkClient().connect(acceptor);

        NetworkException refusal = acceptor.refusal();
        assertThat(refusal.kind()).isEqualTo(Kind.WEBSOCKET_FAILED);
        assertThat(refusal).hasMessageContaining("did not offer the subprotocol amqp");
        assertThat(acceptor.accepted).isEmpty();
    }

    private static String upgrade(TestAcceptor acceptor, String headers) throws Exception {
        try (Socket client = new Socket("127.0.0.1", acceptor.port())) {
            client.setSoTimeout(20_000);
            client.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                    + "Sec-WebSocket-Protocol: amqp\r\n" + headers + "\r\n")
                            .getBytes(US_ASCII));
            return new String(client.getInputStream().readNBytes(12), US_ASCII);
        }
    }

    /** A browser lets any page connect to anywhere, and says where the page comes from (RFC 6455, 10.2). */
    @Test
    void web_pages_from_elsewhere_are_turned_away() throws Exception {
        TestAcceptor closed = listen();
        for (String origin : List.of("https://evil.example", "null", "http://localhost", "https://localhost:56720")) {
            assertThat(upgrade(closed, "Host: localhost:5672\r\nOrigin: " + origin + "\r\n"))
                    .as(origin)
                    .isEqualTo("HTTP/1.1 403");
            assertThat(closed.refusal())
                    .hasMessageContaining("a web page from " + origin + " may not connect; see webSocketOrigins");
        }
        assertThat(upgrade(closed, "Host: h\r\nOrigin: http://h\r\nOrigin: http://evil\r\n"))
                .isEqualTo("HTTP/1.1 403");
        assertThat(closed.accepted).isEmpty();
        assertThat(upgrade(closed, "Host: localhost:5672\r\nOrigin: http://LOCALHOST:5672\r\n"))
                .isEqualTo("HTTP/1.1 101");
        assertThat(upgrade(closed, "Host: localhost:5672\r\n")).isEqualTo("HTTP/1.1 101");
    }

    @Test
    void web_pages_from_where_the_settings_say_are_welcome() throws Exception {
        TestAcceptor some = listen(ListenSettings.of("127.0.0.1", 0)
                .withWebSocket(new WebSocketSettings("/", 1000, List.of("https://app.example"))));
        assertThat(upgrade(some, "Host: h\r\nOrigin: https://app.example\r\n")).isEqualTo("HTTP/1.1 101");
        assertThat(upgrade(some, "Host: h\r\nOrigin: http://app.example\r\n")).isEqualTo("HTTP/1.1 403");
        TestAcceptor all =
                listen(ListenSettings.of("127.0.0.1", 0).withWebSocket(new WebSocketSettings("/", 1000, List.of("*"))));
        assertThat(upgrade(all, "Host: h\r\nOrigin: https://evil.example\r\n")).isEqualTo("HTTP/1.1 101");
    }

    /** Promise 2 of attacks.md: what is kept for a stranger is bounded by the frame size. */
    @Test
    void a_stranger_has_no_more_kept_of_a_frame_than_a_frame_of_amqp() throws Exception {
        TestAcceptor acceptor = listen();
        WebSocket socket = new JdkClient().connect(acceptor, "amqp");
        TestDriver server = acceptor.next();
        for (int i = 0; i < 20; i++) {
            socket.sendBinary(ByteBuffer.allocate(60_000), true).get(20, SECONDS);
        }
        assertThat(server.bytes(20 * 60_000)).hasSize(20 * 60_000);
        CompletableFuture<WebSocket> tooLong = socket.sendBinary(ByteBuffer.allocate(1 << 20), true);

        assertThat(server.end()).hasValueSatisfying(cause -> {
            assertThat(cause.kind()).isEqualTo(Kind.WEBSOCKET_FAILED);
            assertThat(cause).hasMessageContaining("before the peer's open");
        });
        tooLong.handle((sent, failure) -> true).get(20, SECONDS);
    }

    @Test
    void who_is_known_may_send_frames_up_to_the_limit() throws Exception {
        TestAcceptor acceptor = listen();
        WebSocket socket = new JdkClient().connect(acceptor, "amqp");
        TestDriver server = acceptor.next();
        server.onLoop(Wire::peerKnown);
        socket.sendBinary(ByteBuffer.allocate(1 << 20), true).get(20, SECONDS);
        assertThat(server.bytes(1 << 20)).hasSize(1 << 20);
    }

    /** What is never unfolded cannot unfold to too much: attacks.md B11. */
    @Test
    void compression_is_never_agreed_to() throws Exception {
        TestAcceptor acceptor = listen();
        try (Socket client = new Socket("127.0.0.1", acceptor.port())) {
            client.setSoTimeout(20_000);
            client.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                    + "Sec-WebSocket-Protocol: amqp\r\n"
                                    + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n")
                            .getBytes(US_ASCII));
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n") < 0) {
                int next = client.getInputStream().read();
                assertThat(next).as("after %s", answer).isNotNegative();
                answer.append((char) next);
            }

            assertThat(answer.toString())
                    .startsWith("HTTP/1.1 101")
                    .containsIgnoringCase("sec-websocket-protocol: amqp")
                    .doesNotContainIgnoringCase("sec-websocket-extensions");
        }
    }

    @Test
    void text_ends_the_connection() throws Exception {
        TestAcceptor acceptor = listen();
        WebSocket socket = new JdkClient().connect(acceptor, "amqp");
        TestDriver server = acceptor.next();
        socket.sendText("AMQP", true);

        assertThat(server.end()).hasValueSatisfying(cause -> {
            assertThat(cause.kind()).isEqualTo(Kind.WEBSOCKET_FAILED);
            assertThat(cause).hasMessageContaining("the peer sent text");
        });
    }

    @Test
    void a_frame_above_the_limit_ends_the_connection() throws Exception {
        TestAcceptor acceptor =
                listen(ListenSettings.of("127.0.0.1", 0).withWebSocket(new WebSocketSettings("/", 1000)));
        WebSocket socket = new JdkClient().connect(acceptor, "amqp");
        TestDriver server = acceptor.next();
        socket.sendBinary(ByteBuffer.allocate(1000), true).get(20, SECONDS);
        assertThat(server.bytes(1000)).hasSize(1000);
        CompletableFuture<WebSocket> tooLong = socket.sendBinary(ByteBuffer.allocate(1001), true);

        assertThat(server.end())
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Kind.WEBSOCKET_FAILED));
        tooLong.handle((sent, failure) -> true).get(20, SECONDS);
    }

    @Test
    void plain_http_and_plain_amqp_are_turned_away() throws Exception {
        TestAcceptor acceptor = listen();
        for (String request : List.of("GET / HTTP/1.1\r\nHost: h\r\n\r\n", "AMQP\0\1\0\0\r\n\r\n")) {
            try (Socket client = new Socket("127.0.0.1", acceptor.port())) {
                client.setSoTimeout(20_000);
                client.getOutputStream().write(request.getBytes(US_ASCII));

                assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
                        .startsWith("HTTP/1.1 400");
            }
        }
        assertThat(acceptor.accepted).isEmpty();
    }

    @Test
    void a_server_that_knows_no_websocket_is_a_failure_with_its_answer() throws Exception {
        try (ServerSocket http = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            TestDriver driver = dial(ConnectSettings.of("127.0.0.1", http.getLocalPort()));
            try (Socket accepted = http.accept()) {
                accepted.getOutputStream()
                        .write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));

                NetworkException failure = driver.failure();
                assertThat(failure.kind()).isEqualTo(Kind.WEBSOCKET_FAILED);
                assertThat(failure).hasMessageContaining("404 Not Found");
            }
        }
    }

    @Test
    void a_handshake_without_end_has_a_time_limit_on_both_sides() throws Exception {
        Duration limit = Duration.ofMillis(200);
        TestAcceptor acceptor = listen(
                ListenSettings.of("127.0.0.1", 0).withTlsTimeout(limit).withWebSocket(WebSocketSettings.DEFAULT));
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                Socket silent = new Socket("127.0.0.1", acceptor.port())) {
            silent.setSoTimeout(20_000);
            TestDriver driver =
                    dial(ConnectSettings.of("127.0.0.1", mute.getLocalPort()).withTlsTimeout(limit));

            assertThat(driver.failure().kind()).isEqualTo(Kind.WEBSOCKET_FAILED);
            assertThat(acceptor.refusal().kind()).isEqualTo(Kind.WEBSOCKET_FAILED);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }
}
