// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.engine.HeaderNegotiation.State;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first eight bytes each way. */
@Spec({"X-001", "X-002", "X-003", "X-008", "S-001", "S-002"})
class HeaderNegotiationTest {

    private static final long BARE = ProtocolHeader.AMQP;
    private static final long SASL = ProtocolHeader.SASL;

    @Test
    void headersAreTheOnesOfTheStandard() {
        assertThat(octets(BARE)).containsExactly('A', 'M', 'Q', 'P', 0, 1, 0, 0);
        assertThat(octets(ProtocolHeader.TLS)).containsExactly('A', 'M', 'Q', 'P', 2, 1, 0, 0);
        assertThat(octets(SASL)).containsExactly('A', 'M', 'Q', 'P', 3, 1, 0, 0);
    }

    @Test
    void clientSpeaksFirstAndOnce() {
        HeaderNegotiation client = HeaderNegotiation.client(false);
        assertThat(client.takeOutgoing()).isEqualTo(BARE);
        assertThat(client.takeOutgoing()).isEqualTo(HeaderNegotiation.NOTHING);
        assertThat(HeaderNegotiation.client(true).takeOutgoing()).isEqualTo(SASL);
    }

    @Test
    void serverWaitsForTheClient() {
        assertThat(HeaderNegotiation.server(true, true).takeOutgoing()).isEqualTo(HeaderNegotiation.NOTHING);
    }

    @Test
    void clientProceedsWhenTheServerEchoesItsHeader() {
        HeaderNegotiation client = HeaderNegotiation.client(false);
        assertThat(receive(client, octets(BARE))).isEqualTo(8);
        assertThat(client.state()).isEqualTo(State.AMQP);
        assertThat(client.failure()).isNull();
    }

    @Test
    void headersAreExchangedAgainAfterSasl() {
        HeaderNegotiation client = HeaderNegotiation.client(true);
        HeaderNegotiation server = HeaderNegotiation.server(true, false);
        receive(server, octets(client.takeOutgoing()));
        assertThat(server.state()).isEqualTo(State.SASL);
        receive(client, octets(server.takeOutgoing()));
        assertThat(client.state()).isEqualTo(State.SASL);

        client.afterSasl();
        server.afterSasl();
        assertThat(server.takeOutgoing()).isEqualTo(HeaderNegotiation.NOTHING);
        receive(server, octets(client.takeOutgoing()));
        receive(client, octets(server.takeOutgoing()));
        assertThat(client.state()).isEqualTo(State.AMQP);
        assertThat(server.state()).isEqualTo(State.AMQP);
    }

    @Test
    void saslCannotBeAskedForTwice() {
        HeaderNegotiation server = HeaderNegotiation.server(true, true);
        receive(server, octets(SASL));
        server.takeOutgoing();
        server.afterSasl();
        receive(server, octets(SASL));
        assertThat(server.state()).isEqualTo(State.FAILED);
        assertThat(server.takeOutgoing()).isEqualTo(BARE);
    }

    @Test
    void afterSaslNeedsASaslLayer() {
        HeaderNegotiation client = HeaderNegotiation.client(false);
        assertThatThrownBy(client::afterSasl).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void bytesMayComeOneByOne() {
        HeaderNegotiation server = HeaderNegotiation.server(true, true);
        byte[] header = octets(SASL);
        for (int i = 0; i < header.length; i++) {
            assertThat(server.state()).isEqualTo(State.AWAITING);
            assertThat(server.receive(header, i, 1)).isEqualTo(1);
        }
        assertThat(server.state()).isEqualTo(State.SASL);
        assertThat(server.takeOutgoing()).isEqualTo(SASL);
    }

    @Test
    void pipelinedBytesAreLeftToTheNextLayer() {
        HeaderNegotiation server = HeaderNegotiation.server(true, true);
        byte[] more =
                ByteBuffer.allocate(24).putLong(0).putLong(BARE).putLong(42).array();
        assertThat(server.receive(more, 8, 16)).isEqualTo(8);
        assertThat(server.state()).isEqualTo(State.AMQP);
        assertThat(server.receive(more, 16, 8)).isZero();
    }

    @ParameterizedTest(name = "{0} {1}: a server (SASL {2}, bare {3}) answers {4}, {5}")
    @CsvSource({
        "0, 010000, true,  true,  0, AMQP",
        "3, 010000, true,  true,  3, SASL",
        "0, 010000, true,  false, 3, FAILED",
        "3, 010000, false, true,  0, FAILED",
        "2, 010000, true,  true,  0, FAILED",
        "2, 010000, true,  false, 3, FAILED",
        "0, 010100, true,  true,  0, FAILED",
        "0, 010001, true,  true,  0, FAILED",
        "0, 020000, true,  false, 3, FAILED",
        "3, 020000, true,  true,  3, FAILED",
        "3, 010001, false, true,  0, FAILED",
        "0, 000901, true,  true,  0, FAILED",
        "1, 01000a, true,  false, 3, FAILED",
        "7, 010000, false, true,  0, FAILED",
    })
    void serverAnswersWithAHeaderItCanTake(
            int id, String version, boolean sasl, boolean bare, int answered, State state) {
        HeaderNegotiation server = HeaderNegotiation.server(sasl, bare);
        receive(server, octets(BARE & ~0xffff_ffffL | (long) id << 24 | Long.parseLong(version, 16)));
        assertThat(server.takeOutgoing()).isEqualTo(answered == 0 ? BARE : SASL);
        assertThat(server.state()).isEqualTo(state);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'GET / HTTP/1.1', HTTP",
        "'PRI * HTTP/2.0', HTTP",
        "'SSH-2.0-Open', 'something that begins with \"SSH-2.0-\"'",
        "'AMQX', 'something that begins with \"AMQX\"'",
        "'H', 'something that begins with \"H\"'",
    })
    void garbageIsAnsweredAtOnceAndNamed(String spoken, String named) {
        HeaderNegotiation server = HeaderNegotiation.server(true, true);
        receive(server, spoken.getBytes(StandardCharsets.US_ASCII));
        assertThat(server.state()).isEqualTo(State.FAILED);
        assertThat(server.takeOutgoing()).isEqualTo(BARE);
        assertThat(text(server)).startsWith("amqp:connection:framing-error: the client speaks " + named);
    }

