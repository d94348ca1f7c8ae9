// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.ConnectionUrl.Scheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUrlTest {

    @ParameterizedTest
    @CsvSource({
        "amqp://broker.example:1234/queue,           amqp,    broker.example, 1234,  queue",
        "amqp://broker.example,                      amqp,    broker.example, 5672,",
        "amqps://broker.example,                     amqps,   broker.example, 5671,",
        "amqpws://broker.example,                    amqpws,  broker.example, 80,",
        "amqpwss://broker.example/q,                 amqpwss, broker.example, 443,   q",
        "AMQPS://Broker.Example/Q,                   amqps,   broker.example, 5671,  Q",
        "localhost:5672,                             amqp,    localhost,      5672,",
        "localhost,                                  amqp,    localhost,      5672,",
        "localhost/queue,                            amqp,    localhost,      5672,  queue",
        "//broker.example:7/q,                       amqp,    broker.example, 7,     q",
        "alice@broker.example,                       amqp,    broker.example, 5672,",
        "amqp://,                                    amqp,    localhost,      5672,",
        "amqp:///queue,                              amqp,    localhost,      5672,  queue",
        "amqp://:9999,                               amqp,    localhost,      9999,",
        "amqp://host:/q,                             amqp,    host,           5672,  q",
        "amqp://host:0,                              amqp,    host,           0,",
        "amqp://host:65535,                          amqp,    host,           65535,",
        "amqp://0.0.0.0:5,                           amqp,    0.0.0.0,        5,",
        "amqp://[::1]:5673/q,                        amqp,    ::1,            5673,  q",
        "amqps://[2001:DB8::1],                      amqps,   2001:db8::1,    5671,",
        "'[::1]',                                    amqp,    ::1,            5672,",
        "amqp://[::ffff:127.0.0.1]:1,                amqp,    ::ffff:127.0.0.1, 1,",
        "amqp://[fe80::1%25eth0],                    amqp,    fe80::1%eth0,   5672,",
        "amqp://host/a/b/c,                          amqp,    host,           5672,  a/b/c",
        "amqp://host//a,                             amqp,    host,           5672,  /a",
        "amqp://host/,                               amqp,    host,           5672,",
        "amqp://host/topic.#?x=1#y,                  amqp,    host,           5672,  topic.#?x=1#y",
        "amqp://host/me@example.org,                 amqp,    host,           5672,  me@example.org",
        "amqp://host/http://x,                       amqp,    host,           5672,  http://x",
        "host/http://x,                              amqp,    host,           5672,  http://x",
        "amqp://host/a%20b%2Fc%C3%BC,                amqp,    host,           5672,  a b/cü",
        "amqp://müller.example/q,                    amqp,    müller.example, 5672,  q",
        "amqp://my_broker-1.example./q,              amqp,    my_broker-1.example., 5672, q",
    })
    void parts_left_out_have_defaults(String text, String scheme, String host, int port, String address) {
        ConnectionUrl url = ConnectionUrl.parse(text);

        assertThat(url.scheme()).hasToString(scheme);
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url.address()).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "amqp://alice:secret@h/q,           alice,         secret",
        "amqp://alice@h,                    alice,",
        "amqp://h,                          ,",
        "amqp://@h,                         ,",
        "amqp://alice:@h,                   alice,         ''",
        "amqp://a%40b.c:p%3Aq%2Fr%25@h,     a@b.c,         p:q/r%",
        "amqp://alice:a:b@h,                alice,         a:b",
        "amqp://alice:p@ss@h,               alice,         p@ss",
        "amqp://a+b:c+d@h,                  a+b,           c+d",
        "amqp://%C3%BC:%E2%82%AC@h,         ü,             €",
        "alice:secret@h:1/q,                alice,         secret",
    })
    void credentials_are_decoded(String text, String user, String password) {
        ConnectionUrl url = ConnectionUrl.parse(text);

        assertThat(url.user()).isEqualTo(user);
        assertThat(url.password()).isEqualTo(password);
        assertThat(url.host()).isEqualTo("h");
    }

    @ParameterizedTest
    @CsvSource({
        "'',                     it is empty",
        "' ',                    it is empty",
        "http://h,               \"http\" is none of the schemes amqp, amqps, amqpws, amqpwss",
        "amqp://h:port,          'the port must be a number from 0 to 65535, not what stands there'",
        "amqp://h:65536,         'the port must be a number from 0 to 65535, not \"65536\"'",
        "amqp://h:-1,            'the port must be a number from 0 to 65535, not \"-1\"'",
        "amqp://h:99999999999,   the port must be a number",
        "amqp://h:٣,             the port must be a number",
        "amqp://::1,             'an IPv6 address stands in brackets, like [::1]'",
        "'amqp://[::1',          the bracket of the IPv6 address is not closed",
        "'amqp://[::1]5672',     after the ] only a colon and the port may follow",
        "'amqp://[h]',           \"h\" is not an IPv6 address",
        "'amqp://[]',            \"\" is not an IPv6 address",
        "amqp://a b,             \"a b\" cannot be a host name",
        "amqp://h?x,             \"h?x\" cannot be a host name",
        "amqp://h/%zz,           the address has a % that no two hexadecimal digits",
        "amqp://h/%2,            the address has a %",
        "amqp://h/%FF,           the address has a %",
        "amqp://:pw@h,           it has a password but no user",
    })
    void what_is_wrong_is_said(String text, String what) {
        assertThatThrownBy(() -> ConnectionUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Not a connection URL: \"")
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amqp://alice:s3cret@h:port",
                "amqp://alice:s3cret/x@h",
                "amqp://alice:x/s3cret@h",
                "amqp://alice:/s3cret@h",
                "amqp://alice:s3cret%@h",
                "http://alice:s3cret@h",
                "alice:s3cret@[::1",
                "alice:s3cret@h/%",
                "amqp://:s3cret@h",
                "alice:s3cret://x@h:port",
                "amqp:s3cret://x@h:port",
            })
    void no_error_shows_a_password(String text) {
        assertThatThrownBy(() -> ConnectionUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret")
                .hasMessageContaining("***@");
    }

    /** Somebody forgot what stands behind the password, or encoded the sign before it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "amqp://alice:s3cret",
                "amqp://alice:s3cret/q",
                "amqp://alice:s3/cret",
                "amqp://alice:s3cret%40h:5672",
                "alice:s3cret%40h",
                "//alice:s3cret%40h",
                "http://alice:s3cret%40h",
                "amqp://alice:1234-s3cret",
            })
    void no_error_shows_what_stands_for_a_port_and_is_none(String text) {
        assertThatThrownBy(() -> ConnectionUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("cret")
                .hasMessageContaining("alice:***");
    }

    @Test
    void a_slash_in_a_password_gets_a_hint() {
        assertThatThrownBy(() -> ConnectionUrl.parse("amqp://alice:pa/ss@host"))
                .hasMessageContaining("write %2F for a slash");
    }

    @ParameterizedTest
    @CsvSource({
        "amqp://alice:secret@Host/q,       amqp://alice:***@host:5672/q",
        "amqps://alice@[::1]/a%20b,        amqps://alice@[::1]:5671/a%20b",
        "localhost,                        amqp://localhost:5672",
        "amqp://a%40b:c@h,                 amqp://a%40b:***@h:5672",
        "amqp://h/%C3%BC%23%25,            amqp://h:5672/%C3%BC%23%25",
    })
    void to_string_is_a_whole_url_without_the_password(String text, String expected) {
        assertThat(ConnectionUrl.parse(text)).hasToString(expected);
    }

    @Test
    void urls_that_mean_the_same_are_equal() {
        ConnectionUrl url = ConnectionUrl.parse("amqp://alice:a@host/q");

        assertThat(ConnectionUrl.parse("alice:a@HOST:5672/q")).isEqualTo(url).hasSameHashCodeAs(url);
        assertThat(ConnectionUrl.parse("alice:b@host/q")).isNotEqualTo(url);
        assertThat(ConnectionUrl.parse("amqps://alice:a@host:5672/q")).isNotEqualTo(url);
    }

    @Test
    void schemes_know_what_they_mean() {
        assertThat(Scheme.AMQPS.secure()).isTrue();
        assertThat(Scheme.AMQPWSS.secure()).isTrue();
        assertThat(Scheme.AMQP.secure()).isFalse();
        assertThat(Scheme.AMQPWS.webSocket()).isTrue();
        assertThat(Scheme.AMQP.webSocket()).isFalse();
    }
}
