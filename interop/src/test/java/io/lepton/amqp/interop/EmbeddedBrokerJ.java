// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.AuthenticationProvider;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.PasswordCredentialManagingAuthenticationProvider;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;

/**
 * An Apache Qpid Broker-J in this JVM: in memory, AMQP 1.0 only, with as few threads as it takes. It knows {@code alice} with
 * the password {@code secret}, and trusts the certificates of an authority: one port for each way to log in. Queues come into
 * being when they are named.
 */
final class EmbeddedBrokerJ implements AutoCloseable {
    static final String PLAIN = "plain";
    static final String ANONYMOUS = "anonymous";
    static final String SCRAM_SHA_256 = "scram256";
    static final String SCRAM_SHA_1 = "scram1";
    static final String TLS = "tls";
    static final String EXTERNAL = "external";
    static final String GSSAPI = "kerberos";

    private final SystemLauncher launcher;
    private final Map<String, Port<?>> ports = new HashMap<>();

    private EmbeddedBrokerJ(Path folder, String configuration) throws Exception {
        SystemConfig<?>[] system = new SystemConfig<?>[1];
        launcher = new SystemLauncher(new DefaultSystemLauncherListener() {
            @Override
            public void onContainerResolve(SystemConfig<?> resolved) {
                system[0] = resolved;
            }
        });
        Path file = Files.writeString(folder.resolve("broker-j.json"), configuration);
        launcher.startup(Map.of(
                SystemConfig.TYPE,
                "Memory",
                SystemConfig.INITIAL_CONFIGURATION_LOCATION,
                file.toUri().toString(),
                SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT,
                false,
                SystemConfig.CONTEXT,
                Map.of("qpid.work_dir", folder.toString())));
        Broker<?> broker = broker(system[0]);
        for (AuthenticationProvider<?> provider : broker.getAuthenticationProviders()) {
            if (provider instanceof PasswordCredentialManagingAuthenticationProvider<?> users) {
                users.createUser("alice", "secret", Map.of());
            }
        }
        broker.getPorts().forEach(port -> ports.put(port.getName(), port));
    }

    /** The type of brokers is their own type argument, which nobody can name. */
    @SuppressWarnings("unchecked")
    private static Broker<?> broker(SystemConfig<?> system) {
        return (Broker<?>) system.getContainer(Broker.class);
    }

    /** With all but Kerberos. */
    static EmbeddedBrokerJ start(Path folder, Authority authority) throws Exception {
        Authority.Issued server = authority.issue("broker-j", Authority.LOCALHOST);
        String stores = store("keystores", "FileKeyStore", "server", server.keyStore())
                + store("truststores", "FileTrustStore", "clients", authority.trustStore());
        List<String> providers = List.of(
                provider(PLAIN, "Plain", ", 'disabledMechanisms': ['SCRAM-SHA-1', 'SCRAM-SHA-256', 'CRAM-MD5']"),
                provider(SCRAM_SHA_256, "SCRAM-SHA-256", ""),
                provider(SCRAM_SHA_1, "SCRAM-SHA-1", ""),
                provider(ANONYMOUS, "Anonymous", ""),
                provider(EXTERNAL, "External", ", 'useFullDN': true"));
        List<String> ports = new ArrayList<>();
        for (String name : List.of(PLAIN, SCRAM_SHA_256, SCRAM_SHA_1, ANONYMOUS)) {
            ports.add(port(name, name, ", 'transports': ['TCP']"));
        }
        String tls = ", 'transports': ['SSL'], 'keyStore': 'server'";
        ports.add(port(TLS, PLAIN, tls));
        ports.add(port(EXTERNAL, EXTERNAL, tls + ", 'trustStores': ['clients'], 'needClientAuth': true"));
        return new EmbeddedBrokerJ(folder, configuration(stores, providers, ports));
    }

    /** With Kerberos alone. Its keytab is found by JAAS, which the JVM's login configuration must provide for. */
    static EmbeddedBrokerJ startWithKerberos(Path folder) throws Exception {
        return new EmbeddedBrokerJ(
                folder,
                configuration(
                        "",
                        List.of(provider(GSSAPI, "Kerberos", "")),
                        List.of(port(GSSAPI, GSSAPI, ", 'transports': ['TCP']"))));
    }

    private static String configuration(String stores, List<String> providers, List<String> ports) {
        String virtualHost = "{'type': 'Memory', 'numberOfSelectors': 1, 'connectionThreadPoolSize': 2,"
                + " 'housekeepingThreadCount': 1, 'nodeAutoCreationPolicies': [{'pattern': '.*',"
                + " 'createdOnPublish': true, 'createdOnConsume': true, 'nodeType': 'queue', 'attributes': {}}]}";
        return ("{'name': 'lepton', 'modelVersion': '9.0', " + stores + "'authenticationproviders': ["
                        + String.join(", ", providers) + "], 'ports': [" + String.join(", ", ports)
                        + "], 'virtualhostnodes': [{'name': 'default', 'type': 'Memory', 'defaultVirtualHostNode': 'true',"
                        + " 'virtualHostInitialConfiguration': '" + virtualHost.replace("'", "\\\"") + "'}]}")
                .replace('\'', '"');
    }

    private static String store(String kind, String type, String name, Path file) {
        return "'%s': [{'name': '%s', 'type': '%s', 'storeUrl': '%s', 'password': '%s'}], "
                .formatted(kind, name, type, file, Authority.PASSWORD);
    }

    private static String provider(String name, String type, String more) {
        return "{'name': '%s', 'type': '%s', 'secureOnlyMechanisms': []%s}".formatted(name, type, more);
    }

    private static String port(String name, String provider, String more) {
        return ("{'name': '%s', 'type': 'AMQP', 'port': 0, 'bindingAddress': '127.0.0.1',"
                        + " 'authenticationProvider': '%s', 'protocols': ['AMQP_1_0'], 'threadPoolSize': 2,"
                        + " 'numberOfSelectors': 1, 'virtualhostaliases': [{'name': 'nameAlias', 'type': 'nameAlias'},"
                        + " {'name': 'defaultAlias', 'type': 'defaultAlias'}, {'name': 'hostnameAlias',"
                        + " 'type': 'hostnameAlias'}]%s}")
                .formatted(name, provider, more);
    }

    /** Where a port listens, by name, as its certificate and its Kerberos principal want it. */
    String url(String port) {
        boolean secure = port.equals(TLS) || port.equals(EXTERNAL);
        return (secure ? "amqps" : "amqp") + "://localhost:" + ports.get(port).getBoundPort();
    }

    @Override
    public void close() {
        launcher.shutdown();
    }
}
