// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.Container;
import io.lepton.amqp.MessagingHandler;

/** Starts one end of a measured exchange; see {@link Arguments} for the command line. */
public final class Arrow {
    private static final String NAME = "ours";

    private Arrow() {}

    /** Runs until the exchange is over. Exits with 2 if the command line makes no sense. */
    public static void main(String[] words) {
        Container container;
        try {
            Arguments arguments = Arguments.parse(words);
            if (arguments.raw()) {
                RawEnd.run(arguments, new Report(System.out, "raw"));
                return;
            }
            if (arguments.threads() > 0 && arguments.mode().equals("direct-sender")) {
                awaiting(arguments).run(new Report(System.out, NAME));
                return;
            }
            container = Container.create(
                    end(arguments), options -> options.id("arrow").transport(arguments.transport()));
        } catch (IllegalArgumentException misuse) {
            System.err.println(misuse.getMessage());
            System.exit(2);
            return;
        }
        container.run();
    }

    private static AwaitingEnd awaiting(Arguments arguments) {
        if (arguments.presettled()) {
            throw new IllegalArgumentException("--threads wait for outcomes, which presettled messages have not");
        }
        return new AwaitingEnd(arguments);
    }

    private static MessagingHandler end(Arguments arguments) {
        Report report = new Report(System.out, NAME);
        return switch (arguments.mode()) {
            case "direct-sender" -> new SendingEnd(arguments, report, false);
            case "sender" -> new SendingEnd(arguments, report, true);
            case "direct-receiver" -> new ListeningEnd(arguments, report);
            case "receiver" -> new ReceivingEnd(arguments, report);
            case "rr-client" -> new AskingEnd(arguments, report);
            case "rr-server" -> new AnsweringEnd(arguments);
            case "conn-client" -> new ConnectingEnd(arguments, report);
            case "conn-server" -> new AcceptingEnd(arguments, report);
            default -> throw new IllegalArgumentException("unknown mode " + arguments.mode() + "; " + Arguments.USAGE);
        };
    }
}
