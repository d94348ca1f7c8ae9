// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.Connection;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.OutcomeEvent;
import io.lepton.amqp.SenderEvent;
import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.message.Message;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lepton hello}: one message to the queue {@code examples} and back. */
@Command(name = "hello", description = "Sends a message to the queue \"examples\" and fetches it back.")
final class HelloCommand implements Runnable {

    private static final String ADDRESS = "examples";

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            description = "The broker, such as amqp://localhost; without it, one is started for the occasion.")
    private @Nullable String url;

    @Mixin
    private ConnectOptions connect;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            converter = Seconds.class,
            description = "How long to wait for the message; 0: for ever. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (url != null) {
            new Hello(ConnectOptions.checked(url), out).run();
        } else {
            try (Broker broker = Broker.start()) {
                new Hello(broker.url(), out).run();
            }
        }
    }

    private final class Hello extends ClientHandler {

        private final String broker;
        private final PrintWriter out;
        private boolean sent;

        Hello(String broker, PrintWriter out) {
            this.broker = broker;
            this.out = out;
        }

        @Override
        public void onStart(ContainerEvent event) {
            Connection connection =
                    event.container().connect(broker, options -> connect.into(options, List.of(broker)));
            connection.createReceiver(ADDRESS);
            connection.createSender(ADDRESS);
            within(event.container(), timeout, "no message came back from \"" + ADDRESS + "\"");
        }

        @Override
        public void onSendable(SenderEvent event) {
            if (!sent) {
                sent = true;
                event.sender().send(Message.of("Hello World!"));
            }
        }

        @Override
        public void onRejected(OutcomeEvent event) {
            fail(event.container(), SendCommand.refused(event));
        }

        @Override
        public void onReleased(OutcomeEvent event) {
            fail(event.container(), SendCommand.refused(event));
        }

        @Override
        public void onMessage(MessageEvent event) {
            out.println(event.message().body());
            inTime();
            event.connection().close();
        }
    }
}
