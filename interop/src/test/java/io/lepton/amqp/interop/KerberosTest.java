// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.AuthenticationException;
import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.ConnectionOptions;
import io.lepton.amqp.Container;
import io.lepton.amqp.Listener;
import io.lepton.amqp.ListenerOptions;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Peer;
import io.lepton.amqp.TransportErrorEvent;
import jakarta.jms.Connection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.security.auth.Subject;
import javax.security.auth.login.LoginContext;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GSSAPI with a KDC in this JVM: Lepton at Artemis, at Broker-J, at itself, and Qpid JMS at Lepton; conformance.md S-012. In a
 * JVM of its own, because the realm is the JVM's.
 */
@Tag("kerberos")
class KerberosTest {
    private static final Consumer<ConnectionOptions> WITH_KEYTAB = o ->
            o.kerberos(kerberos -> kerberos.keytab(KerberosTest.realm.keytabs().of(Keytabs.USER), Keytabs.USER));

    @TempDir
    static Path folder;

    private static TestRealm realm;
    private static SecuredArtemis artemis;

    private final BlockingQueue<Peer> letIn = new LinkedBlockingQueue<>();
    private final BlockingQueue<AuthenticationException> turnedAway = new LinkedBlockingQueue<>();
    private final Container container = Container.create(new MessagingHandler() {
                @Override
                public void onConnectionOpened(ConnectionEvent event) {
                    letIn.add(event.connection().peer());
                }

                @Override
                public void onTransportError(TransportErrorEvent event) {
                    if (event.cause() instanceof AuthenticationException refusal) {
                        turnedAway.add(refusal);
                    }
                }
            })
            .start();

    @BeforeAll
    static void start() throws Exception {
        realm = TestRealm.start(folder);
        artemis = SecuredArtemis.start(Files.createDirectory(folder.resolve("artemis")), realm.keytabs());
    }

    @AfterAll
    static void stop() {
        if (artemis != null) {
            artemis.close();
        }
        if (realm != null) {
            realm.close();
        }
    }

    @AfterEach
    void close() {
        container.close();
    }

    private String listen(Path keytab) {
        Consumer<ListenerOptions> choices = o -> o.kerberos(kerberos -> kerberos.keytab(keytab, Keytabs.AMQP_SERVICE));
        Listener listener =
                Patience.await(container.listen("amqp://localhost:0", choices).opened());
        return listener.url();
    }

    private String listen() {
        return listen(realm.keytabs().of(Keytabs.AMQP_SERVICE));
    }

    private Peer client() throws InterruptedException {
        Peer client = letIn.poll(60, TimeUnit.SECONDS);
        assertThat(client).isNotNull();
        return client;
    }

    private static Peer connect(String url, Consumer<ConnectionOptions> choices) {
        try (Container client = Container.create().start()) {
            return Patience.await(client.connect(url, choices).opened()).peer();
        }
    }

    @Test
    void aKeytabLogsInAtArtemis() {
        assertThat(Logins.use(artemis.url(SecuredArtemis.GSSAPI), WITH_KEYTAB).mechanism())
                .isEqualTo("GSSAPI");
    }

    @Test
    void aKeytabLogsInAtBrokerJByItsOwnSpellingOfTheService() throws Exception {
        // Broker-J finds its keys by the JVM's login configuration, outside of any subject.
        String property = "javax.security.auth.useSubjectCredsOnly";
        System.setProperty(property, "false");
        try (EmbeddedBrokerJ brokerJ =
                EmbeddedBrokerJ.startWithKerberos(Files.createDirectory(folder.resolve("broker-j")))) {
            Peer broker = Logins.use(
                    brokerJ.url(EmbeddedBrokerJ.GSSAPI),
                    o -> o.kerberos(kerberos ->
                            kerberos.serviceName("AMQP").keytab(realm.keytabs().of(Keytabs.USER), Keytabs.USER)));
            assertThat(broker.mechanism()).isEqualTo("GSSAPI");
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void aKeytabLogsInAtAListenerWhichKnowsThePrincipal() throws Exception {
        assertThat(connect(listen(), WITH_KEYTAB).mechanism()).isEqualTo("GSSAPI");
        assertThat(client()).extracting(Peer::mechanism, Peer::user).containsExactly("GSSAPI", Keytabs.USER);
    }

    @Test
    void aTicketFromACacheLogsIn() throws Exception {
        Path cache = realm.ticketCache(folder.resolve("tickets"));
        assertThat(connect(listen(), o -> o.kerberos(kerberos -> kerberos.ticketCache(cache)))
                        .mechanism())
                .isEqualTo("GSSAPI");
        assertThat(client().user()).isEqualTo(Keytabs.USER);
    }

    @Test
    void aSubjectThatIsLoggedInLogsIn() throws Exception {
        LoginContext login = new LoginContext(SecuredArtemis.CLIENT_LOGIN);
        login.login();
        Subject alice = login.getSubject();
        assertThat(connect(listen(), o -> o.kerberos(kerberos -> kerberos.subject(alice)))
                        .mechanism())
                .isEqualTo("GSSAPI");
        assertThat(client().user()).isEqualTo(Keytabs.USER);
    }

    @Test
    void qpidJmsLogsInAtAListener() throws Exception {
        JmsConnectionFactory factory = new JmsConnectionFactory(
                listen() + "?amqp.saslMechanisms=GSSAPI&sasl.options.configScope=" + SecuredArtemis.CLIENT_LOGIN);
        try (Connection connection = factory.createConnection()) {
            connection.start();
            assertThat(client()).extracting(Peer::mechanism, Peer::user).containsExactly("GSSAPI", Keytabs.USER);
        }
    }

    @Test
    void withoutATicketTheClientSaysWhatToDo() {
        String url = listen();
        assertThat(Logins.refused(
                        url, o -> o.kerberos(kerberos -> kerberos.ticketCache(folder.resolve("no-such-cache")))))
                .hasMessageContaining("GSSAPI cannot be used: there is no Kerberos login (")
                .hasMessageContaining("no-such-cache cannot be read")
                .hasMessageContaining("run kinit, or give a keytab");
    }

    @Test
    void aServiceThatTheRealmDoesNotKnowIsNamed() {
        String url = listen();
        assertThat(Logins.refused(
                        url,
                        o -> o.kerberos(kerberos -> kerberos.serviceName("unheard")
                                .keytab(realm.keytabs().of(Keytabs.USER), Keytabs.USER))))
                .hasMessageContaining("GSSAPI failed with unheard/localhost")
                .hasMessageContaining("Server not found in Kerberos database");
    }

    @Test
    void aTicketForAnotherServiceIsRefused() throws Exception {
        String url = listen();
        assertThat(Logins.refused(
                        url,
                        o -> o.kerberos(kerberos -> kerberos.serviceName("AMQP")
                                .keytab(realm.keytabs().of(Keytabs.USER), Keytabs.USER))))
                .hasMessageContaining("the server refused the client with GSSAPI");
        assertThat(turnedAway.poll(60, TimeUnit.SECONDS)).hasMessageContaining("GSSAPI");
    }

    @Test
    void aListenerWithoutItsKeysSaysSo() throws Exception {
        String url = listen(folder.resolve("no-such-keytab"));
        assertThat(Logins.refused(url, WITH_KEYTAB)).hasMessageContaining("it has failed itself (sys-perm)");
        assertThat(turnedAway.poll(60, TimeUnit.SECONDS)).hasMessageContaining("the listener cannot log in");
    }
}
