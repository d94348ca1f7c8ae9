// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** A certificate authority in a directory, and what it signs: as PEM files for Lepton, as key stores for the others. */
final class Authority {
    static final String PASSWORD = "changeit";

    /** Whose names a certificate bears. */
    static final UnaryOperator<CertificateBuilder> LOCALHOST =
            builder -> builder.addSanDnsName("localhost").addSanIpAddress("127.0.0.1");

    /** Why a certificate is no good any more. */
    static final UnaryOperator<CertificateBuilder> EXPIRED = builder -> LOCALHOST
            .apply(builder)
            .notBefore(Instant.now().minus(Duration.ofDays(20)))
            .notAfter(Instant.now().minus(Duration.ofDays(10)));

    /** A certificate with its key, in all the forms that anybody wants. */
    record Issued(Path certificate, Path key, Path keyStore) {}

    private final Path directory;
    private final X509Bundle root;
    private final Path trust;
    private final Path trustStore;
    private int count;

    Authority(Path parent, String name) throws Exception {
        directory = Files.createDirectory(parent.resolve(name));
        root = new CertificateBuilder()
                .ecp256()
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        trust = Files.writeString(directory.resolve("ca.pem"), root.getCertificatePEM());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", root.getCertificate());
        trustStore = write(store, "ca.p12");
    }

    /** Its own certificate as PEM. */
    Path trust() {
        return trust;
    }

    /** A key store that holds its own certificate only. */
    Path trustStore() {
        return trustStore;
    }

    Issued issue(String name, UnaryOperator<CertificateBuilder> details) throws Exception {
        X509Bundle bundle = details.apply(new CertificateBuilder().ecp256().subject("CN=" + name))
                .buildIssuedBy(root);
        count++;
        return new Issued(
                Files.writeString(directory.resolve(count + ".pem"), bundle.getCertificatePathPEM()),
                Files.writeString(directory.resolve(count + ".key"), bundle.getPrivateKeyPEM()),
                write(bundle.toKeyStore(PASSWORD.toCharArray()), count + ".p12"));
    }

    private Path write(KeyStore store, String name) throws IOException, GeneralSecurityException {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}
