// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * Private keys as they were kept before PKCS #8 (RFC 5208): PKCS #1 for RSA, RFC 5915 for EC. What they lack is the name of the
 * algorithm with its parameters, and just that stands at the beginning of the public key of the certificate (RFC 5280,
 * SubjectPublicKeyInfo).
 */
final class OldKeyForms {

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
    private static final int LONG_FORM = 0x80;

    private OldKeyForms() {}

    /** The key in the form that the JDK reads; whether it is the certificate's shows only when it is used. */
    static PKCS8EncodedKeySpec toPkcs8(byte[] old, PublicKey certified) throws GeneralSecurityException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(VERSION_0);
        content.writeBytes(algorithm(certified));
        content.writeBytes(element(OCTET_STRING, old));
        return new PKCS8EncodedKeySpec(element(SEQUENCE, content.toByteArray()));
    }

    /** The first element within the sequence that a public key is encoded as, with its tag and length. */
    private static byte[] algorithm(PublicKey key) throws GeneralSecurityException {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            throw new GeneralSecurityException("a key of the kind " + key.getAlgorithm() + " has no known encoding");
        }
        ByteBuffer in = ByteBuffer.wrap(encoded);
        header(in);
        int start = in.position();
        int length = header(in);
        int end = in.position() + length;
        byte[] element = new byte[end - start];
        in.position(start).get(element);
        return element;
    }

    /** Reads tag and length (X.690, 8.1); gives the length. The JDK made these bytes, so they are whole. */
    private static int header(ByteBuffer in) {
        in.get();
        int first = in.get() & 0xff;
        if (first < LONG_FORM) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < first - LONG_FORM; i++) {
            length = (length << 8) | (in.get() & 0xff);
        }
        return length;
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < LONG_FORM) {
            out.write(content.length);
        } else {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
            out.write(LONG_FORM | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(content.length >>> (8 * i));
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
