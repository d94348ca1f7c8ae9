// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The fixture itself, seen by a client that is not ours: a failure here says nothing of Lepton. */
@ExtendWith(ArtemisExtension.class)
class EmbeddedArtemisTest {
    private static final int LONG = 20_000;

    private static JMSContext connect(EmbeddedArtemis broker) {
        JmsConnectionFactory factory = new JmsConnectionFactory(broker.url());
        factory.setSendTimeout(LONG);
        factory.setRequestTimeout(LONG);
        return factory.createContext();
    }

    @Test
    void aMessageGoesThroughAQueueThatNobodyCreated(EmbeddedArtemis broker) {
        try (JMSContext context = connect(broker)) {
            Queue queue = context.createQueue("probe");
            context.createProducer().send(queue, "Hello World!");
            assertThat(broker.messages("probe")).isOne();

            assertThat(context.createConsumer(queue).receiveBody(String.class, LONG))
                    .isEqualTo("Hello World!");
        }
    }

    @Test
    void aStrictAddressIsMissing(EmbeddedArtemis broker) {
        try (JMSContext context = connect(broker)) {
            Queue queue = context.createQueue(EmbeddedArtemis.STRICT + "probe");

            assertThatThrownBy(() -> context.createProducer().send(queue, "lost"))
                    .isInstanceOf(JMSRuntimeException.class)
                    .hasMessageContaining("strict.probe does not exist");
        }
    }

    @Test
    void aSmallAddressIsSoonFull(EmbeddedArtemis broker) {
        try (JMSContext context = connect(broker)) {
            Queue queue = context.createQueue(EmbeddedArtemis.SMALL + "probe");
            JMSProducer producer = context.createProducer();

            assertThatThrownBy(() -> {
                        for (int i = 0; i <= EmbeddedArtemis.SMALL_BYTES / 10; i++) {
                            producer.send(queue, "0123456789");
                        }
                    })
                    .isInstanceOf(JMSRuntimeException.class)
                    .hasMessageContaining("amqp:resource-limit-exceeded");
            assertThat(broker.messages(queue.toString())).isPositive();
        }
    }
}
