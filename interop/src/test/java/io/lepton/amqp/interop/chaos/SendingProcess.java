// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import io.lepton.amqp.Container;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.DeliveryFailedEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.OutcomeEvent;
import io.lepton.amqp.SenderEvent;
import io.lepton.amqp.interop.faults.ChildProcess;

/** A client in a process of its own, which may be frozen or asked to end. */
final class SendingProcess {
    private SendingProcess() {}

    /** Sends so many messages and ends; its exit status is 0 only if each was accepted, and told of, once. */
    static ChildProcess sending(String url, String address, int count) {
        return ChildProcess.run(SendingProcess.class, url, address, count);
    }

    /** Sends until it is asked to end; then it closes its container and tells how many messages it has sent and so on. */
    static ChildProcess sendingOn(String url, String address) {
        return ChildProcess.run(SendingProcess.class, url, address);
    }

    public static void main(String[] words) {
        if (words.length == 3) {
            ChaosSender sender =
                    new ChaosSender(words[1], Integer.parseInt(words[2]), 100, Clients.impatient(words[0]));
            Container.create(sender).run();
            sender.assertAllAccepted();
            System.out.println("losses " + sender.losses());
        } else {
            Endless endless = new Endless(words[0], words[1]);
            Container container = Container.create(endless);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                container.close();
                System.out.println("sent " + endless.sent);
                System.out.println("accepted " + endless.accepted);
                System.out.println("failed " + endless.failed);
                System.out.flush();
            }));
            container.run();
        }
    }

    private static final class Endless implements MessagingHandler {
        private final String url;
        private final String address;
        private volatile int sent;
        private volatile int accepted;
        private volatile int failed;

        Endless(String url, String address) {
            this.url = url;
            this.address = address;
        }

        @Override
        public void onStart(ContainerEvent event) {
            event.container().connect(url).createSender(address);
        }

        @Override
        public void onSendable(SenderEvent event) {
            while (event.sender().credit() > 0) {
                event.sender().send(Numbered.message(sent, 100));
                sent++;
            }
        }

        @Override
        public void onAccepted(OutcomeEvent event) {
            accepted++;
        }

        @Override
        public void onDeliveryFailed(DeliveryFailedEvent event) {
            failed++;
        }
    }
}
