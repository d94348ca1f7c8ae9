// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;

/** Whose certificates are believed. Files are read again at a handshake when they changed. */
public sealed interface Trust {

    /** The certificate authorities that the JDK ships with, or those its system properties name. */
    static Trust jdk() {
        return Jdk.INSTANCE;
    }

    /** The JDK's. */
    enum Jdk implements Trust {
        /** The only one. */
        INSTANCE
    }

    /**
     * The certificates in PEM files, and no others.
     *
     * @param files each with one certificate or more
     */
    record Pem(List<Path> files) implements Trust {}

    /**
     * The certificates in a key store file (PKCS #12 or JKS), and no others.
     *
     * @param file the store
     * @param password of the store; {@link Secret#NONE} if it has none
     */
    record StoreFile(Path file, Secret password) implements Trust {}

    /**
     * The certificates in a ready key store, and no others.
     *
     * @param store loaded
     */
    record Store(KeyStore store) implements Trust {}

    /** Anybody's: no protection against an impostor. */
    enum Anyone implements Trust {
        /** The only one. */
        INSTANCE
    }
}
