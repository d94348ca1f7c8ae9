// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. May block; it is called on a thread that may. */
interface AddressResolver {

    /** All addresses in the order of preference, at least one. */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** The JDK's resolver. */
    static List<InetAddress> jdk(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }
}
