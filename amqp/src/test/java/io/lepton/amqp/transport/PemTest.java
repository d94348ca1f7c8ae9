// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.transport.TestPki.Issued;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {

    @TempDir
    Path directory;

    private TestPki pki;

    @BeforeEach
    void authority() throws Exception {
        pki = new TestPki(directory);
    }

    private static X509Certificate certificate(Issued issued) {
        return issued.bundle().getCertificate();
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"ecp256", "ecp384", "rsa2048", "ed25519"})
    void keys_of_all_usual_kinds_are_read(Algorithm algorithm) throws Exception {
        Issued issued = pki.issue("CN=x", builder -> builder.algorithm(algorithm));

        assertThat(Pem.key(issued.key(), Secret.NONE, certificate(issued)))
                .isEqualTo(issued.bundle().getKeyPair().getPrivate());
        assertThat(Pem.certificates(issued.certificate()).get(0)).isEqualTo(certificate(issued));
    }

    @Test
    void text_around_the_blocks_and_several_blocks_in_one_file_are_welcome() throws Exception {
        Issued issued = pki.server();
        Path both = Files.writeString(
                directory.resolve("both.pem"),
                "Certificate:\r\n  Data: ümlaut\r\n" + issued.bundle().getPrivateKeyPEM() + "\n"
                        + issued.bundle().getCertificatePEM() + Files.readString(pki.authority()));

        assertThat(Pem.certificates(both)).hasSize(2);
        assertThat(Pem.key(both, Secret.NONE, certificate(issued)).getAlgorithm())
                .isEqualTo("EC");
    }

    /** Made by {@code openssl pkcs8 -topk8}, in its form of today and in that of old. */
    @ParameterizedTest
    @ValueSource(strings = {"aes256.pem", "3des.pem"})
    void an_encrypted_key_opens_with_its_password_alone(String name) throws Exception {
        Path file = resource(name);
        X509Certificate certificate =
                Pem.certificates(resource("certificate.pem")).get(0);

        assertThat(Pem.key(file, Secret.of("open sesame".toCharArray()), certificate)
                        .getAlgorithm())
                .isEqualTo("EC");
        assertThatThrownBy(() -> Pem.key(file, Secret.of("guess".toCharArray()), certificate))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("is the password right?")
                .hasMessageNotContaining("guess");
        assertThatThrownBy(() -> Pem.key(file, Secret.NONE, certificate)).hasMessageContaining("no password was given");
    }

    /** Made by {@code openssl rsa -traditional} and {@code openssl ec}. */
    @Test
    void keys_in_the_forms_before_pkcs_8_are_read() throws Exception {
        X509Certificate rsa = Pem.certificates(resource("rsa-certificate.pem")).get(0);
        X509Certificate ec = Pem.certificates(resource("certificate.pem")).get(0);

        assertThat(Pem.key(resource("rsa-pkcs1.pem"), Secret.NONE, rsa).getAlgorithm())
                .isEqualTo("RSA");
        assertThat(Pem.key(resource("ec-sec1.pem"), Secret.NONE, ec).getAlgorithm())
                .isEqualTo("EC");
        assertThatThrownBy(() -> Pem.key(resource("rsa-pkcs1.pem"), Secret.NONE, ec))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("not a key of the certificate's kind, EC");
        assertThatThrownBy(() -> Pem.key(resource("ec-sec1-encrypted.pem"), Secret.NONE, ec))
                .hasMessageContaining("convert it: openssl pkcs8 -topk8");
    }

    private static Path resource(String name) throws Exception {
        return Path.of(PemTest.class.getResource("/keys/" + name).toURI());
    }

    @Test
    void a_key_of_another_certificate_is_refused() throws Exception {
        Issued issued = pki.server();
        Issued other = pki.server();
        Issued rsa = pki.issue("CN=x", builder -> builder.rsa2048());

        assertThatThrownBy(() -> Pem.key(other.key(), Secret.NONE, certificate(issued)))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("does not belong to the certificate of CN=server");
        assertThatThrownBy(() -> Pem.key(rsa.key(), Secret.NONE, certificate(issued)))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("not a key of the certificate's kind, EC");
    }

    @Test
    void what_is_not_there_or_damaged_is_said() throws Exception {
        Issued issued = pki.server();
        Path damaged = Files.writeString(
                directory.resolve("damaged.pem"), "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n");

        assertThatThrownBy(() -> Pem.key(damaged, Secret.NONE, certificate(issued)))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> Pem.key(issued.certificate(), Secret.NONE, certificate(issued)))
                .hasMessageContaining("no PEM private key");
        assertThatThrownBy(() -> Pem.certificates(issued.key())).hasMessageContaining("no PEM certificate");
    }

    @Test
    void a_huge_file_is_not_read() throws Exception {
        Path huge = Files.write(directory.resolve("huge.pem"), new byte[(4 << 20) + 1]);

        assertThatThrownBy(() -> Pem.certificates(huge)).hasMessageContaining("longer than");
    }

    @Test
    void key_stores_serve_as_well_as_pem_files() throws Exception {
        Issued issued = pki.server();
        char[] password = "changeit".toCharArray();
        KeyStore store = issued.bundle().toKeyStore(password);
        for (String type : List.of("PKCS12", "JKS")) {
            KeyStore copy = KeyStore.getInstance(type);
            copy.load(null, null);
            String alias = Collections.list(store.aliases()).stream()
                    .filter(entry -> isKey(store, entry))
                    .findFirst()
                    .orElseThrow();
            copy.setKeyEntry(alias, store.getKey(alias, password), password, store.getCertificateChain(alias));
            Path file = directory.resolve("store." + type);
            try (var out = Files.newOutputStream(file)) {
                copy.store(out, password);
            }
            TlsSettings settings = new TlsSettings(
                    null,
                    new Trust.StoreFile(file, Secret.of(password)),
                    new Identity.StoreFile(file, Secret.of(password)),
                    TlsSettings.DEFAULT_PROTOCOLS,
                    List.of(),
                    true,
                    TlsSettings.ClientAuth.NONE);

            assertThat(TlsContextFactory.create(settings)).isNotNull();
            assertThat(TlsContextFactory.files(settings)).contains(file);
            assertThat(settings.toString()).doesNotContain("changeit");
        }
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (KeyStoreException e) {
            throw new AssertionError(e);
        }
    }
}