    @Test
    void garbageThatComesByteByByteIsRefusedAtTheFirstWrongByte() {
        HeaderNegotiation server = HeaderNegotiation.server(true, true);
        byte[] bytes = {'A', 'M', 'X'};
        for (int i = 0; i < bytes.length; i++) {
            assertThat(server.state()).isEqualTo(State.AWAITING);
            server.receive(bytes, i, 1);
        }
        assertThat(server.state()).isEqualTo(State.FAILED);
        assertThat(server.receive(bytes, 0, 3)).isZero();
    }

    @Test
    void unprintableGarbageIsShownEscaped() {
        HeaderNegotiation server = HeaderNegotiation.server(true, true);
        receive(server, new byte[] {0, (byte) 0xff, '"', '\\', '\n', 'a', 27, 7, 9});
        assertThat(text(server)).contains("begins with \"\\x00\\xff\\x22\\x5c\\x0aa\\x1b\\x07\"");
    }

    @ParameterizedTest(name = "answer {0}: {1}")
    @CsvSource({
        "414d515003010000, amqp:unauthorized-access: the server demands SASL",
        "414d515000000901, 'amqp:not-implemented: the server speaks AMQP 0-9-1, not AMQP 1.0.0'",
        "414d51500101000a, 'amqp:not-implemented: the server speaks AMQP 0-10, not AMQP 1.0.0'",
        "414d515000010100, 'amqp:not-implemented: the server speaks AMQP 1.1.0, not AMQP 1.0.0'",
        "414d515002010000, 'amqp:not-implemented: the server speaks AMQP 1.0.0 with TLS negotiated inside, not'",
        "414d515009010000, 'amqp:not-implemented: the server speaks AMQP 1.0.0 with protocol id 9, not'",
        "485454502f312e31, 'amqp:connection:framing-error: the server speaks HTTP, not AMQP 1.0.0'",
        "1503030002020000, 'amqp:connection:framing-error: the server speaks TLS, not AMQP 1.0.0: use a TLS connection'",
    })
    void bareClientNamesWhatTheServerSpeaks(String answer, String message) {
        HeaderNegotiation client = HeaderNegotiation.client(false);
        client.takeOutgoing();
        receive(client, octets(Long.parseUnsignedLong(answer, 16)));
        assertThat(client.state()).isEqualTo(State.FAILED);
        assertThat(client.takeOutgoing()).as("a client only closes").isEqualTo(HeaderNegotiation.NOTHING);
        assertThat(text(client)).startsWith(message);
    }

    @Test
    void saslClientDoesNotGoOnWithoutSasl() {
        HeaderNegotiation client = HeaderNegotiation.client(true);
        client.takeOutgoing();
        receive(client, octets(BARE));
        assertThat(client.state()).isEqualTo(State.FAILED);
        assertThat(text(client)).startsWith("amqp:unauthorized-access: the server takes no SASL");
    }

    @Test
    void serverSaysWhyItRefused() {
        HeaderNegotiation required = HeaderNegotiation.server(true, false);
        receive(required, octets(BARE));
        assertThat(text(required))
                .isEqualTo("amqp:unauthorized-access: the client left out SASL, which is demanded here");
        HeaderNegotiation bareOnly = HeaderNegotiation.server(false, true);
        receive(bareOnly, octets(SASL));
        assertThat(text(bareOnly))
                .isEqualTo("amqp:unauthorized-access: the client asks for SASL, which is not offered here");
        HeaderNegotiation tls = HeaderNegotiation.server(true, true);
        receive(tls, new byte[] {22, 3, 1, 2, 0, 1, 0, 1});
        assertThat(text(tls)).contains("the client speaks TLS").contains("not expected on this port");
    }

    @Test
    void aStreamThatEndsEarlyIsReportedWithWhatCame() {
        HeaderNegotiation client = HeaderNegotiation.client(true);
        assertThat(client.cutShort())
                .hasToString(
                        "amqp:connection:framing-error: the server closed the stream before sending a protocol header");
        client.receive(octets(SASL), 0, 3);
        assertThat(client.cutShort().description()).endsWith("before its protocol header was complete (3 of 8 bytes)");
    }

    @Test
    void aServerThatTakesNothingIsAMistake() {
        assertThatThrownBy(() -> HeaderNegotiation.server(false, false)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int receive(HeaderNegotiation negotiation, byte[] bytes) {
        return negotiation.receive(bytes, 0, bytes.length);
    }

    private static byte[] octets(long header) {
        return ByteBuffer.allocate(8).putLong(header).array();
    }

    private static String text(HeaderNegotiation negotiation) {
        return Objects.requireNonNull(negotiation.failure()).toString();
    }
}
