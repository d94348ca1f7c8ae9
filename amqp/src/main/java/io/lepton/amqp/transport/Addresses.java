// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.netty.util.NetUtil;
import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The socket addresses that a host and port stand for. */
final class Addresses {

    private Addresses() {}

    /** The address that a literal stands for, without asking anybody; null if the host is a name. */
    static @Nullable InetAddress literal(String host) {
        if (!NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host)) {
            return null;
        }
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return null; // a zone that this machine doesn't have: let the resolver say so
        }
    }

    /** Every address of the host, the two families in turn (RFC 8305, 4), beginning with the resolver's favourite. */
    static List<InetSocketAddress> resolve(AddressResolver resolver, String host, int port)
            throws UnknownHostException {
        InetAddress literal = literal(host);
        List<InetAddress> found = literal != null ? List.of(literal) : interleave(resolver.resolve(ascii(host)));
        List<InetSocketAddress> addresses = new ArrayList<>(found.size());
        for (InetAddress address : found) {
            addresses.add(new InetSocketAddress(address, port));
        }
        return addresses;
    }

    private static String ascii(String host) throws UnknownHostException {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(e);
            throw unknown;
        }
    }

    private static List<InetAddress> interleave(List<InetAddress> addresses) {
        List<InetAddress> first = new ArrayList<>();
        List<InetAddress> second = new ArrayList<>();
        for (InetAddress address : addresses) {
            (address.getClass() == addresses.get(0).getClass() ? first : second).add(address);
        }
        List<InetAddress> merged = new ArrayList<>(addresses.size());
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            if (i < first.size()) {
                merged.add(first.get(i));
            }
            if (i < second.size()) {
                merged.add(second.get(i));
            }
        }
        return merged;
    }
}
