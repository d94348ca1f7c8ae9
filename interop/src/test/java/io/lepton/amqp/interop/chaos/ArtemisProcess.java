// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import io.lepton.amqp.interop.faults.ChildProcess;
import java.nio.file.Path;
import org.apache.activemq.artemis.api.config.ActiveMQDefaultConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** An Apache ActiveMQ Artemis in a process of its own, which keeps durable messages in a folder and may be killed. */
final class ArtemisProcess {
    private ArtemisProcess() {}

    /** Starts one on this folder and this port, 0 for a free one; what was stored there is there again. */
    static ChildProcess start(Path folder, int port) {
        return ChildProcess.run(ArtemisProcess.class, folder, port);
    }

    /** The port of one that was started, once it listens. */
    static int port(ChildProcess process) {
        return Integer.parseInt(process.says("port"));
    }

    public static void main(String[] words) throws Exception {
        Path folder = Path.of(words[0]);
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(ActiveMQDefaultConfiguration.getDefaultJournalFileSize())
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setMaxDiskUsage(-1)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .addAcceptorConfiguration("amqp", "tcp://127.0.0.1:" + words[1] + "?protocols=AMQP;useEpoll=false")
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                                .setAutoDeleteQueues(false)
                                .setAutoDeleteAddresses(false)));
        broker.start();
        NettyAcceptor acceptor =
                (NettyAcceptor) broker.getActiveMQServer().getRemotingService().getAcceptor("amqp");
        System.out.println("port " + acceptor.getActualPort());
    }
}
