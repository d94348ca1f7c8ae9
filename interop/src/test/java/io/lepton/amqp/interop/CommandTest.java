// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.Container;
import io.lepton.amqp.interop.faults.Deed;
import io.lepton.amqp.interop.faults.Fault;
import io.lepton.amqp.interop.faults.FaultProxy;
import io.lepton.amqp.interop.faults.Side;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The command's verbs through a real broker, and what they say and exit with when that fails. */
@ExtendWith(ArtemisExtension.class)
class CommandTest {
    private static final LeptonCommand HELLO = new LeptonCommand(0, List.of("Hello World!"), List.of());

    @Test
    void helloNeedsNoBroker() {
        assertThat(LeptonCommand.run("hello")).isEqualTo(HELLO);
    }

    @Test
    void helloGoesThroughArtemis(EmbeddedArtemis broker) {
        assertThat(LeptonCommand.run("hello", broker.url())).isEqualTo(HELLO);
        assertThat(broker.messages(EmbeddedArtemis.EXAMPLES)).isZero();
    }

    @Test
    void whatIsSentIsReceived(EmbeddedArtemis broker) {
        assertThat(LeptonCommand.run("send", broker.url(), "queue1", "hello").status())
                .isZero();
        assertThat(broker.messages("queue1")).isOne();

        LeptonCommand receive = LeptonCommand.run("receive", broker.url(), "queue1", "1");

        assertThat(receive.status()).isZero();
        assertThat(receive.out()).containsExactly("hello");
        assertThat(broker.messages("queue1")).isZero();
    }

    @Test
    void aMissingAddressIsOneClearError(EmbeddedArtemis broker) {
        String address = EmbeddedArtemis.STRICT + "missing";

        assertFailed(LeptonCommand.run("send", broker.url(), address, "lost"), address, "amqp:not-found");
        assertFailed(LeptonCommand.run("receive", broker.url(), address, "1"), address, "amqp:not-found");
    }

    @Test
    void aFullAddressIsOneClearError(EmbeddedArtemis broker) {
        String address = EmbeddedArtemis.SMALL + "command";
        String body = "x".repeat(2 * EmbeddedArtemis.SMALL_BYTES);
        assertThat(LeptonCommand.run("send", broker.url(), address, body).status())
                .isZero();

        assertFailed(LeptonCommand.run("send", broker.url(), address, body), address, "amqp:resource-limit-exceeded");
    }

    @Test
    void aRefusedConnectionIsOneClearError() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }

        assertFailed(LeptonCommand.run("hello", "amqp://127.0.0.1:" + port), "refused", Integer.toString(port));
    }

    @Test
    void aHostThatDoesNotExistIsOneClearError() {
        assertFailed(LeptonCommand.run("hello", "amqp://nobody.invalid"), "nobody.invalid");
    }

    @Test
    void aPeerThatVanishesMidTransferIsOneClearError() {
        try (Container server = Container.create(Inbox.server());
                FaultProxy proxy = FaultProxy.to(Patience.listen(server).port())
                        .plan(number -> List.of(Fault.atByte(Side.CLIENT, 50_000, Deed.RESET)))) {
            assertFailed(
                    LeptonCommand.run("send", proxy.url(), "anywhere", "x".repeat(100_000)),
                    Integer.toString(proxy.port()));
        }
    }

    @Test
    void aUrlThatIsNoneIsMisuse() {
        LeptonCommand hello = LeptonCommand.run("hello", "http://example.com");

        assertThat(hello.status()).isEqualTo(2);
        assertThat(hello.out()).isEmpty();
        assertThat(hello.err()).hasSize(1);
        assertThat(hello.err().get(0)).contains("http");
    }

    private static void assertFailed(LeptonCommand command, String... parts) {
        assertThat(command.status()).isOne();
        assertThat(command.out()).isEmpty();
        assertThat(command.err()).hasSize(1);
        assertThat(command.err().get(0)).contains(parts);
    }
}
