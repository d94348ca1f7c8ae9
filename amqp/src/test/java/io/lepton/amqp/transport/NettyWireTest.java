// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.transport.NetworkException.Kind;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An established connection against a plain JDK socket: attacks.md C5, C8, C15. */
class NettyWireTest {

    private final Transport transport = NettyTransport.create("wire", 1);
    private ServerSocket server;
    private Socket peer;
    private TestDriver driver;

    @BeforeEach
    void connect() throws Exception {
        server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        driver = connect(new TestDriver(), ConnectSettings.DEFAULT_CLOSE_TIMEOUT);
    }

    private TestDriver connect(TestDriver with, Duration closeTimeout) throws Exception {
        transport.connect(
                ConnectSettings.of("127.0.0.1", server.getLocalPort()).withCloseTimeout(closeTimeout),
                transport.nextLoop(),
                with);
        peer = server.accept();
        peer.setSoTimeout(20_000);
        return with;
    }

    @AfterEach
    void close() throws Exception {
        transport.close();
        peer.close();
        server.close();
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void what_is_written_arrives_in_order() throws Exception {
        driver.onLoop(wire -> {
            wire.write("..one".getBytes(US_ASCII), 2, 3, 0);
            wire.write("two".getBytes(US_ASCII), 0, 3, 0);
            wire.flush();
        });

        assertThat(new String(peer.getInputStream().readNBytes(6), US_ASCII)).isEqualTo("onetwo");
    }

    @Test
    void the_array_may_be_used_again_as_soon_as_write_returned() throws Exception {
        byte[] bytes = "first".getBytes(US_ASCII);
        driver.onLoop(wire -> {
            wire.write(bytes, 0, 5, 0);
            System.arraycopy("xxxxx".getBytes(US_ASCII), 0, bytes, 0, 5);
            wire.flush();
        });

        assertThat(new String(peer.getInputStream().readNBytes(5), US_ASCII)).isEqualTo("first");
    }

    @Test
    void bytes_that_come_one_by_one_arrive_all() throws Exception {
        peer.setTcpNoDelay(true);
        for (byte b : "AMQP byte by byte".getBytes(US_ASCII)) {
            peer.getOutputStream().write(b);
        }

        assertThat(driver.text(17)).isEqualTo("AMQP byte by byte");
        assertThat(driver.batches.poll(10, SECONDS)).isPositive();
    }

    @Test
    void much_arrives_whole_both_ways() throws Exception {
        byte[] noise = noise(5_000_001);
        TestDriver echo = connect(new TestDriver(), ConnectSettings.DEFAULT_CLOSE_TIMEOUT);
        Wire wire = echo.wire();
        echo.onReceived = bytes -> {
            wire.write(bytes, 0, bytes.length, 0);
            wire.flush();
        };
        OutputStream out = peer.getOutputStream();
        Thread writer = new Thread(() -> {
            try {
                out.write(noise);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        writer.start();

        assertThat(peer.getInputStream().readNBytes(noise.length)).isEqualTo(noise);
        writer.join();
        assertThat(echo.bytes(noise.length)).isEqualTo(noise);
    }

    @Test
    void parts_of_one_output_arrive_whole_and_in_order() throws Exception {
        byte[] noise = noise(700_001);
        driver.onLoop(wire -> {
            int at = 0;
            for (int length = 1; at < noise.length; length = length * 3 % 170_003 + 1) {
                int part = Math.min(length, noise.length - at);
                wire.write(noise, at, part, noise.length - at - part);
                at += part;
            }
            wire.write(noise, 0, 5, 0);
            wire.write(noise, 5, 7, 0);
            wire.flush();
        });

        assertThat(peer.getInputStream().readNBytes(noise.length)).isEqualTo(noise);
        assertThat(peer.getInputStream().readNBytes(12)).isEqualTo(java.util.Arrays.copyOf(noise, 12));
    }

    @Test
    void a_peer_that_does_not_read_makes_the_wire_unwritable_until_it_does() throws Exception {
        byte[] noise = noise(1 << 20);
        int[] written = {0};
        driver.onLoop(wire -> {
            while (wire.writable()) {
                wire.write(noise, 0, noise.length, 0);
                wire.flush();
                written[0] += noise.length;
            }
        });
        assertThat(driver.writable).isEmpty();
        driver.onLoop(Wire::flush);

        peer.getInputStream().readNBytes(written[0]);

        assertThat(driver.writable.poll(20, SECONDS)).isTrue();
        driver.onLoop(wire -> assertThat(wire.writable()).isTrue());
    }

    @Test
    void a_driver_that_stops_reading_loses_nothing() throws Exception {
        driver.onLoop(wire -> wire.reading(false));
        peer.getOutputStream().write("held".getBytes(US_ASCII));
        driver.onLoop(wire -> wire.write(new byte[] {1}, 0, 1, 0));
        assertThat(driver.batches).isEmpty();

        driver.onLoop(wire -> wire.reading(true));

        assertThat(driver.text(4)).isEqualTo("held");
    }

    @Test
    void the_peers_end_of_output_may_still_be_answered() throws Exception {
        TestDriver polite = new TestDriver();
        polite.onConnected = wire -> polite.onInputClosed = () -> wire.write("bye".getBytes(US_ASCII), 0, 3, 0);
        connect(polite, ConnectSettings.DEFAULT_CLOSE_TIMEOUT);
        polite.wire();

        peer.getOutputStream().write("last words".getBytes(US_ASCII));
        peer.shutdownOutput();

        assertThat(new String(peer.getInputStream().readAllBytes(), US_ASCII)).isEqualTo("bye");
        assertThat(polite.text(10)).isEqualTo("last words");
        assertThat(polite.inputClosed.get(10, SECONDS)).isTrue();
        assertThat(polite.end()).isEmpty();
    }

    @Test
    void close_sends_what_was_written_and_waits_for_the_peers_end() throws Exception {
        byte[] noise = noise(8 << 20);
        driver.onLoop(wire -> {
            wire.write(noise, 0, noise.length, 0);
            wire.close();
            wire.write(noise, 0, noise.length, 0);
            wire.close();
        });

        assertThat(peer.getInputStream().readAllBytes()).isEqualTo(noise);
        assertThat(driver.closed).isNotDone();
        peer.close();
        assertThat(driver.end()).isEmpty();
        assertThat(driver.inputClosed).isNotDone();
    }

    @Test
    void what_arrives_after_close_is_discarded_and_does_not_reset_the_connection() throws Exception {
        driver.onLoop(Wire::close);
        assertThat(peer.getInputStream().read()).isEqualTo(-1);

        peer.getOutputStream().write(noise(100_000));
        peer.close();

        assertThat(driver.end()).isEmpty();
        assertThat(driver.batches).isEmpty();
    }

    @Test
    void a_peer_that_never_closes_is_cut_off_after_the_limit() throws Exception {
        TestDriver impatient = connect(new TestDriver(), Duration.ofMillis(100));
        impatient.onLoop(Wire::close);

        assertThat(impatient.end()).isEmpty();
    }

    @Test
    void a_peer_that_never_reads_is_cut_off_after_the_limit() throws Exception {
        TestDriver impatient = connect(new TestDriver(), Duration.ofMillis(100));
        byte[] noise = noise(16 << 20);
        impatient.onLoop(wire -> {
            wire.write(noise, 0, noise.length, 0);
            wire.close();
        });

        assertThat(impatient.end()).isEmpty();
    }

    @Test
    void abort_closes_at_once() throws Exception {
        driver.onLoop(Wire::abort);

        assertThat(driver.end()).isEmpty();
        assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void a_reset_is_a_broken_connection_that_names_the_peer() throws Exception {
        driver.wire();
        peer.setSoLinger(true, 0);
        peer.close();

        assertThat(driver.end()).hasValueSatisfying(cause -> {
            assertThat(cause.kind()).isEqualTo(Kind.BROKEN);
            assertThat(cause)
                    .hasMessageStartingWith("The connection to 127.0.0.1:" + server.getLocalPort() + " broke: ")
                    .hasCauseInstanceOf(java.io.IOException.class);
        });
        assertThat(driver.inputClosed).isNotDone();
    }

    @Test
    void a_driver_that_throws_loses_its_wire_and_no_other() throws Exception {
        TestDriver other = connect(new TestDriver(), ConnectSettings.DEFAULT_CLOSE_TIMEOUT);
        Socket othersPeer = peer;
        TestDriver broken = connect(new TestDriver(), ConnectSettings.DEFAULT_CLOSE_TIMEOUT);
        broken.wire();
        broken.onReceived = bytes -> {
            throw new IllegalStateException("thrown by the test");
        };
        peer.getOutputStream().write(1);

        assertThat(broken.end()).hasValueSatisfying(cause -> {
            assertThat(cause.kind()).isEqualTo(Kind.OTHER);
            assertThat(cause).hasMessageContaining("thrown by the test");
        });
        othersPeer.getOutputStream().write("alive".getBytes(US_ASCII));
        assertThat(other.text(5)).isEqualTo("alive");
        othersPeer.close();
    }

    @Test
    void a_driver_that_throws_when_it_is_connected_hears_of_the_end_all_the_same() throws Exception {
        TestDriver broken = new TestDriver();
        broken.onConnected = wire -> {
            throw new IllegalStateException("thrown by the test");
        };
        connect(broken, ConnectSettings.DEFAULT_CLOSE_TIMEOUT);

        assertThat(broken.end()).isPresent();
        assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void closing_the_transport_closes_the_wire() throws Exception {
        driver.wire();
        transport.close();

        assertThat(driver.end()).isEmpty();
        assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }
}
