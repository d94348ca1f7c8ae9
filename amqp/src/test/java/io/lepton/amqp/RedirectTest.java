// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.LinkError;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedShort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where peers send us: by redirects (C14), and by the servers that they offer. */
class RedirectTest {

    private static final ConnectionUrl HERE = ConnectionUrl.parse("amqps://alice:secret@here:1234");

    private static ErrorCondition redirect(Symbol condition, Map<String, Object> info) {
        Map<Symbol, Object> fields = new LinkedHashMap<>();
        info.forEach((key, value) -> fields.put(Symbol.of(key), value));
        return new ErrorCondition(condition, "elsewhere", fields);
    }

    @Test
    void theDetailsOfARedirectCanBeRead() {
        Map<String, Object> info = Map.of(
                "hostname", "vhost", "network-host", "10.0.0.1", "port", UnsignedShort.valueOf(5671), "address", "q2");
        assertThat(Redirect.of(redirect(LinkError.REDIRECT, info)))
                .isEqualTo(new Redirect("vhost", "10.0.0.1", 5671, "q2"));
        assertThat(Redirect.of(redirect(ConnectionError.REDIRECT, Map.of("port", "text", "network-host", 1))))
                .isEqualTo(new Redirect(null, null, 0, null));
        assertThat(Redirect.of(redirect(AmqpError.NOT_FOUND, info))).isNull();
    }

    @Test
    void aRedirectLeadsToAUrlWithTheSameSchemeAndCredentials() {
        assertThat(new Redirect(null, "Other", 99, null).from(HERE))
                .isEqualTo(ConnectionUrl.parse("amqps://alice:secret@other:99"));
        assertThat(new Redirect(null, "[::1]", 0, null).from(HERE))
                .isEqualTo(ConnectionUrl.parse("amqps://alice:secret@[::1]"));
        assertThat(new Redirect("vhost", null, 99, null).from(HERE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\nb", "a/b", "user@a", "a#b", "\u0000"})
    void whatCannotBeAHostLeadsNowhere(String host) {
        assertThat(new Redirect(null, host, 1, null).from(HERE)).isNull();
        assertThat(offered(List.of(Map.of(Symbol.of("network-host"), host)))).isEmpty();
    }

    private static List<String> offered(Object list) {
        return OfferedServers.of(Map.of(Symbol.of("failover-server-list"), list), HERE).stream()
                .map(ConnectionUrl::toString)
                .toList();
    }

    @Test
    void offeredServersAreRead() {
        assertThat(offered(List.of(
                        Map.of(Symbol.of("network-host"), "b", Symbol.of("port"), 1),
                        Map.of("network-host", "c", "scheme", "amqps"),
                        Map.of("network-host", "plain", "scheme", "amqp"),
                        Map.of("network-host", "b", "port", 1),
                        Map.of("hostname", "no-network-host"),
                        "nonsense")))
                .containsExactly("amqps://alice:***@b:1", "amqps://alice:***@c:5671");
        assertThat(offered("nonsense")).isEmpty();
        assertThat(OfferedServers.of(Map.of(), HERE)).isEmpty();
    }

    @Test
    void offeredServersAreBounded() {
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(Map.of("network-host", "h" + i));
        }
        assertThat(offered(many)).hasSize(32);
    }
}
