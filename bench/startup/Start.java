// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/** What the programs that measure the start have in common. */
final class Start {

    private Start() {}

    /** The same for all: 100 bytes, of which the receiving arrow takes the first eight for a time. */
    static byte[] body() {
        byte[] body = new byte[100];
        body[7] = 1;
        return body;
    }

    /** The peer has accepted the message: whoever started this JVM stops its clock when it reads this line. */
    static void accepted() {
        System.out.println("accepted");
        System.out.flush();
    }
}
