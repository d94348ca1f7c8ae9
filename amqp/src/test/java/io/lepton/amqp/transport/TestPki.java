// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A certificate authority of the tests' own, and what it signs, as PEM files in a directory. */
public final class TestPki {

    /** A certificate with its key, in memory and in files. */
    public record Issued(X509Bundle bundle, Path certificate, Path key) {

        Identity.Pem identity() {
            return new Identity.Pem(certificate, key, Secret.NONE);
        }
    }

    private static final AtomicInteger AUTHORITIES = new AtomicInteger();

    private final Path directory;
    private final X509Bundle authority;
    private final Path authorityFile;
    private final int number = AUTHORITIES.incrementAndGet();
    private int count;

    public TestPki(Path directory) throws Exception {
        this(directory, "CN=Test CA");
    }

    /** An authority of that name; two may bear the same. */
    public TestPki(Path directory, String name) throws Exception {
        this.directory = directory;
        authority = new CertificateBuilder()
                .ecp256()
                .subject(name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        authorityFile = Files.writeString(
                Files.createTempFile(directory, "ca", ".pem"), "Our own CA\n" + authority.getCertificatePEM());
    }

    /** The authority's certificate. */
    public Path authority() {
        return authorityFile;
    }

    /** For localhost and 127.0.0.1. */
    public Issued server() throws Exception {
        return issue("CN=server", builder -> builder.addSanDnsName("localhost").addSanIpAddress("127.0.0.1"));
    }

    public Issued expired() throws Exception {
        Instant now = Instant.now();
        return issue(
                "CN=expired",
                builder -> builder.addSanDnsName("localhost")
                        .notBefore(now.minus(Duration.ofDays(20)))
                        .notAfter(now.minus(Duration.ofDays(10))));
    }

    public Issued issue(String subject, UnaryOperator<CertificateBuilder> details) throws Exception {
        X509Bundle bundle = details.apply(new CertificateBuilder().ecp256().subject(subject))
                .buildIssuedBy(authority);
        count++;
        return new Issued(
                bundle,
                Files.writeString(file("cert"), bundle.getCertificatePathPEM()),
                Files.writeString(file("key"), bundle.getPrivateKeyPEM()));
    }

    private Path file(String kind) {
        return directory.resolve(kind + number + "-" + count + ".pem");
    }
}
