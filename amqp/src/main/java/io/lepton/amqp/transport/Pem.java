// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Certificates and keys from PEM files (RFC 7468). */
final class Pem {

    /** Far above any chain, and above a system's whole collection of authorities (some 250 KiB). */
    private static final int LONGEST_FILE = 4 << 20;

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    /** The headers that OpenSSL once put into a block (RFC 1421); the encryption they tell of is weak. */
    private static final Pattern OLD_ENCRYPTION =
            Pattern.compile("-----BEGIN [A-Z]{1,9} PRIVATE KEY-----\\s+Proc-Type:");

    private record Block(Path file, String label, String base64) {

        byte[] bytes() throws GeneralSecurityException {
            try {
                return Base64.getMimeDecoder().decode(base64);
            } catch (IllegalArgumentException e) {
                throw new GeneralSecurityException(file + ": a PEM block is damaged", e);
            }
        }
    }

    private Pem() {}

    /** The certificates in the file in their order, at least one. */
    static List<X509Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(file)) {
            if (block.label.equals("CERTIFICATE") || block.label.equals("TRUSTED CERTIFICATE")) {
                certificates.add(
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
            }
        }
        if (certificates.isEmpty()) {
            throw new CertificateException(file + " holds no PEM certificate");
        }
        return certificates;
    }

    /** The private key in the file that belongs to the certificate. */
    static PrivateKey key(Path file, Secret password, X509Certificate certificate)
            throws IOException, GeneralSecurityException {
        for (Block block : blocks(file)) {
            switch (block.label) {
                case "PRIVATE KEY" -> {
                    return checked(file, new PKCS8EncodedKeySpec(block.bytes()), certificate);
                }
                case "ENCRYPTED PRIVATE KEY" -> {
                    return checked(file, decrypt(file, block.bytes(), password), certificate);
                }
                case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> {
                    return checked(file, OldKeyForms.toPkcs8(block.bytes(), certificate.getPublicKey()), certificate);
                }
                default -> {
                    // certificates and parameters may stand in the same file
                }
            }
        }
        throw new GeneralSecurityException(file
                + (OLD_ENCRYPTION.matcher(read(file)).find()
                        ? " holds a key that is encrypted in a way of old; convert it: openssl pkcs8 -topk8 -in OLD -out NEW"
                        : " holds no PEM private key"));
    }

    private static PKCS8EncodedKeySpec decrypt(Path file, byte[] encrypted, Secret password)
            throws IOException, GeneralSecurityException {
        char[] characters = password.characters();
        if (characters == null) {
            throw new GeneralSecurityException(file + " holds an encrypted key, and no password was given");
        }
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
        // for PBES2 the name of the scheme with its parameters is what the parameters print as
        String algorithm =
                info.getAlgName().equals("PBES2") || info.getAlgName().equals("1.2.840.113549.1.5.13")
                        ? info.getAlgParameters().toString()
                        : info.getAlgName();
        PBEKeySpec spec = new PBEKeySpec(characters);
        try {
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(spec),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException(file + ": the key cannot be decrypted; is the password right?", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static PrivateKey checked(Path file, PKCS8EncodedKeySpec spec, X509Certificate certificate)
            throws GeneralSecurityException {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        PrivateKey key;
        boolean fits;
        try {
            key = KeyFactory.getInstance(algorithm).generatePrivate(spec);
            fits = fits(key, certificate);
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException(file + ": not a key of the certificate's kind, " + algorithm, e);
        }
        if (!fits) {
            throw new GeneralSecurityException(
                    file + ": the key does not belong to the certificate of " + certificate.getSubjectX500Principal());
        }
        return key;
    }

    private static boolean fits(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        String scheme = switch (algorithm) {
            case "RSA", "DSA" -> "SHA256with" + algorithm;
            case "EC" -> "SHA256withECDSA";
            case "EdDSA", "Ed25519", "Ed448" -> algorithm;
            default -> ""; // no quick check known: the handshake will tell
        };
        if (scheme.isEmpty()) {
            return true;
        }
        byte[] probe = "does this key belong to that certificate?".getBytes(StandardCharsets.US_ASCII);
        Signature signature = Signature.getInstance(scheme);
        signature.initSign(key);
        signature.update(probe);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(probe);
        return signature.verify(signed);
    }

    private static String read(Path file) throws IOException, GeneralSecurityException {
        if (Files.size(file) > LONGEST_FILE) {
            throw new GeneralSecurityException(file + " is longer than " + LONGEST_FILE + " bytes");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static List<Block> blocks(Path file) throws IOException, GeneralSecurityException {
        Matcher matcher = BLOCK.matcher(read(file));
        List<Block> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(new Block(file, matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }
}
