// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;

/**
 * A Kerberos realm in this JVM, with its own KDC: a user, and the services that listeners and brokers are. It becomes the
 * JVM's realm, so it has to be started before any Kerberos class is loaded, and once in a JVM.
 */
final class TestRealm implements AutoCloseable {
    private final SimpleKdcServer kdc = new SimpleKdcServer();
    private final Keytabs keytabs;

    private TestRealm(Path folder) throws Exception {
        keytabs = new Keytabs(folder);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path configuration = Files.writeString(folder.resolve("krb5.conf"), Keytabs.configuration(port));
        System.setProperty("java.security.krb5.conf", configuration.toString());
        kdc.setWorkDir(Files.createDirectory(folder.resolve("kdc")).toFile());
        kdc.setKdcRealm(Keytabs.REALM);
        kdc.setKdcHost("127.0.0.1");
        kdc.setKdcTcpPort(port);
        kdc.setAllowUdp(false);
        kdc.init();
        kdc.start();
        for (String principal : List.of(Keytabs.USER, Keytabs.AMQP_SERVICE, Keytabs.BROKER_J_SERVICE)) {
            kdc.createPrincipal(principal);
            kdc.exportPrincipal(principal, keytabs.of(principal).toFile());
        }
    }

    static TestRealm start(Path folder) throws Exception {
        return new TestRealm(folder);
    }

    Keytabs keytabs() {
        return keytabs;
    }

    /** Writes a ticket for the user to a file, as kinit does. */
    Path ticketCache(Path file) throws KrbException {
        KrbClient client = kdc.getKrbClient();
        client.storeTicket(
                client.requestTgt(Keytabs.USER, keytabs.of(Keytabs.USER).toFile()), file.toFile());
        return file;
    }

    @Override
    public void close() {
        try {
            kdc.stop();
        } catch (KrbException e) {
            throw new IllegalStateException("the KDC does not stop", e);
        }
    }
}
