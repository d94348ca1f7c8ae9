// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import io.lepton.amqp.Connection;
import io.lepton.amqp.Container;
import io.lepton.amqp.Sender;
import io.lepton.amqp.interop.Patience;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** A client that uses up what there is of something, then gives back a part of it and goes on. */
final class PoorProcess {
    private static final int MOST = 1_000;
    private static final int LARGE = 400_000;
    /** Each holds a piece or two of 64 KiB that its socket does not take, of 3 MiB that there are. */
    private static final int MOST_FULL = 60;

    private PoorProcess() {}

    public static void main(String[] words) {
        try (Container container = Container.create().start()) {
            loadClasses(container, words[words.length - 1]);
            if (words[0].equals("files")) {
                useUpFiles(container, words[1]);
            } else {
                useUpMemory(container, words[1]);
            }
            System.out.println("recovered " + lifetime(container, words[words.length - 1]));
        }
    }

    /** The outcome of a message on a connection of its own. */
    private static String lifetime(Container container, String url) {
        Connection connection = container.connect(url);
        Sender sender = connection.createSender("poor");
        Outcome outcome = Patience.await(sender.send(Numbered.message(0, 100)).outcome());
        connection.close();
        Patience.await(connection.closed());
        return outcome instanceof Accepted ? "accepted" : String.valueOf(outcome);
    }

    /** Classes lie in files, too: they are loaded while that is possible. */
    private static void loadClasses(Container container, String url) {
        System.out.println("at first " + lifetime(container, url));
        try {
            Patience.await(container
                    .connect("amqp://127.0.0.1:1", options -> options.reconnect(false))
                    .opened());
        } catch (CompletionException e) {
            System.out.println("a failure looks like this: " + e.getCause());
        }
    }

    /** Opens connections until that fails, and closes some. */
    private static void useUpFiles(Container container, String url) {
        List<Connection> open = new ArrayList<>();
        try {
            while (open.size() < MOST) {
                Connection next = container.connect(url, options -> options.reconnect(false));
                open.add(next);
                Patience.await(next.opened());
            }
            System.out.println("refused nothing");
        } catch (CompletionException e) {
            System.out.println("refused " + e.getCause().getMessage());
        }
        for (Connection connection : open.subList(0, open.size() / 2)) {
            connection.close();
            Patience.await(connection.closed());
        }
    }

    /** Fills connections whose other end does not read, until one fails, and closes all. */
    private static void useUpMemory(Container container, String url) {
        List<Connection> open = new ArrayList<>();
        String refused = "nothing";
        while (open.size() < MOST_FULL && refused.equals("nothing")) {
            Connection next = container.connect(url, options -> options.reconnect(false));
            open.add(next);
            Sender sender = next.createSender("poor");
            Patience.await(sender.opened());
            for (int i = 0; i < 40; i++) {
                sender.send(Numbered.message(i, LARGE));
            }
            refused = failure(open);
        }
        System.out.println("refused " + refused);
        for (Connection connection : open) {
            connection.close(ErrorCondition.of(AmqpError.RESOURCE_LIMIT_EXCEEDED, "out of memory"));
        }
    }

    private static String failure(List<Connection> open) {
        for (Connection connection : open) {
            if (connection.closed().toCompletableFuture().isCompletedExceptionally()) {
                try {
                    Patience.await(connection.closed());
                } catch (CompletionException e) {
                    return e.getCause().getMessage();
                }
            }
        }
        return "nothing";
    }
}
