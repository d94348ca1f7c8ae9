// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.OutcomeEvent;
import io.lepton.amqp.SenderEvent;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lepton send}: one message to an address. */
@Command(name = "send", description = "Sends one message and waits until the peer has accepted it.")
final class SendCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "URL", description = "The peer, such as amqp://localhost.")
    private String url;

    @Parameters(index = "1", paramLabel = "ADDRESS", description = "The queue or topic.")
    private String address;

    @Parameters(index = "2", paramLabel = "MESSAGE", description = "The message's body, a string.")
    private String body;

    @Mixin
    private ConnectOptions connect;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            converter = Seconds.class,
            description = "How long to wait for the peer's word; 0: for ever. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Override
    public void run() {
        ConnectOptions.checked(url);
        new Send().run();
    }

    /** What a peer's refusal means to the one who sent the message. */
    static AmqpException refused(OutcomeEvent event) {
        DeliveryState state = event.delivery().remoteState();
        String to = "\"" + event.sender().address() + "\"";
        if (state instanceof Rejected rejected && rejected.error() != null) {
            return new AmqpException(
                    "the message was rejected at " + to + ": " + rejected.error(), rejected.error(), null);
        }
        String what = state instanceof Rejected ? "was rejected at " + to : "was given back by " + to + ", not stored";
        return new AmqpException("the message " + what, ErrorCondition.of(AmqpError.PRECONDITION_FAILED, what), null);
    }

    private final class Send extends ClientHandler {

        private boolean sent;

        @Override
        public void onStart(ContainerEvent event) {
            event.container()
                    .connect(url, options -> connect.into(options, List.of(url)))
                    .createSender(address);
            within(event.container(), timeout, "\"" + address + "\" took no message");
        }

        @Override
        public void onSendable(SenderEvent event) {
            if (!sent) {
                sent = true;
                event.sender().send(Message.of(body));
            }
        }

        @Override
        public void onAccepted(OutcomeEvent event) {
            spec.commandLine()
                    .getOut()
                    .println("accepted by \"" + event.sender().address() + "\"");
            inTime();
            event.connection().close();
        }

        @Override
        public void onRejected(OutcomeEvent event) {
            fail(event.container(), refused(event));
        }

        @Override
        public void onReleased(OutcomeEvent event) {
            fail(event.container(), refused(event));
        }
    }
}
