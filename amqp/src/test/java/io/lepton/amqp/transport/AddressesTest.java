// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "255.255.255.255",
                "192.168.010.001",
                "::1",
                "2001:db8::7",
                "::ffff:1.2.3.4"
            })
    void aLiteralIsItsAddress(String literal) throws UnknownHostException {
        assertThat(Addresses.literal(literal)).isEqualTo(InetAddress.getByName(literal));
    }

    /** The JDK takes some of these as addresses, too, in forms that nobody means: 1.2 is 1.0.0.2 to it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "1",
                "1.2",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.256",
                "1.2.3.1000",
                "1.2.3.0004",
                "1.2.3.-4",
                "1.2.3.+4",
                "1.2.3.x",
                "1.2.3.\u0664",
                "0x7f.0.0.1",
                "a.b.c.d",
                "1.2.3.4 ",
                ":1",
                "1:2"
            })
    void everythingElseIsAName(String name) {
        assertThat(Addresses.literal(name)).isNull();
    }
}
