// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tool itself: a failure here says nothing of Lepton. Seen by bare sockets, with a server that echoes. */
class FaultProxyTest {
    private static final byte[] HEADER = {'A', 'M', 'Q', 'P', 0, 1, 0, 0};
    /** An empty frame, and one whose body is a close without fields. */
    private static final byte[] EMPTY = {0, 0, 0, 8, 2, 0, 0, 0};

    private static final byte[] CLOSE = {0, 0, 0, 12, 2, 0, 0, 0, 0, 0x53, 0x18, 0x45};
    private static final int SHORT_MILLIS = 50;
    private static final int LONG_MILLIS = 30_000;

    private final AtomicInteger resets = new AtomicInteger();
    private ServerSocket echo;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Threads.start("echo", () -> serve(echo));
        proxy = FaultProxy.to(echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    private void serve(ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Threads.start("echo", () -> echo(socket));
            } catch (IOException e) {
                // closed by the test
            }
        }
    }

    private void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            resets.incrementAndGet();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(LONG_MILLIS);
        return socket;
    }

    private static byte[] read(Socket socket, int count) throws IOException {
        byte[] bytes = new byte[count];
        new DataInputStream(socket.getInputStream()).readFully(bytes);
        return bytes;
    }

    private static void write(Socket socket, byte[]... pieces) throws IOException {
        for (byte[] piece : pieces) {
            socket.getOutputStream().write(piece);
        }
    }

    @Test
    void whatPassesIsTheSameAndIsCountedByKind() throws IOException {
        try (Socket socket = connect()) {
            write(socket, HEADER, EMPTY, CLOSE);

            assertThat(read(socket, 8)).isEqualTo(HEADER);
            assertThat(read(socket, 8)).isEqualTo(EMPTY);
            assertThat(read(socket, 12)).isEqualTo(CLOSE);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        for (Side side : Side.values()) {
            assertThat(proxy.count(side, Kind.AMQP_HEADER)).isOne();
            assertThat(proxy.count(side, Kind.EMPTY)).isOne();
            assertThat(proxy.count(side, Kind.CLOSE)).isOne();
        }
        Until.holds("the passage is over", () -> proxy.standing() == 0);
        assertThat(resets).hasValue(0);
    }

    @Test
    void whatIsNoAmqpPassesToo() throws IOException {
        try (Socket socket = connect()) {
            write(socket, "\u0016\u0003\u0001 hello hello".getBytes());
            assertThat(new String(read(socket, 15))).isEqualTo("\u0016\u0003\u0001 hello hello");
        }
        assertThat(proxy.count(Side.CLIENT, Kind.OPAQUE)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 12})
    void aResetStrikesInsideAFrame(int bytes) throws IOException {
        proxy.next(Fault.inside(Side.SERVER, Kind.CLOSE, 1, bytes, Deed.RESET));
        try (Socket socket = connect()) {
            write(socket, HEADER, CLOSE);

            read(socket, 8 + bytes);
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(() -> socket.getInputStream().read());
        }
        Until.holds("the server sees the reset", () -> resets.get() == 1);
        assertThat(proxy.strikes()).isOne();
    }

    @Test
    void aFinEndsTheStreamAtAByte() throws IOException {
        proxy.next(Fault.atByte(Side.CLIENT, 10, Deed.FIN));
        try (Socket socket = connect()) {
            write(socket, HEADER, CLOSE);
            assertThat(socket.getInputStream().readAllBytes().length).isLessThanOrEqualTo(10);
        }
        Until.holds("the passage is over", () -> proxy.standing() == 0);
        assertThat(resets).hasValue(0);
    }

    @Test
    void halfAConnectionGoesOn() throws IOException {
        proxy.next(Fault.after(Side.CLIENT, Kind.CLOSE, 1, Deed.HALF_CLOSE));
        try (Socket socket = connect()) {
            write(socket, HEADER, CLOSE, EMPTY);
            assertThat(socket.getInputStream().readAllBytes())
                    .startsWith(HEADER)
                    .hasSize(20);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void silenceKeepsTheSockets(boolean bothWays) throws IOException {
        proxy.next(Fault.before(Side.CLIENT, Kind.CLOSE, 1, bothWays ? Deed.SILENCE : Deed.SILENCE_ONE_WAY));
        try (Socket socket = connect()) {
            write(socket, HEADER);
            read(socket, 8);
            write(socket, CLOSE);
            socket.setSoTimeout(SHORT_MILLIS);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> socket.getInputStream().read());
            assertThat(proxy.standing()).isOne();
        }
    }

    @Test
    void whatIsHeldUpGoesOnWhereItStopped() throws IOException {
        proxy.next(Fault.inside(Side.CLIENT, Kind.CLOSE, 1, 5, Deed.HOLD));
        try (Socket socket = connect()) {
            write(socket, HEADER, CLOSE, EMPTY);
            read(socket, 8);
            socket.setSoTimeout(SHORT_MILLIS);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> socket.getInputStream().read());

            proxy.release();

            socket.setSoTimeout(LONG_MILLIS);
            assertThat(read(socket, 20)).endsWith(EMPTY);
        }
        assertThat(proxy.count(Side.SERVER, Kind.EMPTY)).isOne();
    }

    @Test
    void connectionsAreRefusedForAWhile() throws IOException {
        proxy.refuse();
        assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);

        proxy.acceptAgain();
        try (Socket socket = connect()) {
            write(socket, HEADER);
            assertThat(read(socket, 8)).isEqualTo(HEADER);
        }
    }

    @Test
    void anUpstreamThatIsGoneResetsTheClient() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            proxy.upstream(taken.getLocalPort());
        }
        try (Socket socket = connect()) {
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(() -> socket.getInputStream().read());
        }
    }

    @Test
    void nothingIsChangedByFragmentsAndDelays() throws IOException {
        byte[] large = new byte[10_000];
        large[2] = 39;
        large[3] = 16;
        large[4] = 2;
        for (Runnable pace : new Runnable[] {
            () -> proxy.fragments(1),
            () -> proxy.randomFragments(400, 1),
            () -> proxy.bursts(Duration.ofMillis(20)),
            () -> proxy.slow(Duration.ofMillis(20), 100_000)
        }) {
            pace.run();
            try (Socket socket = connect()) {
                write(socket, HEADER, large);
                assertThat(read(socket, 8)).isEqualTo(HEADER);
                assertThat(read(socket, large.length)).isEqualTo(large);
            }
        }
    }
}
