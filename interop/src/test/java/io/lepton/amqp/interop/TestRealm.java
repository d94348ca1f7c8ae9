// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import java.io.File;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;

/**
 * A Kerberos realm in this JVM, with its own KDC: a user, and the services that listeners and brokers are. It becomes the
 * JVM's realm, so it has to be started before any Kerberos class is loaded, and once in a JVM.
 */
final class TestRealm implements AutoCloseable {
    static final String NAME = "EXAMPLE.COM";
    static final String USER = "alice@" + NAME;
    static final String AMQP_SERVICE = "amqp/localhost@" + NAME;

    /** Broker-J's own spelling. */
    static final String BROKER_J_SERVICE = "AMQP/localhost@" + NAME;

    private static final String CONFIGURATION = "java.security.krb5.conf";

    private final SimpleKdcServer kdc;
    private final Path folder;

    private TestRealm(Path folder) throws Exception {
        this.folder = folder;
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path configuration = Files.writeString(folder.resolve("krb5.conf"), """
                [libdefaults]
                  default_realm = %s
                  udp_preference_limit = 1
                  dns_lookup_kdc = false
                  dns_lookup_realm = false
                  dns_canonicalize_hostname = false
                  rdns = false
                [realms]
                  %s = {
                    kdc = 127.0.0.1:%d
                  }
                """.formatted(NAME, NAME, port));
        System.setProperty(CONFIGURATION, configuration.toString());
        kdc = new SimpleKdcServer();
        kdc.setWorkDir(Files.createDirectory(folder.resolve("kdc")).toFile());
        kdc.setKdcRealm(NAME);
        kdc.setKdcHost("127.0.0.1");
        kdc.setKdcTcpPort(port);
        kdc.setAllowUdp(false);
        kdc.init();
        kdc.start();
        for (String principal : new String[] {USER, AMQP_SERVICE, BROKER_J_SERVICE}) {
            kdc.createPrincipal(principal);
            kdc.exportPrincipal(principal, keytabFile(principal));
        }
    }

    static TestRealm start(Path folder) throws Exception {
        return new TestRealm(folder);
    }

    private File keytabFile(String principal) {
        return folder.resolve(principal.replace('/', '-') + ".keytab").toFile();
    }

    /** The keys of a principal. */
    Path keytab(String principal) {
        return keytabFile(principal).toPath();
    }

    /** What the JDK's login module needs for a service. */
    Map<String, String> acceptor(String principal) {
        return Map.of(
                "isInitiator", "false",
                "useKeyTab", "true",
                "storeKey", "true",
                "doNotPrompt", "true",
                "keyTab", keytabFile(principal).toString(),
                "principal", principal);
    }

    /** What the JDK's login module needs for a user. */
    Map<String, String> initiator(String principal) {
        return Map.of(
                "useKeyTab",
                "true",
                "doNotPrompt",
                "true",
                "keyTab",
                keytabFile(principal).toString(),
                "principal",
                principal);
    }

    /** Writes a ticket for the user to a file, as kinit does. */
    Path ticketCache(Path file) throws KrbException {
        KrbClient client = kdc.getKrbClient();
        client.storeTicket(client.requestTgt(USER, keytabFile(USER)), file.toFile());
        return file;
    }

    @Override
    public void close() {
        try {
            kdc.stop();
        } catch (KrbException e) {
            throw new IllegalStateException("the KDC does not stop", e);
        }
        System.clearProperty(CONFIGURATION);
    }
}
