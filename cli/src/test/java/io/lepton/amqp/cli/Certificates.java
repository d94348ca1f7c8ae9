// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;

/** An authority of the tests' own with what it issued, as PEM files by the name of {@code ca}, {@code server} and so on. */
final class Certificates {

    private final Path directory;
    private final X509Bundle authority;

    Certificates(Path directory) throws Exception {
        this.directory = directory;
        authority = new CertificateBuilder()
                .ecp256()
                .subject("CN=The tests' CA")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        Files.writeString(directory.resolve("ca.pem"), authority.getCertificatePEM());
    }

    /** A certificate and key for a name and the loopback address, or for the name alone. */
    Certificates issue(String name, boolean loopback) throws Exception {
        CertificateBuilder builder = new CertificateBuilder().ecp256().subject("CN=" + name);
        if (loopback) {
            builder.addSanDnsName("localhost").addSanIpAddress("127.0.0.1");
        } else {
            builder.addSanDnsName(name);
        }
        X509Bundle issued = builder.buildIssuedBy(authority);
        Files.writeString(directory.resolve(name + ".pem"), issued.getCertificatePathPEM());
        Files.writeString(directory.resolve(name + ".key"), issued.getPrivateKeyPEM());
        return this;
    }

    String ca() {
        return directory.resolve("ca.pem").toString();
    }

    String certificate(String name) {
        return directory.resolve(name + ".pem").toString();
    }

    String key(String name) {
        return directory.resolve(name + ".key").toString();
    }
}
