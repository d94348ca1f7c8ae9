// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
import io.lepton.amqp.Container;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.OutcomeEvent;
import io.lepton.amqp.SenderEvent;
import io.lepton.amqp.message.Message;

/** One message, accepted, with this library: {@code LeptonStart PORT}. */
public final class LeptonStart implements MessagingHandler {

    private final String port;
    private boolean sent;

    private LeptonStart(String port) {
        this.port = port;
    }

    public static void main(String[] words) {
        Container.create(new LeptonStart(words[0])).run();
    }

    @Override
    public void onStart(ContainerEvent event) {
        event.container().connect("amqp://127.0.0.1:" + port).createSender("bench");
    }

    @Override
    public void onSendable(SenderEvent event) {
        if (!sent) {
            sent = true;
            event.sender().send(Message.of(Start.body()));
        }
    }

    @Override
    public void onAccepted(OutcomeEvent event) {
        Start.accepted();
        event.connection().close();
    }
}
