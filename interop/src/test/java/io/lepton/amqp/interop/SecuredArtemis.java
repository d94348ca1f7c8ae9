// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.GuestLoginModule;
import org.apache.activemq.artemis.spi.core.security.jaas.PropertiesLoginModule;
import org.apache.activemq.artemis.spi.core.security.jaas.SCRAMLoginModule;
import org.apache.activemq.artemis.spi.core.security.jaas.SCRAMPropertiesLoginModule;
import org.apache.activemq.artemis.spi.core.security.jaas.TextFileCertificateLoginModule;

/**
 * An Artemis that knows {@code alice} with the password {@code secret}, and a certificate for {@code CN=client}: one acceptor
 * for each way to log in. Its login modules are the JVM's, so there is one at a time.
 */
final class SecuredArtemis implements AutoCloseable {
    static final String PLAIN = "plain";
    static final String ANONYMOUS = "guest";
    static final String TLS = "tls";
    static final String EXTERNAL = "cert";
    static final String SCRAM = "scram";
    static final String GSSAPI = "krb";

    /** A login of the JVM's for alice, by her keytab. */
    static final String CLIENT_LOGIN = "alice";

    private static final String KERBEROS = "com.sun.security.auth.module.Krb5LoginModule";
    private static final String USERS = "users";

    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final Path folder;

    private SecuredArtemis(Path folder) {
        this.folder = folder;
    }

    /** With all but Kerberos. */
    static SecuredArtemis start(Path folder, Authority authority) throws Exception {
        SecuredArtemis artemis = new SecuredArtemis(folder);
        Authority.Issued server = authority.issue("artemis", Authority.LOCALHOST);
        String tls = "sslEnabled=true;keyStoreType=PKCS12;keyStorePath=" + server.keyStore() + ";keyStorePassword="
                + Authority.PASSWORD;
        String mutual = tls + ";needClientAuth=true;trustStoreType=PKCS12;trustStorePath=" + authority.trustStore()
                + ";trustStorePassword=" + Authority.PASSWORD;
        Map<String, List<AppConfigurationEntry>> logins = new HashMap<>();
        logins.put(PLAIN, List.of(artemis.passwords(PropertiesLoginModule.class)));
        logins.put(
                ANONYMOUS,
                List.of(entry(
                        GuestLoginModule.class.getName(),
                        Map.of(
                                "org.apache.activemq.jaas.guest.user",
                                "nobody",
                                "org.apache.activemq.jaas.guest.role",
                                USERS))));
        logins.put(EXTERNAL, List.of(artemis.certificates()));
        logins.put(SCRAM, List.of(entry(SCRAMLoginModule.class.getName(), Map.of())));
        logins.put("scram-scope", List.of(artemis.passwords(SCRAMPropertiesLoginModule.class)));
        artemis.run(
                logins,
                Map.of(
                        PLAIN, "saslMechanisms=PLAIN;securityDomain=" + PLAIN,
                        ANONYMOUS, "saslMechanisms=ANONYMOUS;securityDomain=" + ANONYMOUS,
                        TLS, "saslMechanisms=PLAIN;securityDomain=" + PLAIN + ";" + tls,
                        EXTERNAL, "saslMechanisms=EXTERNAL;securityDomain=" + EXTERNAL + ";" + mutual,
                        SCRAM,
                                "saslMechanisms=SCRAM-SHA-512,SCRAM-SHA-256;saslLoginConfigScope=scram-scope;"
                                        + "securityDomain=" + SCRAM));
        return artemis;
    }

    /** With Kerberos alone; the JVM's logins then serve Broker-J and Qpid JMS too. */
    static SecuredArtemis start(Path folder, Keytabs keytabs) throws Exception {
        SecuredArtemis artemis = new SecuredArtemis(folder);
        artemis.run(
                Map.of(
                        "krb-scope",
                        List.of(entry(KERBEROS, keytabs.acceptor(Keytabs.AMQP_SERVICE))),
                        "com.sun.security.jgss.accept",
                        List.of(entry(KERBEROS, keytabs.acceptor(Keytabs.BROKER_J_SERVICE))),
                        CLIENT_LOGIN,
                        List.of(entry(KERBEROS, keytabs.initiator(Keytabs.USER))),
                        GSSAPI,
                        List.of(
                                entry("org.apache.activemq.artemis.spi.core.security.jaas.Krb5LoginModule", Map.of()),
                                entry(RoleForAll.class.getName(), Map.of()))),
                Map.of(GSSAPI, "saslMechanisms=GSSAPI;saslLoginConfigScope=krb-scope;securityDomain=" + GSSAPI));
        return artemis;
    }

    private void run(Map<String, List<AppConfigurationEntry>> logins, Map<String, String> acceptors) throws Exception {
        Configuration.setConfiguration(new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                List<AppConfigurationEntry> entries = logins.get(name);
                return entries == null ? null : entries.toArray(AppConfigurationEntry[]::new);
            }
        });
        AddressSettings anycast = new AddressSettings()
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST);
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration
                .setPersistenceEnabled(false)
                .setSecurityEnabled(true)
                .setJMXManagementEnabled(false)
                .setGracefulShutdownEnabled(false)
                .setMaxDiskUsage(-1)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .addAddressSetting("#", anycast)
                .putSecurityRoles(
                        "#",
                        Set.of(new Role(
                                USERS, true, true, true, true, true, true, false, true, true, true, false, false)));
        for (Map.Entry<String, String> acceptor : acceptors.entrySet()) {
            configuration.addAcceptorConfiguration(
                    acceptor.getKey(), "tcp://127.0.0.1:0?protocols=AMQP;useEpoll=false;" + acceptor.getValue());
        }
        broker.setConfiguration(configuration);
        broker.setSecurityManager(
                new ActiveMQJAASSecurityManager(acceptors.keySet().iterator().next()));
        broker.start();
    }

    private AppConfigurationEntry passwords(Class<?> module) throws IOException {
        Files.writeString(folder.resolve("users.properties"), "alice=secret\n");
        Files.writeString(folder.resolve("roles.properties"), USERS + "=alice\n");
        return entry(
                module.getName(),
                Map.of(
                        "baseDir", folder.toString(),
                        "org.apache.activemq.jaas.properties.user", "users.properties",
                        "org.apache.activemq.jaas.properties.role", "roles.properties"));
    }

    private AppConfigurationEntry certificates() throws IOException {
        Files.writeString(folder.resolve("certificates.properties"), "certuser=CN=client\n");
        Files.writeString(folder.resolve("certificate-roles.properties"), USERS + "=certuser\n");
        return entry(
                TextFileCertificateLoginModule.class.getName(),
                Map.of(
                        "baseDir", folder.toString(),
                        "org.apache.activemq.jaas.textfiledn.user", "certificates.properties",
                        "org.apache.activemq.jaas.textfiledn.role", "certificate-roles.properties"));
    }

    private static AppConfigurationEntry entry(String module, Map<String, ?> options) {
        return new AppConfigurationEntry(module, LoginModuleControlFlag.REQUIRED, options);
    }

    /** Where an acceptor listens, by name, as its certificate and its Kerberos principal want it. */
    String url(String acceptor) {
        int port =
                ((NettyAcceptor) broker.getActiveMQServer().getRemotingService().getAcceptor(acceptor)).getActualPort();
        boolean secure = acceptor.equals(TLS) || acceptor.equals(EXTERNAL);
        return (secure ? "amqps" : "amqp") + "://localhost:" + port;
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
