// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.transport.Identity;
import io.lepton.amqp.transport.Secret;
import io.lepton.amqp.transport.TlsSettings;
import io.lepton.amqp.transport.Trust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file connect.json: where it is looked for, each of its keys, and what is said of a file that is no good. */
class ConnectFileTest {

    @TempDir
    Path directory;

    private ConnectionOptions read(String json) throws Exception {
        Path file = Files.writeString(directory.resolve("connect.json"), json);
        return Options.choose(new ConnectionOptions(), o -> o.connectFile(file));
    }

    private static String url(ConnectionOptions options) {
        return options.places().get(0).toString();
    }

    private void assertWrong(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(directory.resolve("connect.json") + ", " + message);
    }

    // ---- where

    @Test
    void theVariableNamesTheOnlyPlace() throws Exception {
        Path other = Files.writeString(directory.resolve("other.json"), "{}");
        Path named = directory.resolve("named.json");

        assertThat(ConnectFile.find(named.toString(), List.of(other))).isEqualTo(named);
        assertThat(ConnectFile.find("", List.of(other))).isEqualTo(other);
        assertThatThrownBy(() -> ConnectFile.apply(named, new ConnectionOptions()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot read " + named + ": there is no such file");
    }

    @Test
    void theFirstPlaceThatThereIsCounts() throws Exception {
        Path second = Files.writeString(directory.resolve("second.json"), "{}");
        Path third = Files.writeString(directory.resolve("third.json"), "{}");

        assertThat(ConnectFile.find(null, List.of(directory.resolve("first.json"), second, third)))
                .isEqualTo(second);
        assertThat(ConnectFile.find(null, List.of(directory))).isNull();
        assertThat(ConnectFile.places(Path.of("/home/alice")))
                .containsExactly(
                        Path.of("connect.json"),
                        Path.of("/home/alice/.config/messaging/connect.json"),
                        Path.of("/etc/messaging/connect.json"));
    }

    @Test
    void withoutAFileItIsTlsOnThisMachine() {
        Pair pair = new Pair(new MessagingHandler() {}, new MessagingHandler() {});
        Connection connection = pair.client.connect();
        pair.drive();

        assertThat(connection.url()).isEqualTo("amqps://localhost:5671");
    }

    // ---- the keys

    @Test
    void nothingIsRequiredAndNullIsNothing() throws Exception {
        for (String json : List.of("{}", """
                {"scheme": null, "host": null, "port": null, "user": null, "password": null,
                 "sasl": null, "tls": null, "heartbeat": null, "reconnect": null}""")) {
            ConnectionOptions options = read(json);

            assertThat(url(options)).isEqualTo("amqps://localhost:5671");
            assertThat(options.user).isNull();
            assertThat(options.password).isNull();
            assertThat(options.saslEnabled).isTrue();
            assertThat(options.allowInsecureMechs).isFalse();
            assertThat(options.allowedMechs).isNull();
            assertThat(options.tls).isEqualTo(TlsSettings.DEFAULT);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"scheme": "amqp"}                                 | amqp://localhost:5672
            {"scheme": "amqpwss", "host": "b.example"}         | amqpwss://b.example:443
            {"host": "::1", "port": 5000}                      | amqps://[::1]:5000
            {"port": "amqp"}                                   | amqps://localhost:5672
            {"scheme": "amqp", "port": "amqps"}                | amqp://localhost:5671
            {"scheme": "amqp", "port": "1234"}                 | amqp://localhost:1234
            """)
    void schemeHostAndPortMakeTheUrl(String json, String expected) throws Exception {
        assertThat(url(read(json))).isEqualTo(expected);
    }

    @Test
    void userAndPassword() throws Exception {
        ConnectionOptions options = read("{\"user\": \"alice\", \"password\": \"s/e\\\"same\"}");

        assertThat(options.user).isEqualTo("alice");
        assertThat(options.password).isEqualTo("s/e\"same");
    }

    @Test
    void sasl() throws Exception {
        assertThat(read("{\"sasl\": {\"enable\": false}}").saslEnabled).isFalse();
        assertThat(read("{\"sasl\": {\"enabled\": false}}").saslEnabled).isFalse();
        assertThat(read("{\"sasl\": {\"allow_insecure\": true}}").allowInsecureMechs)
                .isTrue();
        assertThat(read("{\"sasl\": {\"mechanisms\": \"EXTERNAL PLAIN\"}}").allowedMechs)
                .containsExactly("EXTERNAL", "PLAIN");
        assertThat(read("{\"sasl\": {\"mechanisms\": [\"EXTERNAL\", \"PLAIN\"]}}").allowedMechs)
                .containsExactly("EXTERNAL", "PLAIN");
    }

    @Test
    void tls() throws Exception {
        ConnectionOptions options = read("{\"tls\": {\"ca\": \"ca.pem\", \"cert\": \"c.pem\", \"key\": \"k.pem\"}}");
        assertThat(options.tls.trust()).isEqualTo(new Trust.Pem(List.of(Path.of("ca.pem"))));
        assertThat(options.tls.identity()).isEqualTo(new Identity.Pem(Path.of("c.pem"), Path.of("k.pem"), Secret.NONE));
        assertThat(options.tls.verifyName()).isTrue();

        assertThat(read("{\"tls\": {\"cert\": \"both.pem\"}}").tls.identity())
                .isEqualTo(new Identity.Pem(Path.of("both.pem"), Path.of("both.pem"), Secret.NONE));
        assertThat(read("{\"tls\": {\"verify\": true}}").tls).isEqualTo(TlsSettings.DEFAULT);
        assertThat(read("{\"tls\": {\"verify\": false}}").tls.trust()).isEqualTo(Trust.Anyone.INSTANCE);
    }

    @Test
    void heartbeat() throws Exception {
        assertThat(read("{\"heartbeat\": 2.5}").heartbeat).isEqualTo(Duration.ofMillis(2500));
        assertThat(read("{\"heartbeat\": 0}").heartbeat).isZero();
    }

    @Test
    void reconnect() throws Exception {
        assertThat(read("{\"reconnect\": false}").reconnect).isFalse();
        assertThat(read("{\"reconnect\": true}").reconnect).isTrue();
        ConnectionOptions options =
                read("{\"reconnect\": {\"initial_delay\": 0.25, \"max_delay\": 30, \"max_attempts\": 7}}");
        assertThat(options.reconnect).isTrue();
        assertThat(options.reconnectOptions.initialDelay).isEqualTo(Duration.ofMillis(250));
        assertThat(options.reconnectOptions.maxDelay).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.reconnectOptions.maxAttempts).isEqualTo(7);
    }

    @Test
    void commentsAreWelcome() throws Exception {
        assertThat(url(read("""
                // ours
                { "scheme": "amqp", /* no TLS
                                       at home */
                  "host": "b" // the broker
                }
                """))).isEqualTo("amqp://b:5672");
    }

    @Test
    void whatIsSaidAfterwardsWins() throws Exception {
        Path file = Files.writeString(directory.resolve("connect.json"), "{\"user\": \"alice\", \"scheme\": \"amqp\"}");
        ConnectionOptions options = Options.choose(
                new ConnectionOptions(), o -> o.connectFile(file).user("bob").url("amqp://other"));

        assertThat(options.user).isEqualTo("bob");
        assertThat(url(options)).isEqualTo("amqp://other:5672");
    }

    // ---- what is wrong

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"hots": "b"}                       | "hots" is unknown; known are heartbeat, host, password, port, reconnect, sasl, scheme, tls, user
            {"sasl": {"enabeld": true}}         | "sasl.enabeld" is unknown; known are allow_insecure, enable, enabled, mechanisms
            {"tls": {"certificate": "x"}}       | "tls.certificate" is unknown; known are ca, cert, key, verify
            {"user": "a", "user": "b"}          | "user" is there twice
            {"port": 1.5}                       | "port" must be a whole number, or a string
            {"user": 7}                         | "user" must be a string
            {"user": "a", "password": 12345}    | "password" must be a string
            {"password": "sesame"}              | "password": there is a password but no "user"
            {"sasl": true}                      | "sasl" must be an object, in braces
            {"sasl": {"enable": "yes"}}         | "sasl.enable" must be true or false
            {"sasl": {"mechanisms": [1]}}       | "sasl.mechanisms" must be a string
            {"sasl": {"mechanisms": []}}        | "sasl.mechanisms": allowedMechs names no mechanism; saslEnabled(false) does without SASL
            {"sasl": {"enable": true, "enabled": true}} | "sasl.enabled": it means the same as "sasl.enable": give one of them
            {"tls": {"key": "k.pem"}}           | "tls.key": there is a key but no certificate, "tls.cert"
            {"scheme": "amqp", "tls": {}}       | "tls": there is no TLS with the scheme "amqp": leave one of them out, or say amqps
            {"reconnect": "no"}                 | "reconnect" must be true or false, or an object
            {"reconnect": {"delay": 1}}         | "reconnect.delay" is unknown; known are initial_delay, max_attempts, max_delay
            {"reconnect": {"max_attempts": -1}} | "reconnect.max_attempts" must be a whole number, 0 or more
            {"reconnect": {"max_attempts": 99999999999}} | "reconnect.max_attempts" must be a whole number, 0 or more
            {"reconnect": {"initial_delay": 0}} | "reconnect.initial_delay": initialDelay must be longer than zero, not PT0S
            {"reconnect": {"max_delay": 0.05}}  | "reconnect": maxDelay (PT0.05S) is shorter than initialDelay (PT0.1S)
            {"heartbeat": -1}                   | "heartbeat" must be a number of seconds, 0 or more
            {"heartbeat": "5"}                  | "heartbeat" must be a number of seconds, 0 or more
            {"heartbeat": 0.001}                | "heartbeat": heartbeat is zero or at least 2 ms, not PT0.001S
            []                                  | the whole must be an object, in braces
            {} {}                               | something follows the closing brace
            """)
    void whatIsWrongIsSaidWithItsKey(String json, String message) {
        assertWrong(json, "line 1: " + message);
    }

    @Test
    void theLineIsSaid() {
        assertWrong("{\n  // a comment\n  \"user\": true\n}", "line 3: \"user\" must be a string");
        assertWrong(
                "{\n \"sasl\": {},\n \"password\": \"x\"\n}",
                "line 3: \"password\": there is a password but no \"user\"");
        assertThatThrownBy(() -> read("{\n\"scheme\": \"http\"}")).hasMessageContaining("is none of the schemes");
        assertThatThrownBy(() -> read("{\n\"port\": 70000}")).hasMessageContaining("the port must be a number");
    }

    @Test
    void noSecretIsQuoted() {
        for (String json : List.of(
                "{\"user\": \"a\", \"password\": sesame}",
                "{\"user\": \"a\", \"password\": \"sesame}",
                "{\"user\": \"a\", \"password\": [\"sesame\"]}",
                "{\"user\": \"a\", \"password\": {\"x\": \"sesame\"}}",
                "sesame")) {
            assertThatThrownBy(() -> read(json))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .message()
                    .contains("line 1")
                    .doesNotContain("sesame");
        }
    }

    @Test
    void aHugeOrDeepOrBinaryFileIsRefused() throws Exception {
        assertThatThrownBy(() -> read("{\"user\": \"" + "a".repeat(2 << 20) + "\"}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read("{\"sasl\": {\"mechanisms\": " + "[".repeat(10_000)))
                .isInstanceOf(IllegalArgumentException.class);
        Path huge = Files.write(directory.resolve("huge"), new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> ConnectFile.apply(huge, new ConnectionOptions()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(huge + " is longer than 1048576 bytes, so it is no connect.json");
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> ConnectFile.apply(binary, new ConnectionOptions()))
                .hasMessage("cannot read " + binary + ": it is not UTF-8");
    }
}
