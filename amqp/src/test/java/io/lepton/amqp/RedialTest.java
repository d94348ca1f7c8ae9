// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.transport.NetworkException;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RedialTest {

    private static final AmqpException REFUSED = network(NetworkException.Kind.REFUSED);
    private static final AmqpException LOGIN =
            new AuthenticationException("no", ErrorCondition.of(AmqpError.UNAUTHORIZED_ACCESS, "wrong password"));

    private long now = 1000;
    private Redial redial;
    private ConnectionUrl place;

    private static AmqpException network(NetworkException.Kind kind) {
        return Failures.of(new NetworkException(kind, "h:1: " + kind, null));
    }

    private static AmqpException closed(Symbol condition, Map<Symbol, Object> info) {
        return new ConnectionException("closed", new ErrorCondition(condition, "by the peer", info));
    }

    private void start(Consumer<ConnectionOptions> choices, String... urls) {
        ConnectionOptions options = Options.choose(
                new ConnectionOptions(),
                o -> choices.accept(o.urls(List.of(urls)).reconnect(r -> r.jitter(0))));
        ReconnectDelay delays = options.reconnectDelay == null
                ? new Backoff(options.reconnectOptions, () -> 0)
                : options.reconnectDelay;
        redial = new Redial(options, delays);
        place = redial.first();
    }

    private void open() {
        open(List.of());
    }

    private void open(List<ConnectionUrl> offered) {
        redial.opened(place, offered, now);
    }

    /** What comes next, as "host@delay"; "end" if nothing does. */
    private String after(AmqpException failure) {
        Redial.Next next = redial.after(failure, place, now);
        if (next == null) {
            return "end";
        }
        place = next.url();
        return place.host() + "@" + next.delay().toMillis();
    }

    private List<String> after(AmqpException failure, int times) {
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            steps.add(after(failure));
        }
        return steps;
    }

    @Test
    void theFirstAttemptsToo() {
        start(o -> {}, "amqp://a");
        assertThat(after(REFUSED, 4)).containsExactly("a@0", "a@100", "a@200", "a@400");
    }

    @Test
    void aRoundTriesEachPlaceOnceAndOnlyRoundsAreDelayed() {
        start(o -> {}, "amqp://a", "amqp://b", "amqp://c");
        assertThat(after(REFUSED, 8)).containsExactly("b@0", "c@0", "a@0", "b@0", "c@0", "a@100", "b@0", "c@0");
    }

    @Test
    void afterALossTheFirstPlaceComesFirst() {
        start(o -> {}, "amqp://a", "amqp://b");
        after(REFUSED);
        open();
        now += 60_000;
        assertThat(after(REFUSED, 3)).containsExactly("a@0", "b@0", "a@100");
    }

    @Test
    void orTheLastOneIfTheOptionSaysSo() {
        start(o -> o.reconnect(r -> r.jitter(0).preferFirst(false)), "amqp://a", "amqp://b", "amqp://c");
        after(REFUSED);
        open();
        now += 60_000;
        assertThat(after(REFUSED, 5)).containsExactly("b@0", "c@0", "a@0", "b@100", "c@0");
    }

    @Test
    void delaysStartAnewOnlyAfterTheConnectionWasStable() {
        start(o -> {}, "amqp://a");
        assertThat(after(REFUSED, 2)).containsExactly("a@0", "a@100");
        open();
        now += 4_999;
        assertThat(after(REFUSED)).isEqualTo("a@200");
        open();
        now += 5_000;
        assertThat(after(REFUSED)).isEqualTo("a@0");
    }

    @Test
    void aNumberOfAttemptsIsTheLimitAndCountsRounds() {
        start(o -> o.reconnect(r -> r.jitter(0).maxAttempts(2)), "amqp://a", "amqp://b");
        assertThat(after(REFUSED, 6)).containsExactly("b@0", "a@0", "b@0", "a@100", "b@0", "end");
    }

    @Test
    void withoutReconnectEachPlaceIsTriedOnceBeforeTheConnectionIsOpenAndNoneAfterwards() {
        start(o -> o.reconnect(false), "amqp://a", "amqp://b");
        assertThat(after(REFUSED, 2)).containsExactly("b@0", "end");
        start(o -> o.reconnect(false), "amqp://a", "amqp://b");
        open();
        assertThat(after(REFUSED)).isEqualTo("end");
    }

    @Test
    void aFailedAuthenticationIsFinalAndShowsNoOtherPeerTheCredentials() {
        start(o -> {}, "amqp://a", "amqp://b");
        assertThat(after(LOGIN)).isEqualTo("end");
        start(o -> {}, "amqp://a", "amqp://b");
        open();
        now += 60_000;
        after(REFUSED);
        assertThat(after(LOGIN)).isEqualTo("end");
    }

    @Test
    void unlessTheServerCallsItTemporary() {
        start(o -> {}, "amqp://a");
        AmqpException busy = new AuthenticationException(
                "busy", ErrorCondition.of(AmqpError.UNAUTHORIZED_ACCESS, "directory is down"), null, true);
        assertThat(after(busy, 2)).containsExactly("a@0", "a@100");
    }

    @ParameterizedTest
    @EnumSource(
            value = NetworkException.Kind.class,
            names = {"TLS_NAME", "TLS_UNTRUSTED", "TLS_FAILED", "TLS_SETTINGS"})
    void aPeerThatIsNotTrustedIsNotTriedAgainButTheOthersAre(NetworkException.Kind kind) {
        start(o -> {}, "amqps://a");
        assertThat(after(network(kind))).isEqualTo("end");
        start(o -> {}, "amqps://a", "amqps://b");
        assertThat(after(network(kind))).isEqualTo("b@0");
        assertThat(after(REFUSED)).isEqualTo("a@0");
        assertThat(after(network(kind), 2)).containsExactly("b@0", "end");
    }

    @Test
    void aCloseForAReasonThatPassesIsTriedAgainAndAnotherIsFinal() {
        start(o -> {}, "amqp://a");
        open();
        assertThat(after(closed(ConnectionError.FORCED, Map.of()))).isEqualTo("a@0");
        open();
        assertThat(after(closed(AmqpError.NOT_ALLOWED, Map.of()))).isEqualTo("end");
    }

    @Test
    void theApplicationMayHaveRulesOfItsOwn() {
        start(o -> o.reconnect(r -> r.jitter(0).retryIf(AuthenticationException.class::isInstance)), "amqp://a");
        assertThat(after(LOGIN)).isEqualTo("a@0");
        assertThat(after(REFUSED)).isEqualTo("end");
    }

    @Test
    void delaysOfTheApplicationsOwnAreResetOnceBeforeTheyBegin() {
        List<String> calls = new ArrayList<>();
        ReconnectDelay own = new ReconnectDelay() {
            @Override
            public void reset() {
                calls.add("reset");
            }

            @Override
            public Duration next() {
                calls.add("next");
                return Duration.ofMillis(7);
            }
        };
        start(o -> o.reconnect(own), "amqp://a");
        assertThat(after(REFUSED, 2)).containsExactly("a@7", "a@7");
        assertThat(calls).containsExactly("reset", "next", "next");
        open();
        now += 60_000;
        after(REFUSED);
        assertThat(calls).containsExactly("reset", "next", "next", "reset", "next");
    }

    @Test
    void aNegativeDelayIsTheApplicationsError() {
        ReconnectDelay bad = new ReconnectDelay() {
            @Override
            public void reset() {}

            @Override
            public Duration next() {
                return Duration.ofMillis(-1);
            }
        };
        start(o -> o.reconnect(bad), "amqp://a");
        assertThatThrownBy(() -> after(REFUSED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zero or longer");
    }

    @Test
    void aRedirectIsFollowedOnlyIfAllowedWithinLimitsAndWithTheSameScheme() {
        AmqpException redirect = closed(
                ConnectionError.REDIRECT,
                Map.of(Symbol.of("network-host"), "other", Symbol.of("port"), 1234, Symbol.of("hostname"), "vhost"));
        start(o -> {}, "amqps://a");
        open();
        assertThat(after(redirect)).isEqualTo("end");

        start(o -> o.reconnect(r -> r.jitter(0).followRedirects(true)), "amqps://a");
        open();
        Redial.Next next = redial.after(redirect, place, now);
        assertThat(next.url()).hasToString("amqps://other:1234");
        assertThat(next.hostname()).isEqualTo("vhost");
        place = next.url();
        for (int i = 1; i < 10; i++) {
            open();
            assertThat(after(redirect)).isEqualTo("other@0");
        }
        open();
        assertThat(after(redirect)).isEqualTo("end");
    }

    @Test
    void serversThatThePeerOffersAreTriedAfterOurOwnIfAllowed() {
        List<ConnectionUrl> offered = List.of(ConnectionUrl.parse("amqp://b"), ConnectionUrl.parse("amqp://a"));
        start(o -> o.reconnect(r -> r.jitter(0).useOfferedServers(true)), "amqp://a");
        open(offered);
        assertThat(after(REFUSED, 4)).containsExactly("a@0", "b@0", "a@100", "b@0");
        start(o -> {}, "amqp://a");
        open(offered);
        assertThat(after(REFUSED, 2)).containsExactly("a@0", "a@100");
    }

    @Test
    void aPlaceThatIsNoLongerOfferedIsForgotten() {
        start(o -> o.reconnect(r -> r.jitter(0).useOfferedServers(true).preferFirst(false)), "amqp://a");
        open(List.of(ConnectionUrl.parse("amqp://b"), ConnectionUrl.parse("amqp://c")));
        now += 60_000;
        assertThat(after(REFUSED, 3)).containsExactly("a@0", "b@0", "c@0");
        open();
        now += 60_000;
        assertThat(after(REFUSED, 2)).containsExactly("a@0", "a@100");
    }
}
