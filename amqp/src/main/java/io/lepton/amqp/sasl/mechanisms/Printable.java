// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

/** Makes what a peer sent fit for a message: it could be anything of any length. */
final class Printable {

    private static final int LONGEST = 160;

    private Printable() {}

    /** The text with ? for what is not printable ASCII, cut if it is long. */
    static String of(String text) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
            char c = text.charAt(i);
            printable.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return text.length() > LONGEST ? printable.append("...").toString() : printable.toString();
    }
}
