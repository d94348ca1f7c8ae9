// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.Container;
import io.lepton.amqp.Listener;
import io.lepton.amqp.MessagingHandler;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the network's options run, and do what the guide says of them. */
@Timeout(60)
class NetworkingTest {

    @TempDir
    Path directory;

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void aUnixDomainSocketIsAWayByEverySort() {
        Path file = directory.resolve("amqp.sock");
        try (Container container =
                Networking.natively(new MessagingHandler() {}).start()) {
            join(Networking.listen(container, file).opened());

            assertThat(join(Networking.connect(container, file).opened()).isOpen())
                    .isTrue();
        }
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void aFileSaysWhereToConnectTo() throws Exception {
        try (Container container = Container.create().start()) {
            Listener listener = Networking.guarded(container);
            join(listener.opened());
            Path file = Files.writeString(
                    directory.resolve("connect.json"),
                    "{\"scheme\": \"amqp\", \"host\": \"127.0.0.1\", \"port\": " + listener.port() + "}");

            assertThat(join(Networking.byFile(container, file).opened()).isOpen())
                    .isTrue();
        }
    }

    @Test
    void serverAndClientShowEachOtherTheirCertificates() throws Exception {
        X509Bundle authority = new CertificateBuilder()
                .ecp256()
                .subject("CN=authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        Files.writeString(directory.resolve("ca.pem"), authority.getCertificatePEM());
        for (String name : List.of("server", "client")) {
            X509Bundle issued = new CertificateBuilder()
                    .ecp256()
                    .subject("CN=" + name)
                    .addSanDnsName("localhost")
                    .buildIssuedBy(authority);
            Files.writeString(directory.resolve(name + ".pem"), issued.getCertificatePathPEM());
            Files.writeString(directory.resolve(name + ".key"), issued.getPrivateKeyPEM());
        }
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Secured.main(new String[] {directory.toString()});
        } finally {
            System.setOut(console);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("TLSv1.3 with CN=client\n");
    }
}
