// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The passwords that a call was given, wherever: what the command prints shows none of them, whoever wrote the text. */
final class Secrets {

    private static final Pattern IN_URL = Pattern.compile("://[^:/@]*:(.*)@");
    private static final String OPTION = "--password";

    private final List<String> passwords;

    private Secrets(List<String> passwords) {
        // the longest first: one may be part of another
        this.passwords = passwords.stream()
                .filter(password -> !password.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Those on a command line and in the environment. */
    static Secrets of(String... args) {
        List<String> found = new ArrayList<>();
        String environment = passwordInEnvironment();
        if (environment != null) {
            found.add(environment);
        }
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith(OPTION + "=")) {
                found.add(args[i].substring(OPTION.length() + 1));
            } else if (args[i].equals(OPTION) && i + 1 < args.length) {
                found.add(args[i + 1]);
            }
            Matcher url = IN_URL.matcher(args[i]);
            if (url.find()) {
                found.add(url.group(1));
                found.add(decoded(url.group(1)));
            }
        }
        return new Secrets(found);
    }

    /** What the URL stands for, of which others may speak. */
    private static String decoded(String percentEncoded) {
        try {
            // a plus sign stands for itself there
            return URLDecoder.decode(percentEncoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEncoding) {
            return percentEncoded;
        }
    }

    /** The password that the environment holds; null if it holds none. */
    static @Nullable String passwordInEnvironment() {
        String own = System.getenv("LEPTON_PASSWORD");
        return own == null ? System.getenv("OURS_PASSWORD") : own;
    }

    /** The text with stars in place of passwords. */
    String mask(String text) {
        String masked = text;
        for (String password : passwords) {
            masked = masked.replace(password, "***");
        }
        return masked;
    }
}
