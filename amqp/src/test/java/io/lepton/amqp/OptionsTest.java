// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private final Container container = Container.create(new MessagingHandler() {});

    @AfterEach
    void close() {
        container.close();
    }

    private static void refused(Consumer<ConnectionOptions> choice) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.choose(new ConnectionOptions().url("amqp://h"), choice));
    }

    @Test
    void aContainerHasTheIdItWasGivenOrAUuid() {
        assertThat(Container.create(new MessagingHandler() {}, "job-processor-3")
                        .id())
                .isEqualTo("job-processor-3");
        assertThat(UUID.fromString(container.id())).isNotNull();
        assertThat(Container.create().id()).isNotEqualTo(container.id());
        assertThatIllegalArgumentException().isThrownBy(() -> Container.create(new MessagingHandler() {}, ""));
    }

    @Test
    void urlAndUrlsTogetherAreAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> container.connect("amqp://a", options -> options.urls(List.of("amqp://b"))))
                .withMessageContaining("url and urls");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> container.connect(List.of("amqp://a"), options -> options.url("amqp://b")));
    }

    @Test
    void aConnectionNeedsAUrlThatItCanConnectTo() {
        assertThatIllegalArgumentException().isThrownBy(() -> container.connect(options -> {}));
        assertThatIllegalArgumentException().isThrownBy(() -> container.connect(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> container.connect("http://a"));
        assertThatIllegalArgumentException().isThrownBy(() -> container.connect("amqp://a:0"));
    }

    @Test
    void valuesOutOfRangeAreErrorsAtOnce() {
        refused(options -> options.maxFrameSize(511));
        refused(options -> options.channelMax(65_536));
        refused(options -> options.heartbeat(Duration.ofSeconds(-1)));
        refused(options -> options.connectTimeout(Duration.ZERO));
        refused(options -> options.allowedMechs("  "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.choose(new SenderOptions(), options -> options.maxQueued(0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.choose(new ReceiverOptions(), options -> options.creditWindow(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Container.create(new MessagingHandler() {}, options -> options.loops(0)));
    }

    @Test
    void optionsAreFixedWhenTheLambdaHasReturned() {
        ReceiverOptions[] kept = new ReceiverOptions[1];
        Options.choose(new ReceiverOptions(), options -> kept[0] = options.creditWindow(5));

        assertThatThrownBy(() -> kept[0].creditWindow(6))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lambda");
        assertThat(kept[0].creditWindow).isEqualTo(5);
    }

    @Test
    void aProxyIsToldWhatItCanBeTold() {
        char[] secret = "sesame".toCharArray();
        for (Runnable bad : List.<Runnable>of(
                () -> Proxy.http("p", 1).credentials("a:b", secret),
                () -> Proxy.http("p", 1).credentials("a\r\nX: y", secret),
                () -> Proxy.http("p", 1).credentials("a", "sesame\n".toCharArray()),
                () -> Proxy.socks5("p", 1).credentials("", secret),
                () -> Proxy.socks5("p", 1).credentials("a", new char[0]),
                () -> Proxy.socks5("p", 1).credentials("\u00e4", secret),
                () -> Proxy.socks5("p", 1).credentials("a".repeat(256), secret))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(bad::run)
                    .withMessageContaining("proxy p:1: the user or the password")
                    .withMessageNotContaining("sesame");
        }
        assertThat(Proxy.socks5("p", 1).credentials("a".repeat(255), secret)).hasToString("SOCKS5 proxy p:1");
        assertThat(Proxy.http("p", 1).credentials("\u00e4", new char[0])).hasToString("HTTP proxy p:1");
    }

    @Test
    void originsAreThoseOfPages() {
        for (String bad : List.of("app.example", "https://app.example/", "https://a b", "https://u@h", "")) {
            assertThatIllegalArgumentException()
                    .as(bad)
                    .isThrownBy(() -> Options.choose(new ListenerOptions(), o -> o.webSocketOrigins(bad)))
                    .withMessageContaining("webSocketOrigins: an origin is like https://host");
        }
        assertThat(Options.choose(new ListenerOptions(), o -> o.webSocketOrigins("https://h:8443", "*"))
                        .webSocketOrigins)
                .containsExactly("https://h:8443", "*");
    }

    @Test
    void theMechanismsAreSeparatedBySpaces() {
        ConnectionOptions options = Options.choose(
                new ConnectionOptions().url("amqp://h"), choices -> choices.allowedMechs(" EXTERNAL  PLAIN "));
        assertThat(options.allowedMechs).containsExactly("EXTERNAL", "PLAIN");
    }

    @Test
    void thePasswordIsShownNowhere() {
        Connection connection = container.connect("amqp://alice:hunter2@h", options -> options.password("hunter3"));
        assertThat(connection.toString() + connection.url() + container)
                .doesNotContain("hunter2")
                .doesNotContain("hunter3")
                .contains("alice");
    }
}
