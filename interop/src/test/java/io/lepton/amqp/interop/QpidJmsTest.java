// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.Container;
import io.lepton.amqp.message.JmsMapping;
import io.lepton.amqp.message.JmsMessageType;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.Binary;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Qpid JMS and Lepton understand each other: one to the other, and through a broker. */
@ExtendWith(ArtemisExtension.class)
class QpidJmsTest {
    private static final int LONG = 30_000;
    private static final byte[] BYTES = "bytes".getBytes(StandardCharsets.US_ASCII);

    @Test
    void whatJmsSendsToAListenerMapsToTheRightBodies() throws JMSException {
        Inbox inbox = Inbox.server();
        try (Container server = Container.create(inbox);
                JMSContext jms = connect(Patience.listen(server).url())) {
            sendOneOfEachKind(jms, jms.createQueue("to-lepton"));
        }

        assertOneOfEachKind(inbox.messages());
    }

    @Test
    void whatJmsSendsThroughABrokerMapsToTheRightBodies(EmbeddedArtemis broker) throws JMSException {
        try (JMSContext jms = connect(broker.url())) {
            sendOneOfEachKind(jms, jms.createQueue("jms.to.lepton"));
        }
        Inbox inbox = Inbox.of(broker.url(), "jms.to.lepton", 4);

        Container.create(inbox).run();

        assertOneOfEachKind(inbox.messages());
    }

    @Test
    void whatAListenerSendsIsTheRightKindOfJmsMessage() throws JMSException {
        try (Container server = Container.create(Outbound.server(oneOfEachKind()));
                JMSContext jms = connect(Patience.listen(server).url())) {
            receiveOneOfEachKind(jms, jms.createQueue("from-lepton"));
        }
    }

    @Test
    void whatLeptonSendsThroughABrokerIsTheRightKindOfJmsMessage(EmbeddedArtemis broker) throws JMSException {
        Container.create(Outbound.to(broker.url(), "lepton.to.jms", oneOfEachKind()))
                .run();

        try (JMSContext jms = connect(broker.url())) {
            receiveOneOfEachKind(jms, jms.createQueue("lepton.to.jms"));
        }
        assertThat(broker.messages("lepton.to.jms")).isZero();
    }

    private static JMSContext connect(String url) {
        JmsConnectionFactory factory = new JmsConnectionFactory(url);
        factory.setSendTimeout(LONG);
        factory.setRequestTimeout(LONG);
        factory.setConnectTimeout(LONG);
        return factory.createContext();
    }

    private static void sendOneOfEachKind(JMSContext jms, Queue queue) throws JMSException {
        JMSProducer producer = jms.createProducer();
        TextMessage text = jms.createTextMessage("Grüße");
        text.setStringProperty("colour", "blue");
        text.setIntProperty("size", 7);
        text.setJMSCorrelationID("correlation");
        producer.send(queue, text);
        producer.send(queue, BYTES);
        MapMessage map = jms.createMapMessage();
        map.setString("name", "value");
        map.setLong("number", 1L << 40);
        map.setBoolean("true", true);
        producer.send(queue, map);
        StreamMessage stream = jms.createStreamMessage();
        stream.writeString("first");
        stream.writeInt(2);
        producer.send(queue, stream);
    }

    private static void assertOneOfEachKind(List<Message> messages) {
        assertThat(messages)
                .extracting(JmsMapping::typeOf)
                .containsExactly(JmsMessageType.TEXT, JmsMessageType.BYTES, JmsMessageType.MAP, JmsMessageType.STREAM);
        assertThat(messages)
                .extracting(Message::body)
                .containsExactly(
                        "Grüße",
                        Binary.of(BYTES),
                        Map.of("name", "value", "number", 1L << 40, "true", true),
                        List.of("first", 2));
        Message text = messages.get(0);
        assertThat(text.properties()).containsEntry("colour", "blue").containsEntry("size", 7);
        assertThat(text.correlationId()).isEqualTo("correlation");
        assertThat(messages).extracting(Message::id).doesNotContainNull().doesNotHaveDuplicates();
    }

    private static List<Message> oneOfEachKind() {
        return List.of(
                Message.of("Grüße")
                        .property("colour", "blue")
                        .property("size", 7)
                        .correlationId("correlation"),
                JmsMapping.bytes(BYTES),
                JmsMapping.map(Map.of("name", "value", "number", 1L << 40, "true", true)),
                JmsMapping.stream(List.of("first", 2)));
    }

    private static void receiveOneOfEachKind(JMSContext jms, Queue queue) throws JMSException {
        var consumer = jms.createConsumer(queue);
        TextMessage text = (TextMessage) consumer.receive(LONG);
        assertThat(text.getText()).isEqualTo("Grüße");
        assertThat(text.getStringProperty("colour")).isEqualTo("blue");
        assertThat(text.getIntProperty("size")).isEqualTo(7);
        assertThat(text.getJMSCorrelationID()).isEqualTo("correlation");
        assertThat(consumer.receive(LONG))
                .asInstanceOf(InstanceOfAssertFactories.type(BytesMessage.class))
                .satisfies(bytes -> assertThat(bytes.getBody(byte[].class)).isEqualTo(BYTES));
        MapMessage map = (MapMessage) consumer.receive(LONG);
        assertThat(map.getString("name")).isEqualTo("value");
        assertThat(map.getLong("number")).isEqualTo(1L << 40);
        assertThat(map.getBoolean("true")).isTrue();
        StreamMessage stream = (StreamMessage) consumer.receive(LONG);
        assertThat(stream.readString()).isEqualTo("first");
        assertThat(stream.readInt()).isEqualTo(2);
    }
}
