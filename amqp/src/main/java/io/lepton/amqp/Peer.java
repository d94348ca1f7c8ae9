// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.Engine;
import io.lepton.amqp.engine.EngineConnection;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.transport.Wire;
import io.lepton.amqp.types.Symbol;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the other end of a connection and of the way to it. Immutable.
 *
 * @param address the network address of the peer; null before the connection stands
 * @param localAddress the network address of this end; null before the connection stands
 * @param tls the TLS session, with the peer's certificates; null without TLS
 * @param mechanism the SASL mechanism by which the client authenticated; null before that or without SASL
 * @param user whom the client authenticated as: at the listener, whom it let in; at the client, whom it said it was, or by
 *     EXTERNAL whom its certificate names, which is null with a Kerberos ticket that was found in a cache. Null before that,
 *     and if anonymous
 * @param containerId the peer's container id; null before its open
 * @param hostname the host that the peer asked for in its open; null if none
 * @param offeredCapabilities extensions that the peer has
 * @param desiredCapabilities extensions that the peer would use
 * @param properties the peer's connection properties
 */
public record Peer(
        @Nullable SocketAddress address,
        @Nullable SocketAddress localAddress,
        @Nullable SSLSession tls,
        @Nullable String mechanism,
        @Nullable String user,
        @Nullable String containerId,
        @Nullable String hostname,
        List<Symbol> offeredCapabilities,
        List<Symbol> desiredCapabilities,
        Map<Symbol, @Nullable Object> properties) {

    static final Peer UNKNOWN = new Peer(null, null, null, null, null, null, null, List.of(), List.of(), Map.of());

    /** The peer at the other end of this wire. */
    static Peer at(Wire wire) {
        return new Peer(
                wire.remoteAddress(),
                wire.localAddress(),
                wire.tls(),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                Map.of());
    }

    /** The version of TLS, such as {@code TLSv1.3}; null without TLS. */
    public @Nullable String tlsProtocol() {
        return tls == null ? null : tls.getProtocol();
    }

    /** The cipher suite of TLS, such as {@code TLS_AES_256_GCM_SHA384}; null without TLS. */
    public @Nullable String cipherSuite() {
        return tls == null ? null : tls.getCipherSuite();
    }

    /** The certificate chain that the peer showed and that was verified, its own first; empty if it showed none. */
    public List<X509Certificate> certificates() {
        if (tls == null) {
            return List.of();
        }
        try {
            return Arrays.stream(tls.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
    }

    /** Whose certificate the peer showed; null if it showed none. */
    public @Nullable X500Principal principal() {
        List<X509Certificate> chain = certificates();
        return chain.isEmpty() ? null : chain.get(0).getSubjectX500Principal();
    }

    /** The same peer, which has opened the connection. */
    Peer with(EngineConnection connection) {
        Open open = connection.remoteOpen();
        Engine engine = connection.engine();
        return new Peer(
                address,
                localAddress,
                tls,
                engine.mechanism(),
                engine.authenticatedUser(),
                open == null ? null : open.containerId(),
                open == null ? null : open.hostname(),
                open == null ? List.of() : open.offeredCapabilities(),
                open == null ? List.of() : open.desiredCapabilities(),
                open == null ? Map.of() : open.properties());
    }
}
