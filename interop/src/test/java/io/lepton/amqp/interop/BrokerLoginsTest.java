// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.AuthenticationException;
import io.lepton.amqp.ConnectionOptions;
import io.lepton.amqp.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Artemis and Broker-J let Lepton in by each mechanism that they have, and turn it away with its reason in words. */
class BrokerLoginsTest {
    private static final Consumer<ConnectionOptions> ALICE =
            o -> o.user("alice").password("secret");

    @TempDir
    static Path folder;

    private static Authority authority;
    private static SecuredArtemis artemis;
    private static EmbeddedBrokerJ brokerJ;

    @BeforeAll
    static void start() throws Exception {
        authority = new Authority(folder, "authority");
        artemis = SecuredArtemis.start(Files.createDirectory(folder.resolve("artemis")), authority);
        brokerJ = EmbeddedBrokerJ.start(Files.createDirectory(folder.resolve("broker-j")), authority);
    }

    @AfterAll
    static void stop() {
        if (artemis != null) {
            artemis.close();
        }
        if (brokerJ != null) {
            brokerJ.close();
        }
    }

    /** A port of a broker, such as {@code artemis.scram}. */
    private static String url(String place) {
        int dot = place.indexOf('.');
        Function<String, String> broker = place.startsWith("artemis") ? artemis::url : brokerJ::url;
        return broker.apply(place.substring(dot + 1));
    }

    @ParameterizedTest
    @CsvSource({
        "artemis.scram, SCRAM-SHA-512",
        "artemis.scram, SCRAM-SHA-256",
        "broker-j.scram256, SCRAM-SHA-256",
        "broker-j.scram1, SCRAM-SHA-1"
    })
    void scramLogsInAndVerifiesTheBroker(String place, String mechanism) {
        assertThat(Logins.use(url(place), ALICE.andThen(o -> o.allowedMechs(mechanism))))
                .extracting(Peer::mechanism, Peer::user)
                .containsExactly(mechanism, "alice");
    }

    @ParameterizedTest
    @CsvSource({
        "artemis.scram, SCRAM-SHA-512",
        "artemis.plain, PLAIN",
        "broker-j.scram256, SCRAM-SHA-256",
        "broker-j.scram1, SCRAM-SHA-1",
        "broker-j.plain, PLAIN"
    })
    void theStrongestMechanismIsTakenAndAWrongPasswordIsRefused(String place, String mechanism) {
        Consumer<ConnectionOptions> insecure = o -> o.allowInsecureMechs(true);
        assertThat(Logins.use(url(place), ALICE.andThen(insecure)).mechanism()).isEqualTo(mechanism);

        AuthenticationException refusal =
                Logins.refused(url(place), insecure.andThen(o -> o.user("alice").password("guess")));
        assertThat(refusal)
                .hasMessageContaining("the server refused user alice with " + mechanism + ": the credentials are wrong")
                .hasMessageNotContaining("guess");
    }

    @ParameterizedTest
    @ValueSource(strings = {"artemis.plain", "broker-j.plain"})
    void plainIsNotSentInTheClear(String place) {
        assertThat(Logins.refused(url(place), ALICE))
                .hasMessageContaining("PLAIN shows the secret and the connection is not encrypted")
                .hasMessageContaining("use amqps or allowInsecureMechs(true)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"artemis.tls", "broker-j.tls"})
    void plainIsFineInsideTls(String place) {
        Peer broker = Logins.use(url(place), ALICE.andThen(o -> o.tls(tls -> tls.trust(authority.trust()))));
        assertThat(broker.mechanism()).isEqualTo("PLAIN");
        assertThat(broker.tls()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"artemis.cert", "broker-j.external"})
    void aCertificateLogsInByExternal(String place) throws Exception {
        Authority.Issued client = authority.issue("client", builder -> builder);
        Peer broker = Logins.use(
                url(place),
                o -> o.tls(tls -> tls.trust(authority.trust()).identity(client.certificate(), client.key())));
        assertThat(broker).extracting(Peer::mechanism, Peer::user).containsExactly("EXTERNAL", "CN=client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"artemis.guest", "broker-j.anonymous"})
    void nobodyLogsInByAnonymousAndAUserDoesNot(String place) {
        assertThat(Logins.use(url(place), o -> {}))
                .extracting(Peer::mechanism, Peer::user)
                .containsExactly("ANONYMOUS", null);
        assertThat(Logins.refused(url(place), ALICE))
                .hasMessageContaining("ANONYMOUS would ignore the user that was given, so it must be allowed by name");
    }

    @ParameterizedTest
    @CsvSource({"artemis.scram, SCRAM-SHA-256", "broker-j.scram1, SCRAM-SHA-1"})
    void mechanismsThatDoNotMatchAreNamed(String place, String offered) {
        assertThat(Logins.refused(url(place), ALICE.andThen(o -> o.allowedMechs("PLAIN EXTERNAL"))))
                .hasMessageContaining("none of the SASL mechanisms that the server offers can be used")
                .hasMessageContaining("(allowed: EXTERNAL, PLAIN)")
                .hasMessageContaining(offered + " is not among the allowed ones");
    }

    @Test
    void withoutSaslABrokerThatWantsItIsNotEntered() {
        assertThat(Logins.refused(url("artemis.scram"), o -> o.allowedMechs("ANONYMOUS")))
                .hasMessageContaining("is not among the allowed ones");
    }
}
