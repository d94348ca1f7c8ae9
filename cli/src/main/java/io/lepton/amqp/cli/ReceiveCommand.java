// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.Event;
import io.lepton.amqp.MessageEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lepton receive}: messages from an address, one line each. */
@Command(
        name = "receive",
        description = "Prints the bodies of messages, each on a line, and accepts each once it is printed.")
final class ReceiveCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "URL", description = "The peer, such as amqp://localhost.")
    private String url;

    @Parameters(index = "1", paramLabel = "ADDRESS", description = "The queue or topic.")
    private String address;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "COUNT",
            defaultValue = "0",
            description = "How many messages to receive; 0, the default: until it is stopped.")
    private long count;

    @Mixin
    private ConnectOptions connect;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "0",
            converter = Seconds.class,
            description = "How long to wait for each message; 0, the default: for ever.")
    private Duration timeout;

    @Override
    public void run() {
        if (count < 0) {
            throw new IllegalArgumentException("COUNT must be 0 or more, not " + count);
        }
        ConnectOptions.checked(url);
        new Receive().run();
    }

    private final class Receive extends ClientHandler {

        private long received;

        @Override
        public void onStart(ContainerEvent event) {
            event.container()
                    .connect(url, options -> connect.into(options, List.of(url)))
                    .createReceiver(address, receiver -> {
                        // no more credit than wanted: what this command doesn't print stays where it is
                        if (count > 0) {
                            receiver.creditWindow((int) Math.min(count, 10));
                        }
                    });
            awaitNext(event);
        }

        @Override
        public void onMessage(MessageEvent event) {
            if (count > 0 && received == count) {
                event.release();
                return;
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(event.message().body());
            if (out.checkError()) {
                throw new IllegalStateException("standard output was closed");
            }
            received++;
            if (received == count) {
                inTime();
                event.connection().close();
            } else {
                awaitNext(event);
            }
        }

        private void awaitNext(Event event) {
            within(event.container(), timeout, "no message came from \"" + address + "\"");
        }
    }
}
