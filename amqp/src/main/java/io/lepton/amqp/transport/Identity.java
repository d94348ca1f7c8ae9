// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.nio.file.Path;
import java.security.KeyStore;

/** Our own certificate chain and its private key. Files are read again at a handshake when they changed. */
public sealed interface Identity {

    /**
     * Two PEM files.
     *
     * @param certificates ours first, then the intermediate ones up to the root
     * @param key PKCS #8, plain or encrypted, or plain in the older forms of RSA (PKCS #1) and EC (RFC 5915)
     * @param password of the key; {@link Secret#NONE} if it is plain
     */
    record Pem(Path certificates, Path key, Secret password) implements Identity {}

    /**
     * A key store file (PKCS #12 or JKS).
     *
     * @param file the store
     * @param password of the store and of its keys
     */
    record StoreFile(Path file, Secret password) implements Identity {}

    /**
     * A ready key store.
     *
     * @param store loaded
     * @param password of its keys
     */
    record Store(KeyStore store, Secret password) implements Identity {}
}
