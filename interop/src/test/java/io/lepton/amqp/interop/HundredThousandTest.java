// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.Container;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every message is accepted, none is lost, none comes twice, and they keep their order. */
@ExtendWith(ArtemisExtension.class)
class HundredThousandTest {
    private static final int COUNT = 100_000;

    @Test
    void goThroughArtemis(EmbeddedArtemis broker) {
        NumberedSender sender = new NumberedSender(broker.url(), "hundred.thousand", COUNT);
        NumberedReceiver receiver = new NumberedReceiver(broker.url(), "hundred.thousand", COUNT);

        CompletableFuture<Void> consumer =
                CompletableFuture.runAsync(() -> Container.create(receiver).run());
        Container.create(sender).run();
        Patience.await(consumer);

        assertThat(sender.accepted()).hasToString(Numbers.each(COUNT));
        assertThat(receiver.received()).hasToString(Numbers.each(COUNT));
        assertThat(broker.messages("hundred.thousand")).isZero();
    }

    @Test
    void goFromOneLeptonToAnother() {
        NumberedServer server = new NumberedServer(COUNT);
        try (Container container = Container.create(server)) {
            NumberedSender sender =
                    new NumberedSender(Patience.listen(container).url(), "direct", COUNT);

            Container.create(sender).run();

            assertThat(sender.accepted()).hasToString(Numbers.each(COUNT));
            assertThat(Patience.await(server.received())).hasToString(Numbers.each(COUNT));
        }
    }
}
