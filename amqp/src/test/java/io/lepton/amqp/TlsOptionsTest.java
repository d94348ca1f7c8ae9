// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.transport.Identity;
import io.lepton.amqp.transport.TlsSettings;
import io.lepton.amqp.transport.TlsSettings.ClientAuth;
import io.lepton.amqp.transport.Trust;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class TlsOptionsTest {

    @Test
    void everything_is_verified_by_default() {
        TlsSettings settings = TlsOptions.settings(tls -> {});

        assertThat(settings).isEqualTo(TlsSettings.DEFAULT);
        assertThat(settings.trust()).isEqualTo(Trust.jdk());
        assertThat(settings.verifyName()).isTrue();
        assertThat(settings.protocols()).containsExactly("TLSv1.3", "TLSv1.2");
    }

    @Test
    void each_option_sets_its_part() {
        TlsSettings settings = TlsOptions.settings(tls -> tls.trust(Path.of("ca.pem"))
                .identity(Path.of("cert.pem"), Path.of("key.pem"), "pw".toCharArray())
                .protocols("TLSv1.2")
                .ciphers("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
                .acceptAnyHostName()
                .requireClientCertificate());

        assertThat(settings.trust()).isEqualTo(new Trust.Pem(List.of(Path.of("ca.pem"))));
        assertThat(settings.identity()).isInstanceOf(Identity.Pem.class);
        assertThat(settings.protocols()).containsExactly("TLSv1.2");
        assertThat(settings.ciphers()).hasSize(1);
        assertThat(settings.verifyName()).isFalse();
        assertThat(settings.clientAuth()).isEqualTo(ClientAuth.REQUIRED);
        assertThat(settings.toString()).doesNotContain("pw");
    }

    @Test
    void trust_in_anyone_must_be_asked_for_by_its_name() {
        TlsSettings settings = TlsOptions.settings(TlsOptions::verifyNothingAndTrustAnyone);

        assertThat(settings.trust()).isEqualTo(Trust.Anyone.INSTANCE);
        assertThat(settings.verifyName()).isFalse();
    }

    @Test
    void trust_that_is_chosen_after_it_is_verified_with_the_name() {
        TlsSettings settings =
                TlsOptions.settings(tls -> tls.verifyNothingAndTrustAnyone().trust(Path.of("ca.pem")));
        assertThat(settings.trust()).isInstanceOf(Trust.Pem.class);
        assertThat(settings.verifyName()).isTrue();
    }

    @Test
    void settings_made_the_same_way_are_equal_so_that_they_share_sessions() {
        assertThat(TlsOptions.settings(tls -> tls.keyStore(Path.of("a.p12"), "x".toCharArray())))
                .isEqualTo(TlsOptions.settings(tls -> tls.keyStore(Path.of("a.p12"), "x".toCharArray())));
    }

    @Test
    void contradictions_and_empty_lists_are_refused_at_the_call() throws Exception {
        SSLContext context = SSLContext.getDefault();

        assertThatThrownBy(
                        () -> TlsOptions.settings(tls -> tls.sslContext(context).trust(Path.of("ca.pem"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("either the context or those");
        assertThatThrownBy(() -> TlsOptions.settings(tls -> tls.trust())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TlsOptions.settings(tls -> tls.protocols()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TlsOptions.settings(tls -> tls.ciphers()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ciphers_without_authentication_or_encryption_are_refused() {
        for (String cipher : List.of("TLS_DH_anon_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_NULL_SHA256")) {
            assertThatThrownBy(() -> TlsOptions.settings(tls -> tls.ciphers(cipher)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(cipher);
        }
    }
}
