// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.broker.Broker;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lepton broker}: the in-memory broker, until it is stopped. */
@Command(name = "broker", description = "Runs a small broker that keeps its messages in memory, until it is stopped.")
final class BrokerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "localhost",
            description = "The interface to listen on. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "5672",
            description = "The port to listen on; 0: any. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Override
    public Integer call() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        return StopSignal.during(() -> serveUntil(stopped), stopped::countDown);
    }

    private int serveUntil(CountDownLatch stopped) throws InterruptedException {
        String url = "amqp://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        try (Broker broker = Broker.start(options -> options.url(url))) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("listening on " + broker.url());
            out.flush();
            stopped.await();
        }
        return 0;
    }
}
