// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes the JDK's contexts out of settings; reads the files they name. */
final class TlsContextFactory {

    private TlsContextFactory() {}

    static SSLContext create(TlsSettings settings) throws IOException, GeneralSecurityException {
        if (settings.context() != null) {
            return settings.context();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers(settings.identity()), trustManagers(settings.trust()), null);
        return context;
    }

    /** The files whose change makes the context out of date. */
    static List<Path> files(TlsSettings settings) {
        List<Path> files = new ArrayList<>();
        if (settings.context() != null) {
            return files;
        }
        if (settings.trust() instanceof Trust.Pem pem) {
            files.addAll(pem.files());
        } else if (settings.trust() instanceof Trust.StoreFile store) {
            files.add(store.file());
        }
        if (settings.identity() instanceof Identity.Pem pem) {
            files.add(pem.certificates());
            files.add(pem.key());
        } else if (settings.identity() instanceof Identity.StoreFile store) {
            files.add(store.file());
        }
        return files;
    }

    private static TrustManager[] trustManagers(Trust trust) throws IOException, GeneralSecurityException {
        if (trust instanceof Trust.Anyone) {
            return new TrustManager[] {new TrustAnyone()};
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trustStore(trust));
        return factory.getTrustManagers();
    }

    /** Null stands for the JDK's. */
    private static @Nullable KeyStore trustStore(Trust trust) throws IOException, GeneralSecurityException {
        if (trust instanceof Trust.Store ready) {
            return ready.store();
        }
        if (trust instanceof Trust.StoreFile file) {
            return load(file.file(), file.password());
        }
        if (trust instanceof Trust.Pem pem) {
            KeyStore store = empty();
            for (Path file : pem.files()) {
                for (X509Certificate certificate : Pem.certificates(file)) {
                    store.setCertificateEntry("ca" + store.size(), certificate);
                }
            }
            return store;
        }
        return null;
    }

    private static KeyManager @Nullable [] keyManagers(@Nullable Identity identity)
            throws IOException, GeneralSecurityException {
        if (identity == null) {
            return null;
        }
        KeyStore store;
        char @Nullable [] password;
        if (identity instanceof Identity.Pem pem) {
            List<X509Certificate> chain = Pem.certificates(pem.certificates());
            PrivateKey key = Pem.key(pem.key(), pem.password(), chain.get(0));
            store = empty();
            password = new char[0]; // of a store that never leaves the memory
            store.setKeyEntry("identity", key, password, chain.toArray(X509Certificate[]::new));
        } else if (identity instanceof Identity.StoreFile file) {
            store = load(file.file(), file.password());
            password = file.password().characters();
        } else {
            Identity.Store ready = (Identity.Store) identity;
            store = ready.store();
            password = ready.password().characters();
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** The JDK finds out by itself whether the file is PKCS #12 or JKS. */
    private static KeyStore load(Path file, Secret password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.characters());
        }
        return store;
    }
}
