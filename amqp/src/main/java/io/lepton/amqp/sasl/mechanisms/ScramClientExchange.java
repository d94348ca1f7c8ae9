// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import com.ongres.scram.common.exception.ScramServerErrorException;
import io.lepton.amqp.engine.SaslClientMechanism;
import io.lepton.amqp.engine.SaslClientReply;
import io.lepton.amqp.engine.SaslCredentials;
import io.lepton.amqp.sasl.ScramCredentials;
import io.lepton.amqp.sasl.ScramHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SCRAM at the client (RFC 5802, RFC 7677). Nothing is sent to a server that asks for too little or too much work, and its
 * success counts only with its signature, which comes in a challenge or with the outcome.
 */
final class ScramClientExchange implements SaslClientMechanism {

    /** Random bytes in a nonce; 18 at least are good practice. */
    static final int NONCE_LENGTH = 24;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ScramHash hash;
    private final SaltedKeys keys;
    private final SaslCredentials credentials;
    private final String user;
    private final String nonce = ScramFunctions.nonce(NONCE_LENGTH, RANDOM);
    private char @Nullable [] password;
    private @Nullable ScramClient proven;
    private boolean serverVerified;

    ScramClientExchange(ScramHash hash, SaltedKeys keys, SaslCredentials credentials, String user) {
        this.hash = hash;
        this.keys = keys;
        this.credentials = credentials;
        this.user = user;
    }

    @Override
    public void start(SaslClientReply reply) {
        char[] secret = credentials.password();
        password = secret;
        String first;
        try {
            Arrays.fill(StringPreparation.SASL_PREPARATION.normalize(secret), '\0');
            first = configured(builder().password(secret)).clientFirstMessage().toString();
        } catch (IllegalArgumentException e) {
            reply.fail(hash.mechanism() + " cannot be used: the name or the password is empty or has characters that"
                    + " RFC 4013 prohibits");
            return;
        }
        reply.respond(first.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void challenge(byte[] challenge, SaslClientReply reply) {
        String message = new String(challenge, StandardCharsets.UTF_8);
        if (proven == null) {
            serverFirst(message, reply);
            return;
        }
        String objection = serverVerified ? "the server goes on after its last message" : serverFinal(message);
        if (objection == null) {
            reply.respond(new byte[0]);
        } else {
            reply.fail(hash.mechanism() + " failed: " + objection);
        }
    }

    private void serverFirst(String message, SaslClientReply reply) {
        char[] secret = password;
        ScramServerFirst first = ScramServerFirst.parse(message);
        if (first == null || secret == null) {
            reply.fail(hash.mechanism() + " failed: the server's first message is malformed");
            return;
        }
        String objection = objection(first);
        if (objection != null) {
            reply.fail(hash.mechanism() + " failed: " + objection);
            return;
        }
        keys.derive(hash, secret, first.salt().toByteArray(), first.iterations())
                .whenComplete((salted, failure) -> {
                    if (failure == null) {
                        prove(message, salted, reply);
                    } else {
                        reply.fail(hash.mechanism() + " failed: the password could not be salted");
                    }
                });
    }

    private @Nullable String objection(ScramServerFirst first) {
        if (!first.nonce().startsWith(nonce) || first.nonce().length() == nonce.length()) {
            return "the server did not add to the nonce that it was sent";
        }
        int iterations = first.iterations();
        if (iterations < ScramCredentials.LEAST_ITERATIONS || iterations > ScramCredentials.MOST_ITERATIONS) {
            return "the server asks for " + iterations + " iterations; " + ScramCredentials.LEAST_ITERATIONS + " to "
                    + ScramCredentials.MOST_ITERATIONS + " are acceptable";
        }
        return null;
    }

    /** Runs the exchange up to here once more with the salted password, which takes no time. May run off the loop. */
    private void prove(String serverFirst, byte[] salted, SaslClientReply reply) {
        String last;
        try {
            ScramClient client = configured(builder().saltedPassword(salted));
            client.clientFirstMessage();
            client.serverFirstMessage(serverFirst);
            last = client.clientFinalMessage().toString();
            proven = client;
        } catch (ScramException | IllegalArgumentException e) {
            reply.fail(hash.mechanism() + " failed: the server's first message is malformed");
            return;
        }
        reply.respond(last.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String serverFinal(String message) {
        ScramClient client = proven;
        if (client == null) {
            return "the server ends the exchange before it began";
        }
        try {
            client.serverFinalMessage(message);
        } catch (ScramServerErrorException e) {
            return "the server reports " + Printable.of(String.valueOf(e.getMessage())) + " instead of its signature";
        } catch (ScramException | IllegalArgumentException e) {
            return "the server's signature is wrong: it does not know the password";
        }
        serverVerified = true;
        return null;
    }

    @Override
    public @Nullable String objection(byte @Nullable [] additionalData) {
        if (serverVerified) {
            return null;
        }
        if (additionalData == null || additionalData.length == 0) {
            return "it has not shown by its signature that it knows the password";
        }
        return serverFinal(new String(additionalData, StandardCharsets.UTF_8));
    }

    private ScramClient.PasswordBuildStage builder() {
        return ScramClient.builder()
                .advertisedMechanisms(List.of(hash.mechanism()))
                .username(user);
    }

    private ScramClient configured(ScramClient.FinalBuildStage stage) {
        String actsAs = credentials.authorizationId();
        ScramClient.FinalBuildStage complete =
                stage.stringPreparation(StringPreparation.SASL_PREPARATION).nonceSupplier(() -> nonce);
        return (actsAs == null ? complete : complete.authzid(actsAs)).build();
    }

    @Override
    public void dispose() {
        if (password != null) {
            Arrays.fill(password, '\0');
        }
    }
}
