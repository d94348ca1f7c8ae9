// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.ServerFinalMessage;
import com.ongres.scram.common.ServerFirstMessage;
import io.lepton.amqp.engine.SaslServerMechanism;
import io.lepton.amqp.engine.SaslServerReply;
import io.lepton.amqp.protocol.SaslCode;
import io.lepton.amqp.sasl.ScramCredentials;
import io.lepton.amqp.sasl.ScramHash;
import io.lepton.amqp.sasl.ScramStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SCRAM at the listener (RFC 5802, RFC 7677). A user who is not known is told a salt like everybody and fails at the proof,
 * with the same message and after the same work.
 */
final class ScramServerExchange implements SaslServerMechanism {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ScramHash hash;
    private final ScramMechanism scram;
    private final ScramStore store;
    private final ScramDecoys decoys;
    private @Nullable Asked asked;
    private boolean looking;

    /** What was asked of the client: all that its last message is held against. */
    private record Asked(
            ScramClientFirst first, boolean known, ScramCredentials credentials, String message, String nonce) {}

    ScramServerExchange(ScramHash hash, ScramStore store, ScramDecoys decoys) {
        this.hash = hash;
        this.scram = ScramMechanism.byName(hash.mechanism());
        this.store = store;
        this.decoys = decoys;
    }

    @Override
    public void start(byte @Nullable [] initialResponse, SaslServerReply reply) {
        if (initialResponse == null) {
            reply.challenge(new byte[0]);
        } else {
            response(initialResponse, reply);
        }
    }

    @Override
    public void response(byte[] response, SaslServerReply reply) {
        String message = new String(response, StandardCharsets.UTF_8);
        if (asked != null) {
            clientFinal(message, asked, reply);
        } else if (looking) {
            refuse(reply, "the client goes on out of turn");
        } else {
            clientFirst(message, reply);
        }
    }

    private void clientFirst(String message, SaslServerReply reply) {
        ScramClientFirst first = ScramClientFirst.parse(message);
        if (first == null) {
            refuse(reply, "the client's first message is malformed");
        } else if (first.authorizationId() != null && !first.authorizationId().equals(first.user())) {
            refuse(reply, "nobody may act as another user here");
        } else {
            looking = true;
            store.find(first.user(), hash).whenComplete((found, failure) -> {
                // a store that gives null has failed too: whatever it does, the client gets an answer
                if (failure != null
                        || found == null
                        || (found.isPresent() && found.get().hash() != hash)) {
                    reply.refuse(SaslCode.SYS_TEMP, hash.mechanism() + ": the user could not be looked up");
                } else {
                    ask(first, found, reply);
                }
            });
        }
    }

    private void ask(ScramClientFirst first, Optional<ScramCredentials> found, SaslServerReply reply) {
        // made for known users too, so that both take the same time
        ScramCredentials decoy = decoys.of(first.user(), hash);
        ScramCredentials credentials = found.orElse(decoy);
        String serverNonce = ScramFunctions.nonce(ScramClientExchange.NONCE_LENGTH, RANDOM);
        String salt = Base64.getEncoder().encodeToString(credentials.salt());
        String message = new ServerFirstMessage(first.nonce(), serverNonce, salt, credentials.iterations()).toString();
        asked = new Asked(first, found.isPresent(), credentials, message, first.nonce() + serverNonce);
        reply.challenge(message.getBytes(StandardCharsets.UTF_8));
    }

    private void clientFinal(String message, Asked question, SaslServerReply reply) {
        ScramClientFinal last = ScramClientFinal.parse(message);
        if (last == null || last.proof().size() != hash.length()) {
            refuse(reply, "the client's last message is malformed");
        } else if (!same(last.nonce(), question.nonce)) {
            refuse(reply, "the client's nonce is not the one that it was sent");
        } else if (!same(last.channelBinding(), question.first.gs2Header())) {
            refuse(reply, "the client's channel binding differs from the one that it began with");
        } else {
            judge(last, question, reply);
        }
    }

    private void judge(ScramClientFinal last, Asked question, SaslServerReply reply) {
        String exchange = question.first.bare() + "," + question.message + "," + last.withoutProof();
        boolean right = ScramFunctions.verifyClientProof(
                scram, last.proof().toByteArray(), question.credentials.storedKey(), exchange);
        if (!right || !question.known) {
            refuse(reply, "unknown user or wrong password");
            return;
        }
        byte[] signature = ScramFunctions.serverSignature(scram, question.credentials.serverKey(), exchange);
        reply.accept(
                question.first.user(),
                new ServerFinalMessage(signature).toString().getBytes(StandardCharsets.UTF_8));
    }

    private void refuse(SaslServerReply reply, String reason) {
        reply.refuse(SaslCode.AUTH, hash.mechanism() + ": " + reason);
    }

    private static boolean same(String given, String right) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
