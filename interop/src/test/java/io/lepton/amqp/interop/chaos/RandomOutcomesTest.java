// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.Container;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Sender;
import io.lepton.amqp.SentDelivery;
import io.lepton.amqp.interop.Patience;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Modified;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** C17: a peer that accepts, rejects, releases and modifies at random; each message gets exactly the outcome that was told. */
class RandomOutcomesTest {
    private static final int COUNT = 2_000;
    private static final long SEED = 17;

    /** The outcome that a message gets by the rules of this test. */
    private static Outcome outcome(int number) {
        SplittableRandom random = new SplittableRandom(SEED + number);
        return switch (random.nextInt(5)) {
            case 0 -> Accepted.INSTANCE;
            case 1 -> Released.INSTANCE;
            case 2 -> new Rejected(null);
            case 3 -> new Rejected(ErrorCondition.of(AmqpError.NOT_ALLOWED, "number " + number));
            default ->
                new Modified(random.nextInt(2) == 0, random.nextInt(2) == 0, Map.of(Symbol.of("x-opt-number"), number));
        };
    }

    private static final class Moody implements MessagingHandler {
        @Override
        public void onMessage(MessageEvent event) {
            Outcome outcome = outcome(Numbered.of(event.message()));
            if (outcome instanceof Accepted) {
                event.accept();
            } else if (outcome instanceof Released) {
                event.release();
            } else if (outcome instanceof Rejected rejected) {
                ErrorCondition error = rejected.error();
                if (error == null) {
                    event.reject();
                } else {
                    event.reject(error);
                }
            } else if (outcome instanceof Modified modified) {
                event.modify(modified.deliveryFailed(), modified.undeliverableHere(), modified.messageAnnotations());
            }
        }
    }

    @Test
    void c17eachOutcomeIsToldAsItWas() {
        try (Container server = Container.create(new Moody());
                Container client = Container.create().start()) {
            String url = Patience.listen(server).url().toString();
            Sender sender = client.connect(url).createSender("moody");
            List<SentDelivery> sent = new ArrayList<>();
            for (int number = 0; number < COUNT; number++) {
                sent.add(sender.send(Numbered.message(number, 20)));
            }
            for (int number = 0; number < COUNT; number++) {
                assertThat(Patience.await(sent.get(number).outcome())).isEqualTo(outcome(number));
            }
        }
    }
}
