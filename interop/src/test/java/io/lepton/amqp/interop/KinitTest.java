// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.Container;
import io.lepton.amqp.Listener;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Peer;
import io.lepton.amqp.examples.Authenticating;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's words about Kerberos, done: {@code kinit}, then the example, with MIT's KDC. Needs Debian's krb5 packages. */
@Tag("kerberos")
@Tag("debian")
class KinitTest {
    @TempDir
    Path folder;

    private final BlockingQueue<Peer> letIn = new LinkedBlockingQueue<>();

    @Test
    void theExampleLogsInWithTheTicketOfKinit() throws Exception {
        MessagingHandler handler = new MessagingHandler() {
            @Override
            public void onConnectionOpened(ConnectionEvent event) {
                letIn.add(event.connection().peer());
            }
        };
        try (MitRealm realm = MitRealm.start(folder);
                SecuredArtemis artemis =
                        SecuredArtemis.start(Files.createDirectory(folder.resolve("artemis")), realm.keytabs());
                Container server = Container.create(handler).start()) {
            Listener listener = Patience.await(server.listen(
                            "amqp://localhost:0",
                            o -> o.kerberos(kerberos ->
                                    kerberos.keytab(realm.keytabs().of(Keytabs.AMQP_SERVICE), Keytabs.AMQP_SERVICE)))
                    .opened());
            assertThatThrownBy(() -> realm.java(Authenticating.class, "kerberos", listener.url()))
                    .hasMessageContaining("run kinit");

            realm.kinit();

            assertThat(realm.java(Authenticating.class, "kerberos", listener.url()))
                    .contains("by GSSAPI");
            Peer client = letIn.poll(60, TimeUnit.SECONDS);
            assertThat(client).isNotNull();
            assertThat(client).extracting(Peer::mechanism, Peer::user).containsExactly("GSSAPI", Keytabs.USER);
            assertThat(realm.java(Authenticating.class, "kerberos", artemis.url(SecuredArtemis.GSSAPI)))
                    .contains("by GSSAPI");
        }
    }
}
