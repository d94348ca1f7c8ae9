// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import io.lepton.amqp.Container;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.interop.faults.ChildProcess;
import io.lepton.amqp.interop.faults.FaultProxy;
import io.lepton.amqp.interop.faults.Leftovers;
import io.lepton.amqp.interop.faults.RandomTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Ten senders and ten receivers and their broker, for a time, in trouble, in a process whose memory is watched. */
final class SoakProcess {
    private static final int PAIRS = 10;
    private static final int PER_TENTH_OF_A_SECOND = 10;
    private static final int SIZE = 200;
    /** Soon in use to the last byte, so that what grows is outside the heap; and what grows inside ends the process. */
    private static final List<String> OPTIONS = List.of(
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-Xms160m",
            "-Xmx160m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC");

    private SoakProcess() {}

    static ChildProcess start(int seconds, long seed) {
        return ChildProcess.runPoor(2_000, OPTIONS, SoakProcess.class, seconds, seed);
    }

    public static void main(String[] words) throws InterruptedException {
        int count = Integer.parseInt(words[0]) * 10 * PER_TENTH_OF_A_SECOND;
        Clients.Stored stored = new Clients.Stored();
        Leftovers before = Leftovers.count();
        List<ChaosSender> senders = new ArrayList<>();
        List<ChaosReceiver> receivers = new ArrayList<>();
        try (Broker broker = stored.broker();
                FaultProxy in = FaultProxy.to(broker.port());
                FaultProxy out = FaultProxy.to(broker.port());
                ResidentMemory memory = ResidentMemory.watch()) {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int pair = 0; pair < PAIRS; pair++) {
                senders.add(new ChaosSender("soak" + pair, count, SIZE, Clients.impatient(in.url()))
                        .paced(PER_TENTH_OF_A_SECOND));
                receivers.add(new ChaosReceiver("soak" + pair, count, Clients.impatient(out.url())));
                running.add(start(senders.get(pair)));
                running.add(start(receivers.get(pair)));
            }
            RandomTrouble trouble = new RandomTrouble(Long.parseLong(words[1]), in, out);
            trouble.until(CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)));
            for (int pair = 0; pair < PAIRS; pair++) {
                senders.get(pair).assertNothingLost(stored.at("soak" + pair));
                receivers.get(pair).assertNothingLost(stored.at("soak" + pair));
            }
            System.out.println("troubles " + trouble.troubles());
            System.out.println("losses "
                    + senders.stream().mapToInt(ChaosSender::losses).sum() + " of senders, "
                    + receivers.stream().mapToInt(ChaosReceiver::losses).sum() + " of receivers");
            System.out.println(
                    "stored " + senders.stream().mapToLong(sender -> count).sum() + " messages");
            System.out.println("memory " + memory);
            System.out.printf("slope %.3f%n", memory.slope());
        }
        before.awaitNone();
        System.out.println("over");
    }

    private static CompletableFuture<Void> start(MessagingHandler handler) {
        return CompletableFuture.runAsync(
                () -> Container.create(handler).run(), task -> new Thread(task, "soak").start());
    }
}
