// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.lepton.amqp.transport.NetworkException.Kind;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** How to get through proxies. */
final class Proxies {

    private Proxies() {}

    /** The handler that asks the proxy at this address for the connection. */
    static ProxyHandler handler(ProxySettings proxy, InetSocketAddress address) {
        String user = proxy.user();
        String password = text(proxy.password());
        ProxyHandler handler = switch (proxy.kind()) {
            case HTTP ->
                user == null
                        ? new HttpProxyHandler(address)
                        : new HttpProxyHandler(address, user, password == null ? "" : password);
            case SOCKS5 -> new Socks5ProxyHandler(address, user, password);
        };
        handler.setConnectTimeoutMillis(0); // the dialer's limit covers it
        return handler;
    }

    private static @Nullable String text(Secret password) {
        char[] characters = password.characters();
        return characters == null ? null : new String(characters);
    }

    static NetworkException failure(String place, Throwable cause) {
        return new NetworkException(
                Kind.PROXY_FAILED, "The proxy " + place + " did not connect us: " + Failures.words(cause), cause);
    }
}
