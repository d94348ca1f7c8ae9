// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.Identity;
import io.lepton.amqp.transport.Secret;
import io.lepton.amqp.transport.TlsSettings;
import io.lepton.amqp.transport.TlsSettings.ClientAuth;
import io.lepton.amqp.transport.Trust;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How to do TLS. Without any option a client verifies the peer's certificate chain against the JDK's trusted authorities
 * and its name against the host, and speaks TLS 1.3 or 1.2; a listener needs an identity. Certificate and key files are read
 * again at the next handshake when they changed. Not thread-safe: it lives as long as the lambda that fills it in.
 */
public final class TlsOptions {

    private Trust trust = Trust.jdk();
    private @Nullable Identity identity;
    private @Nullable SSLContext context;
    private List<String> protocols = TlsSettings.DEFAULT_PROTOCOLS;
    private List<String> ciphers = List.of();
    private boolean verifyName = true;
    private boolean verifyNothing;
    private ClientAuth clientAuth = ClientAuth.NONE;

    TlsOptions() {}

    static TlsSettings settings(Consumer<TlsOptions> customiser) {
        TlsOptions options = new TlsOptions();
        customiser.accept(options);
        return options.settings();
    }

    /** Trusts the certificates in these PEM files and nobody else. */
    public TlsOptions trust(Path... pemFiles) {
        if (pemFiles.length == 0) {
            throw new IllegalArgumentException("trust: give at least one PEM file");
        }
        return trust(new Trust.Pem(List.of(pemFiles)));
    }

    /** Trusts the certificates in this key store file (PKCS #12 or JKS) and nobody else. */
    public TlsOptions trustStore(Path file, char[] password) {
        return trust(new Trust.StoreFile(Objects.requireNonNull(file, "file"), Secret.of(password)));
    }

    /** Trusts the certificates in this loaded key store and nobody else. */
    public TlsOptions trustStore(KeyStore store) {
        return trust(new Trust.Store(Objects.requireNonNull(store, "store")));
    }

    private TlsOptions trust(Trust value) {
        trust = value;
        verifyNothing = false;
        return this;
    }

    /**
     * Shows this certificate: a PEM file with ours first and then the intermediate ones, and a PEM file with its private key,
     * not encrypted. Both may be the same file.
     */
    public TlsOptions identity(Path certificates, Path key) {
        identity = new Identity.Pem(
                Objects.requireNonNull(certificates, "certificates"), Objects.requireNonNull(key, "key"), Secret.NONE);
        return this;
    }

    /** As {@link #identity(Path, Path)}, with an encrypted key in PKCS #8. */
    public TlsOptions identity(Path certificates, Path key, char[] keyPassword) {
        identity = new Identity.Pem(
                Objects.requireNonNull(certificates, "certificates"),
                Objects.requireNonNull(key, "key"),
                Secret.of(keyPassword));
        return this;
    }

    /** Shows the certificate in this key store file (PKCS #12 or JKS), whose password is its key's too. */
    public TlsOptions keyStore(Path file, char[] password) {
        identity = new Identity.StoreFile(Objects.requireNonNull(file, "file"), Secret.of(password));
        return this;
    }

    /** Shows the certificate in this loaded key store. */
    public TlsOptions keyStore(KeyStore store, char[] keyPassword) {
        identity = new Identity.Store(Objects.requireNonNull(store, "store"), Secret.of(keyPassword));
        return this;
    }

    /** Uses a ready context with its own trust and identity; the host name is still verified. */
    public TlsOptions sslContext(SSLContext ready) {
        context = Objects.requireNonNull(ready, "ready");
        return this;
    }

    /** Allows these versions only, by their JDK names such as {@code TLSv1.3}; TLS 1.3 and 1.2 by default. */
    public TlsOptions protocols(String... names) {
        if (names.length == 0) {
            throw new IllegalArgumentException("protocols: give at least one, such as TLSv1.3");
        }
        protocols = List.of(names);
        return this;
    }

    /** Allows these cipher suites only, the preferred ones first, by their JDK names; the JDK's choice by default. */
    public TlsOptions ciphers(String... names) {
        if (names.length == 0) {
            throw new IllegalArgumentException("ciphers: give at least one");
        }
        for (String name : names) {
            if (name.contains("_anon_") || name.contains("_NULL_")) {
                throw new IllegalArgumentException("ciphers: " + name + " protects from nobody");
            }
        }
        ciphers = List.of(names);
        return this;
    }

    /**
     * Turns clients away that show no trusted certificate. For listeners. Say whom to {@link #trust(Path...)}: to the JDK's authorities,
     * the default, anybody can go for a certificate.
     */
    public TlsOptions requireClientCertificate() {
        clientAuth = ClientAuth.REQUIRED;
        return this;
    }

    /** Asks clients for a certificate and lets those without one in too. For listeners. */
    public TlsOptions wantClientCertificate() {
        clientAuth = ClientAuth.WANTED;
        return this;
    }

    /**
     * Takes a trusted certificate for whatever name it was made out. Whoever holds any certificate of a trusted authority can
     * then pose as the peer.
     */
    public TlsOptions acceptAnyHostName() {
        verifyName = false;
        return this;
    }

    /**
     * Believes every certificate for every name, until another trust is chosen after it. Encrypts, but anybody on the way can
     * read and change everything. A listener learns nothing from certificates then: EXTERNAL lets nobody in.
     */
    public TlsOptions verifyNothingAndTrustAnyone() {
        verifyNothing = true;
        return this;
    }

    private TlsSettings settings() {
        if (context != null && (identity != null || verifyNothing || !trust.equals(Trust.jdk()))) {
            throw new IllegalArgumentException(
                    "tls: an SSLContext brings its own trust and identity; give either the context or those");
        }
        Trust believed = verifyNothing ? Trust.Anyone.INSTANCE : trust;
        return new TlsSettings(
                context, believed, identity, protocols, ciphers, verifyName && !verifyNothing, clientAuth);
    }
}
