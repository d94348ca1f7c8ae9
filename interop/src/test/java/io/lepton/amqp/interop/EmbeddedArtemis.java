// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An Apache ActiveMQ Artemis in this JVM: in memory, AMQP only, no security, on a port of its own choice. Queues come into
 * being when they are named, but for those below {@link #STRICT}; those below {@link #SMALL} reject messages
 * once they hold more than {@link #SMALL_BYTES}.
 */
public final class EmbeddedArtemis implements AutoCloseable {
    /** The queue that the guide's Hello World uses. */
    static final String EXAMPLES = "examples";

    /** Addresses that begin with this exist only when somebody has created them. */
    static final String STRICT = "strict.";

    /** Addresses that begin with this are soon full. */
    static final String SMALL = "small.";

    static final int SMALL_BYTES = 10_000;

    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final int port;

    /** What a test adds to the broker's configuration. */
    interface Addition {
        void to(Configuration configuration) throws Exception;
    }

    private EmbeddedArtemis(Path folder, Addition addition) throws Exception {
        Configuration configuration = configuration(folder);
        addition.to(configuration);
        broker.setConfiguration(configuration);
        broker.start();
        port = port("amqp");
    }

    public static EmbeddedArtemis start() {
        return start(configuration -> {});
    }

    /** A broker of the test's own, with more than the usual. */
    static EmbeddedArtemis start(Addition addition) {
        try {
            return new EmbeddedArtemis(Files.createTempDirectory("artemis"), addition);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("Artemis does not start", e);
        }
    }

    private static Configuration configuration(Path folder) throws Exception {
        AddressSettings anycast = new AddressSettings()
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
        AddressSettings strict =
                new AddressSettings(anycast).setAutoCreateAddresses(false).setAutoCreateQueues(false);
        AddressSettings small = new AddressSettings(anycast)
                .setMaxSizeBytesRejectThreshold(SMALL_BYTES)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.BLOCK);
        return new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setGracefulShutdownEnabled(false)
                .setMaxDiskUsage(-1)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .addAcceptorConfiguration("amqp", "tcp://127.0.0.1:0?protocols=AMQP;useEpoll=false")
                .addQueueConfiguration(QueueConfiguration.of(EXAMPLES)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(false))
                .addAddressSetting("#", anycast)
                .addAddressSetting(STRICT + "#", strict)
                .addAddressSetting(SMALL + "#", small);
    }

    public int port() {
        return port;
    }

    /** The port of an acceptor that a test added. */
    int port(String acceptor) {
        return ((NettyAcceptor) broker.getActiveMQServer().getRemotingService().getAcceptor(acceptor)).getActualPort();
    }

    /** {@code amqp://127.0.0.1:PORT}. */
    public String url() {
        return "amqp://127.0.0.1:" + port;
    }

    /** Messages in a queue, those out for delivery included; 0 when there is no such queue. */
    public long messages(String queue) {
        Queue found = broker.getActiveMQServer().locateQueue(queue);
        return found == null ? 0 : found.getMessageCount();
    }

    @Override
    public void close() {
        try {
            broker.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Artemis does not stop", e);
        }
    }
}
