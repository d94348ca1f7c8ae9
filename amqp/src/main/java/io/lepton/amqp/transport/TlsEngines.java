// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.lepton.amqp.transport.NetworkException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the TLS engine of each connection. Keeps the JDK's context, which is costly and remembers sessions to resume, for as
 * long as no file changed that it was made of. Thread-safe.
 */
final class TlsEngines {

    private static final Logger log = LoggerFactory.getLogger(TlsEngines.class);

    private static final String SWITCHED_OFF = "jdk.tls.disabledAlgorithms";

    private final TlsSettings settings;
    private final List<Path> files;
    private @Nullable SSLContext context;
    private List<Object> stamps = List.of();

    TlsEngines(TlsSettings settings) {
        this.settings = settings;
        this.files = TlsContextFactory.files(settings);
        if (settings.trust() instanceof Trust.Anyone) {
            log.warn("TLS is used without verifying anybody's certificate, as the options say:"
                    + " whoever is on the way can read and change everything");
        }
    }

    /** Reads the files now, if they changed, so that a failure shows and the next engine is quick. */
    void load() throws NetworkException {
        refuseSwitchedOff();
        context();
    }

    /** An engine that will verify that the peer is who it should be. */
    SSLEngine client(String peerName, int port) throws NetworkException {
        String name = peerName.endsWith(".") ? peerName.substring(0, peerName.length() - 1) : peerName;
        SSLEngine engine = context().createSSLEngine(name, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = parameters(engine);
        if (settings.verifyName()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (Addresses.literal(name) == null) {
            askFor(name, parameters);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static void askFor(String name, SSLParameters parameters) {
        try {
            parameters.setServerNames(List.of(new SNIHostName(name)));
        } catch (IllegalArgumentException e) {
            // A name that DNS takes and RFC 6066 does not, such as one with an underscore: it cannot be asked for, only
            // verified.
            log.debug("{} cannot be asked for by SNI", name, e);
        }
    }

    /** An engine for an accepted connection. */
    SSLEngine server() throws NetworkException {
        SSLEngine engine = context().createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = parameters(engine);
        parameters.setUseCipherSuitesOrder(true);
        switch (settings.clientAuth()) {
            case REQUIRED -> parameters.setNeedClientAuth(true);
            case WANTED -> parameters.setWantClientAuth(true);
            case NONE -> parameters.setNeedClientAuth(false);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    private SSLParameters parameters(SSLEngine engine) throws NetworkException {
        SSLParameters parameters = engine.getSSLParameters();
        try {
            parameters.setProtocols(settings.protocols().toArray(String[]::new));
            if (!settings.ciphers().isEmpty()) {
                parameters.setCipherSuites(settings.ciphers().toArray(String[]::new));
            }
            engine.setSSLParameters(parameters);
        } catch (IllegalArgumentException e) {
            throw new NetworkException(Kind.TLS_SETTINGS, "TLS settings: " + Failures.words(e), e);
        }
        return parameters;
    }

    /** The JDK takes such a version without a word and fails at the handshake, for no reason that one would guess. */
    private void refuseSwitchedOff() throws NetworkException {
        String off = Security.getProperty(SWITCHED_OFF);
        if (off == null) {
            return;
        }
        List<String> names = List.of(off.split("\\s*,\\s*"));
        for (String version : settings.protocols()) {
            if (names.contains(version) && !TlsSettings.DEFAULT_PROTOCOLS.contains(version)) {
                String text = "TLS settings: this JDK has switched " + version + " off; its security property "
                        + SWITCHED_OFF + " would have to permit it";
                throw new NetworkException(Kind.TLS_SETTINGS, text, null);
            }
        }
    }

    private synchronized SSLContext context() throws NetworkException {
        SSLContext current = context;
        if (current != null && files.isEmpty()) {
            return current;
        }
        try {
            List<Object> now = stamps();
            if (current == null || !now.equals(stamps)) {
                current = TlsContextFactory.create(settings);
                context = current;
                stamps = now;
            }
            return current;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            NetworkException failure = new NetworkException(Kind.TLS_SETTINGS, "TLS settings: " + describe(e), e);
            if (current == null) {
                throw failure;
            }
            // Perhaps only half of the files are replaced yet. What was good before stays until they are.
            log.warn("{}; the files read before stay in use", failure.getMessage());
            return current;
        }
    }

    private List<Object> stamps() throws IOException {
        List<Object> now = new ArrayList<>();
        for (Path file : files) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            now.add(attributes.lastModifiedTime());
            now.add(attributes.size());
            now.add(String.valueOf(attributes.fileKey()));
        }
        return now;
    }

    private static String describe(Exception failure) {
        return failure instanceof NoSuchFileException missing
                ? "there is no file " + missing.getFile()
                : Failures.words(failure);
    }
}
