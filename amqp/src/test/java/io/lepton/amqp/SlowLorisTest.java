// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.transport.TestPki;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that come to a listener and never get to the point: attacks.md B33, with real sockets. */
@Timeout(60)
class SlowLorisTest {

    private static final int MANY = 100;
    private static final byte[] SASL_HEADER = {'A', 'M', 'Q', 'P', 3, 1, 0, 0};

    @TempDir
    Path directory;

    private final Container server = Container.create().start();
    private final Container client = Container.create().start();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        client.close();
        server.close();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private Listener listen(String scheme, Consumer<ListenerOptions> choices) {
        return join(server.listen(scheme + "://127.0.0.1:0", choices).opened());
    }

    private Socket come(Listener listener, byte... first) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        sockets.add(socket);
        socket.getOutputStream().write(first);
        return socket;
    }

    /** Reads until the listener has closed the connection. */
    private static boolean endsBy(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        try {
            while (in.read() >= 0) {
                continue;
            }
        } catch (SocketException reset) {
            return true;
        }
        return true;
    }

    @Test
    void halfHeadersAreGoneInTime() throws Exception {
        Listener listener = listen("amqp", o -> o.openTimeout(Duration.ofMillis(300)));
        for (int i = 0; i < MANY; i++) {
            come(listener, (byte) 'A', (byte) 'M', (byte) 'Q');
        }

        for (Socket socket : sockets) {
            assertThat(endsBy(socket)).isTrue();
        }
        assertThat(join(client.connect(listener.url()).opened()).isOpen()).isTrue();
    }

    @Test
    void whoStopsInTheMiddleOfSaslIsGoneInTime() throws Exception {
        Listener listener =
                listen("amqp", o -> o.saslTimeout(Duration.ofMillis(300)).openTimeout(Duration.ofHours(1)));

        assertThat(endsBy(come(listener, SASL_HEADER))).isTrue();
    }

    @Test
    void bytesThatTrickleInDoNotExtendTheLimit() throws Exception {
        Listener listener = listen("amqp", o -> o.openTimeout(Duration.ofMillis(500)));
        Socket socket = come(listener, SASL_HEADER);
        // a SASL frame of 511 bytes, byte by byte: it would take far longer than the limit
        Thread trickling = new Thread(() -> {
            try {
                socket.getOutputStream().write(new byte[] {0, 0, 1, (byte) 0xff, 2, 1, 0, 0});
                while (true) {
                    socket.getOutputStream().write(0);
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            } catch (IOException | InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        });
        trickling.start();

        assertThat(endsBy(socket)).isTrue();
        socket.close();
        trickling.join();
    }

    @Test
    void theHandshakeOfTlsHasALimitToo() throws Exception {
        TestPki.Issued identity = new TestPki(directory).server();
        Listener listener = listen(
                "amqps",
                o -> o.tlsTimeout(Duration.ofMillis(300)).tls(t -> t.identity(identity.certificate(), identity.key())));

        assertThat(endsBy(come(listener, (byte) 0x16, (byte) 3, (byte) 1, (byte) 2)))
                .isTrue();
    }

    @Test
    void theNumberOfConnectionsIsLimitedAndFreeAgainWhenTheSlowOnesAreGone() throws Exception {
        Listener listener = listen("amqp", o -> o.maxConnections(3).openTimeout(Duration.ofMillis(500)));
        Socket first = come(listener);
        Socket second = come(listener);
        Socket third = come(listener);
        assertThat(endsBy(come(listener))).isTrue();

        for (Socket slow : List.of(first, second, third)) {
            assertThat(endsBy(slow)).isTrue();
            slow.close();
        }
        CompletionStage<Connection> opened;
        do { // the listener counts a connection until it has seen its end
            opened = client.connect(listener.url(), o -> o.handler(new Recorder()))
                    .opened();
            opened.toCompletableFuture()
                    .handle((done, failure) -> done)
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        } while (opened.toCompletableFuture().isCompletedExceptionally());
        assertThat(join(opened).isOpen()).isTrue();
    }
}
