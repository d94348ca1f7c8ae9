// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.ConnectionUrl.Scheme;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes one URL apart. */
final class ConnectionUrlParser {

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://");
    private static final Pattern NO_HOST_CHARACTER = Pattern.compile("[^\\p{L}\\p{N}._~-]");
    private static final Pattern NO_IPV6_CHARACTER = Pattern.compile("[^0-9A-Fa-f:.]");
    /** What somebody may have meant as a port, or the rest of an IPv6 address without its brackets. */
    private static final Pattern PORT_LIKE = Pattern.compile("[-+]?[\\p{Nd}:]*(?:/|$)");

    private static final String DEFAULT_HOST = "localhost";
    private static final int MAX_PORT = 65_535;

    private final String url;

    ConnectionUrlParser(String url) {
        this.url = url;
    }

    ConnectionUrl parse() {
        if (url.isBlank()) {
            throw wrong("it is empty");
        }
        Matcher matcher = SCHEME.matcher(url);
        Scheme scheme = Scheme.AMQP;
        int start = 0;
        if (matcher.lookingAt()) {
            scheme = scheme(matcher.group(1));
            start = matcher.end();
        } else if (url.startsWith("//")) {
            start = 2;
        }
        int slash = url.indexOf('/', start);
        String authority = slash < 0 ? url.substring(start) : url.substring(start, slash);
        String path = slash < 0 ? "" : url.substring(slash + 1);
        int at = authority.lastIndexOf('@');
        String credentials = at < 0 ? "" : authority.substring(0, at);
        String hostAndPort = authority.substring(at + 1);
        int colon = credentials.indexOf(':');
        String user = decode(colon < 0 ? credentials : credentials.substring(0, colon), "the user");
        String password = colon < 0 ? null : decode(credentials.substring(colon + 1), "the password");
        if (user.isEmpty() && password != null) {
            throw wrong("it has a password but no user");
        }
        int portColon = portColon(hostAndPort);
        String host = host(portColon < 0 ? hostAndPort : hostAndPort.substring(0, portColon));
        int port = portColon < 0 ? scheme.defaultPort() : port(hostAndPort.substring(portColon + 1), scheme);
        String address = decode(path, "the address");
        return new ConnectionUrl(
                scheme, user.isEmpty() ? null : user, password, host, port, address.isEmpty() ? null : address);
    }

    private Scheme scheme(String name) {
        for (Scheme scheme : Scheme.values()) {
            if (scheme.toString().equals(name.toLowerCase(Locale.ROOT))) {
                return scheme;
            }
        }
        throw wrong("\"" + name + "\" is none of the schemes " + Scheme.list());
    }

    /** Where the colon before the port stands; -1 if there is none. */
    private int portColon(String hostAndPort) {
        int bracket = hostAndPort.lastIndexOf(']');
        if (bracket < 0 && hostAndPort.startsWith("[")) {
            throw wrong("the bracket of the IPv6 address is not closed");
        }
        if (bracket < 0) {
            int colon = hostAndPort.indexOf(':');
            if (colon != hostAndPort.lastIndexOf(':')) {
                throw wrong("an IPv6 address stands in brackets, like [::1]");
            }
            return colon;
        }
        if (bracket + 1 == hostAndPort.length()) {
            return -1;
        }
        if (hostAndPort.charAt(bracket + 1) != ':') {
            throw wrong("after the ] only a colon and the port may follow");
        }
        return bracket + 1;
    }

    private String host(String text) {
        if (text.isEmpty()) {
            return DEFAULT_HOST;
        }
        if (text.startsWith("[")) {
            return ipv6(text);
        }
        if (NO_HOST_CHARACTER.matcher(text).find()) {
            throw wrong(quotable(text) + " cannot be a host name");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private String ipv6(String text) {
        String inside = text.substring(1, text.length() - 1);
        int zone = inside.indexOf('%');
        String digits = zone < 0 ? inside : inside.substring(0, zone);
        if (digits.indexOf(':') < 0 || NO_IPV6_CHARACTER.matcher(digits).find()) {
            throw wrong(quotable(inside) + " is not an IPv6 address");
        }
        // RFC 6874: the percent sign before a zone is itself percent-encoded in a URL
        return inside.toLowerCase(Locale.ROOT).replace("%25", "%");
    }

    private int port(String text, Scheme scheme) {
        if (text.isEmpty() && !passwordWasCut()) {
            return scheme.defaultPort();
        }
        int port = isNumber(text) && text.length() <= 5 ? Integer.parseInt(text) : -1;
        if (port < 0 || port > MAX_PORT) {
            throw wrong("the port must be a number from 0 to " + MAX_PORT + ", not " + quotable(text));
        }
        return port;
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private String decode(String text, String part) {
        String decoded = PercentEncoding.decode(text);
        if (decoded == null) {
            throw wrong(
                    part + " has a % that no two hexadecimal digits of UTF-8 follow (write %25 for a percent sign)");
        }
        return decoded;
    }

    /** A part of the URL for a message, unless it may be a piece of a password that was not percent-encoded. */
    private String quotable(String part) {
        return url.indexOf('@') < 0 && !secretInPlaceOfPort() ? "\"" + part + "\"" : "what stands there";
    }

    /** Whether what stands where a port should is none by far: perhaps a password, after which the @ was encoded, or forgotten. */
    private boolean secretInPlaceOfPort() {
        int start = afterScheme();
        int colon = url.indexOf(':', start);
        int slash = url.indexOf('/', start);
        boolean there = colon >= 0 && (slash < 0 || colon < slash) && url.charAt(start) != '[';
        return there && !PORT_LIKE.matcher(url.substring(colon + 1)).lookingAt();
    }

    private IllegalArgumentException wrong(String what) {
        String hint = passwordWasCut() ? " (in user and password write %2F for a slash)" : "";
        return new IllegalArgumentException("Not a connection URL: \"" + masked() + "\": " + what + hint);
    }

    private boolean passwordWasCut() {
        int at = url.lastIndexOf('@');
        int slash = url.indexOf('/', afterScheme());
        return slash >= 0 && slash < at;
    }

    private String masked() {
        int at = url.lastIndexOf('@');
        int start = afterScheme();
        if (at >= start) {
            return url.substring(0, start) + "***" + url.substring(at);
        }
        return secretInPlaceOfPort() ? url.substring(0, url.indexOf(':', start) + 1) + "***" : url;
    }

    private int afterScheme() {
        Matcher scheme = SCHEME.matcher(url);
        if (scheme.lookingAt()) {
            return scheme.end();
        }
        return url.startsWith("//") ? 2 : 0;
    }
}
