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
        if (!(host.indexOf(':') < 0 ? isIpv4(host) : NetUtil.isValidIpV6Address(host))) {
            return null;
        }
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return null; // a zone that this machine doesn't have: let the resolver say so
        }
    }

    /** Four numbers up to 255. Netty's NetUtil knows it too, but lists the machine's network interfaces before it tells. */
    private static boolean isIpv4(String host) {
        String[] parts = host.split("\\.", -1);
        for (String part : parts) {
            if (!isByte(part)) {
                return false;
            }
        }
        return parts.length == 4;
    }

    private static boolean isByte(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return !digits.isEmpty() && digits.length() <= 3 && Integer.parseInt(digits) <= 255;
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
