// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fixture itself: a failure here says nothing of Lepton. */
@Tag("debian")
class ProtonPythonTest {
    @Test
    void thePeerHandsAMessageOn() {
        try (ProtonPython peer = ProtonPython.peer();
                JMSContext context =
                        new JmsConnectionFactory("amqp://127.0.0.1:" + peer.port()).createContext("any", "any")) {
            context.createProducer().send(context.createQueue("probe"), "through");

            assertThat(context.createConsumer(context.createQueue("probe")).receiveBody(String.class, 20_000))
                    .isEqualTo("through");
        }
    }

    @Test
    void theClientsSendAndReceive() {
        try (ProtonPython peer = ProtonPython.peer()) {
            String url = "amqp://127.0.0.1:" + peer.port() + "/probe";
            try (ProtonPython sender = ProtonPython.sender(url, 2);
                    ProtonPython receiver = ProtonPython.receiver(url, 2)) {
                assertThat(sender.lines()).containsExactly("accepted 2");
                assertThat(receiver.lines()).containsExactly("{\"sequence\": 0}", "{\"sequence\": 1}");
            }
        }
    }
}
