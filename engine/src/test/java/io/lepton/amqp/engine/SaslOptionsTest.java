// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What options keep, and what they never show. */
@Spec("B25")
class SaslOptionsTest {

    @Test
    void noSecretIsShown() {
        SaslCredentials credentials =
                SaslCredentials.of("alice", "topsecret".toCharArray()).actingAs("bob");
        assertThat(credentials).hasToString("user=alice, authorizationId=bob, password=***");
        assertThat(SaslClientOptions.builder().credentials(credentials).build().toString())
                .contains("alice")
                .doesNotContain("topsecret");
        assertThat(SaslServerMechanismFactory.plain(SaslAuthenticator.users(Map.of("a", "topsecret".toCharArray())))
                        .toString())
                .doesNotContain("topsecret");
    }

    @Test
    void passwordsAreCopiedInAndOut() {
        char[] given = "secret".toCharArray();
        SaslCredentials credentials = SaslCredentials.of("alice", given);
        given[0] = 'X';
        char[] taken = credentials.password();
        assertThat(taken).containsExactly("secret".toCharArray());
        taken[0] = 'X';
        assertThat(credentials.password()).containsExactly("secret".toCharArray());
    }

    @Test
    void aSupplierIsAskedEachTime() {
        List<String> tokens = new ArrayList<>(List.of("one", "two"));
        SaslCredentials credentials =
                SaslCredentials.of("alice", () -> tokens.remove(0).toCharArray());
        assertThat(credentials.hasPassword()).isTrue();
        assertThat(credentials.password()).containsExactly('o', 'n', 'e');
        assertThat(credentials.password()).containsExactly('t', 'w', 'o');
    }

    @Test
    void askingForAMissingPasswordIsMisuse() {
        assertThatThrownBy(() -> SaslCredentials.of("alice").password())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("alice");
    }

    @Test
    void optionsAreCopiedByTheirBuilder() {
        SaslClientOptions options = SaslClientOptions.builder()
                .allowed("plain", "Scram-SHA-256")
                .allowInsecureMechs(true)
                .hostname("h")
                .maxRounds(2)
                .maxFrameSize(600)
                .build();
        SaslClientOptions copy =
                options.toBuilder().transport(TransportSecurity.ENCRYPTED).build();
        assertThat(copy.allowed()).containsExactlyInAnyOrder("PLAIN", "SCRAM-SHA-256");
        assertThat(copy.allowInsecureMechs()).isTrue();
        assertThat(copy.hostname()).isEqualTo("h");
        assertThat(copy.maxRounds()).isEqualTo(2);
        assertThat(copy.maxFrameSize()).isEqualTo(600);
        assertThat(copy.transport().encrypted()).isTrue();
        assertThat(options.transport().encrypted()).isFalse();
        SaslServerOptions server =
                SaslServerOptions.builder().required(true).maxRounds(3).build();
        assertThat(server.toBuilder().build()).hasToString(server.toString());
    }

    @Test
    void aBlankMechanismNameIsMisuse() {
        assertThatThrownBy(() -> SaslClientOptions.builder().allowed("PLAIN", " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsAreComparedWhole() {
        assertThat(SaslAuthenticator.sameSecret("secret".toCharArray(), "secret".toCharArray()))
                .isTrue();
        assertThat(SaslAuthenticator.sameSecret("secret".toCharArray(), "secreT".toCharArray()))
                .isFalse();
        assertThat(SaslAuthenticator.sameSecret("secret".toCharArray(), "secret1".toCharArray()))
                .isFalse();
        assertThat(SaslAuthenticator.sameSecret(new char[0], new char[0])).isTrue();
    }
}
