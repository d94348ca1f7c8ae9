// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.lepton.amqp.transport.NetworkException.Kind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.Principal;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in plain words what the JDK's and Netty's exceptions mean. */
final class Failures {

    private static final int LONGEST_SHOWN = 200;

    private Failures() {}

    /** Host and port as one writes them. */
    static String place(String host, int port) {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** An address as one writes it. */
    static String place(@Nullable SocketAddress address) {
        if (address instanceof InetSocketAddress inet) {
            return place(
                    inet.isUnresolved()
                            ? inet.getHostString()
                            : inet.getAddress().getHostAddress(),
                    inet.getPort());
        }
        return String.valueOf(address);
    }

    static NetworkException connect(String place, Throwable cause) {
        if (cause instanceof NetworkException known) {
            return known;
        }
        // Netty wraps what the JDK throws in an exception that repeats the address
        Throwable plain = cause.getCause() instanceof SocketException inner ? inner : cause;
        Kind kind = connectKind(plain);
        String why = switch (kind) {
            case NO_SUCH_HOST -> "no such host";
            case REFUSED -> "connection refused (nobody listens there)";
            case CONNECT_TIMEOUT -> "no answer in time";
            default ->
                plain instanceof BindException
                        ? "the local address to connect from cannot be used: " + words(plain)
                        : words(plain);
        };
        return new NetworkException(kind, "Cannot connect to " + place + ": " + why, plain);
    }

    private static Kind connectKind(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return Kind.NO_SUCH_HOST;
        }
        String text = words(cause).toLowerCase(Locale.ROOT);
        // a Unix domain socket without a listener may have no file
        if (text.contains("refused") || text.contains("no such file") || isMissingFile(cause)) {
            return Kind.REFUSED;
        }
        // the second one is the kernel's own limit, two minutes and more
        if (cause instanceof ConnectTimeoutException || text.contains("timed out")) {
            return Kind.CONNECT_TIMEOUT;
        }
        boolean noWay = cause instanceof NoRouteToHostException
                || cause instanceof BindException
                || text.contains("unreachable")
                || cause instanceof ConnectException;
        return noWay ? Kind.UNREACHABLE : Kind.OTHER;
    }

    private static boolean isMissingFile(Throwable cause) {
        return cause instanceof FileNotFoundException || cause.getCause() instanceof FileNotFoundException;
    }

    static NetworkException connectTimeout(String place, Duration limit) {
        return new NetworkException(
                Kind.CONNECT_TIMEOUT, "Cannot connect to " + place + ": no answer within " + words(limit), null);
    }

    static NetworkException bind(String place, Throwable cause) {
        if (cause instanceof NetworkException known) {
            return known;
        }
        String text = words(cause);
        if (cause instanceof UnknownHostException) {
            return new NetworkException(Kind.NO_SUCH_HOST, "Cannot listen on " + place + ": no such host", cause);
        }
        String why = text.contains("in use") ? "the port is in use already" : text;
        return new NetworkException(
                cause instanceof BindException ? Kind.CANNOT_BIND : Kind.OTHER,
                "Cannot listen on " + place + ": " + why,
                cause);
    }

    /** What ended an established connection without TLS. */
    static NetworkException broken(String place, Throwable cause) {
        return broken(place, null, cause);
    }

    /**
     * What ended an established connection.
     *
     * @param shown whose certificate we showed in TLS; null for none
     */
    static NetworkException broken(String place, @Nullable Principal shown, Throwable cause) {
        Throwable inner = unwrap(cause);
        if (inner instanceof NetworkException known) {
            return known;
        }
        if (inner instanceof SSLException) {
            return new NetworkException(
                    Kind.TLS_FAILED, "TLS with " + place + " failed: " + tlsWords(shown, inner), inner);
        }
        if (inner instanceof IOException) {
            return new NetworkException(Kind.BROKEN, "The connection to " + place + " broke: " + words(inner), inner);
        }
        return new NetworkException(
                Kind.OTHER, "The connection to " + place + " was given up after a failure: " + inner, inner);
    }

    static NetworkException truncated(String place) {
        return new NetworkException(
                Kind.TRUNCATED,
                "The connection to " + place + " ended without TLS's close_notify; it may have been cut on the way",
                null);
    }

    /** What ended a TLS handshake. */
    static NetworkException handshake(
            String place, String peerName, Duration limit, @Nullable Principal shown, Throwable cause) {
        Throwable inner = unwrap(cause);
        if (inner instanceof NetworkException known) {
            return known;
        }
        Kind kind = handshakeKind(inner);
        String why = switch (kind) {
            case TLS_TIMEOUT -> "no end of the handshake within " + words(limit);
            case TLS_NAME -> "the certificate is not for \"" + peerName + "\": " + words(root(inner));
            case TLS_UNTRUSTED -> "the certificate is not trusted: " + words(root(inner));
            case BROKEN -> "the connection broke during the handshake: " + words(inner);
            default -> tlsWords(shown, inner);
        };
        return new NetworkException(kind, "TLS with " + place + " failed: " + why, inner);
    }

    private static String tlsWords(@Nullable Principal shown, Throwable cause) {
        if (cause instanceof NotSslRecordException) {
            return "the peer doesn't speak TLS";
        }
        String words = words(cause);
        if (words.contains("Empty client certificate chain")) {
            return "the client showed no certificate";
        }
        boolean aboutCertificate = words.contains("certificate") || words.contains("unknown_ca");
        if (!words.contains("alert") || !aboutCertificate) {
            return words;
        }
        return shown == null
                ? "the peer wants to see a certificate, and we have none of an authority that it names: " + words
                : "the peer does not accept our certificate of " + shown.getName() + ": " + words;
    }

    private static Kind handshakeKind(Throwable cause) {
        if (cause instanceof SslHandshakeTimeoutException) {
            return Kind.TLS_TIMEOUT;
        }
        // Netty tells of a close by an exception of TLS, although TLS said nothing of the kind
        if ((cause instanceof IOException && !(cause instanceof SSLException))
                || words(cause).contains("closed while SSL/TLS handshake")) {
            return Kind.BROKEN;
        }
        for (Throwable t = cause; t != null; t = t.getCause()) {
            // The JDK tells a wrong name by a bare CertificateException, all that is wrong with a chain by subclasses
            // or causes.
            if (t.getClass() == CertificateException.class && t.getCause() == null && words(t).contains("name")) {
                return Kind.TLS_NAME;
            }
            if (t instanceof CertificateException || t instanceof CertPathValidatorException) {
                return Kind.TLS_UNTRUSTED;
            }
        }
        return Kind.TLS_FAILED;
    }

    /** Without what Netty's decoders wrap around the exceptions of TLS. */
    static Throwable unwrap(Throwable cause) {
        Throwable inner = cause.getCause();
        return inner instanceof SSLException && !(cause instanceof IOException) ? inner : cause;
    }

    private static Throwable root(Throwable cause) {
        Throwable root = cause;
        for (Throwable next = cause.getCause(); next != null; next = next.getCause()) {
            root = next;
        }
        return root;
    }

    /** What an exception says, on one line; its class if it says nothing. */
    static String words(Throwable cause) {
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.strip().replaceAll("\\s+", " ");
    }

    /** What a peer sent, of whatever length and characters, fit for a message. */
    static String readable(@Nullable String text) {
        String given = String.valueOf(text);
        String cut = given.substring(0, Math.min(given.length(), LONGEST_SHOWN));
        return cut.replaceAll("[^ -~]", "?") + (cut.length() < given.length() ? "..." : "");
    }

    static String words(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
