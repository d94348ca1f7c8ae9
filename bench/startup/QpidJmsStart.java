// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.apache.qpid.jms.JmsConnectionFactory;

/** One message, accepted, with Qpid JMS: {@code QpidJmsStart PORT}. */
public final class QpidJmsStart {

    public static void main(String[] words) throws Exception {
        JmsConnectionFactory factory = new JmsConnectionFactory("amqp://127.0.0.1:" + words[0]);
        factory.setForceSyncSend(true); // send returns when the peer has accepted
        Connection connection = factory.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("bench"));
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(Start.body());
        producer.send(message);
        Start.accepted();
        connection.close();
    }
}
