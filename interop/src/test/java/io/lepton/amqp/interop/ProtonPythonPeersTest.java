// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.Container;
import io.lepton.amqp.message.Message;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lepton at one end, Proton Python at the other, no broker between. */
@Tag("debian")
class ProtonPythonPeersTest {
    private static final int COUNT = 500;

    @Test
    void helloGoesThroughTheirPeer() {
        try (ProtonPython peer = ProtonPython.peer()) {
            LeptonCommand hello = LeptonCommand.run("hello", "amqp://127.0.0.1:" + peer.port());

            assertThat(hello).isEqualTo(new LeptonCommand(0, List.of("Hello World!"), List.of()));
        }
    }

    @Test
    void theirPeerHandsOurMessagesBackToUs() {
        try (ProtonPython peer = ProtonPython.peer()) {
            String url = "amqp://127.0.0.1:" + peer.port();
            NumberedSender sender = new NumberedSender(url, "numbers", COUNT);
            NumberedReceiver receiver = new NumberedReceiver(url, "numbers", COUNT);

            Container.create(sender).run();
            Container.create(receiver).run();

            assertThat(sender.accepted()).hasToString(Numbers.each(COUNT));
            assertThat(receiver.received()).hasToString(Numbers.each(COUNT));
        }
    }

    @Test
    void theirSenderIsServedByOurListener() {
        Inbox inbox = Inbox.server();
        try (Container server = Container.create(inbox);
                ProtonPython client =
                        ProtonPython.sender(Patience.listen(server).url() + "/numbers", COUNT)) {
            assertThat(client.lines()).containsExactly("accepted " + COUNT);
        }

        assertThat(inbox.messages()).extracting(Message::body).containsExactlyElementsOf(bodies());
    }

    @Test
    void theirReceiverIsServedByOurListener() {
        List<Message> messages = bodies().stream().map(Message::of).toList();
        try (Container server = Container.create(Outbound.server(messages));
                ProtonPython client =
                        ProtonPython.receiver(Patience.listen(server).url() + "/numbers", COUNT)) {
            assertThat(client.lines())
                    .containsExactlyElementsOf(IntStream.range(0, COUNT)
                            .mapToObj(i -> "{\"sequence\": " + i + "}")
                            .toList());
        }
    }

    /** Proton Python's {@code int} is a long. */
    private static List<Object> bodies() {
        return IntStream.range(0, COUNT)
                .<Object>mapToObj(i -> Map.of("sequence", (long) i))
                .toList();
    }
}
