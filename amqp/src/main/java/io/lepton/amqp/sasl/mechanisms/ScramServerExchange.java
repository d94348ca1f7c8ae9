// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import com.ongres.scram.common.ClientFirstMessage;
import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.ServerFinalMessage;
import com.ongres.scram.common.ServerFirstMessage;
import com.ongres.scram.common.exception.ScramParseException;
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
            String user,
            boolean known,
            ScramCredentials credentials,
            String gs2Header,
            String clientFirstBare,
            String serverFirst,
            String nonce) {}

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
        ClientFirstMessage first;
        String gs2Header;
        try {
            first = ClientFirstMessage.parseFrom(message);
            gs2Header = message.substring(0, message.indexOf(',', message.indexOf(',') + 1) + 1);
        } catch (ScramParseException | IllegalArgumentException e) {
            refuse(reply, "the client's first message is malformed");
            return;
        }
        String actsAs = first.getGs2Header().getAuthzid();
        if (first.isChannelBindingRequired()) {
            refuse(reply, "the client wants channel binding, which was not offered");
        } else if (actsAs != null && !actsAs.equals(first.getUsername())) {
            refuse(reply, "nobody may act as another user here");
        } else {
            looking = true;
            lookUp(first, gs2Header, message.substring(gs2Header.length()), reply);
        }
    }

    private void lookUp(ClientFirstMessage first, String gs2Header, String bare, SaslServerReply reply) {
        String user = first.getUsername();
        store.find(user, hash).whenComplete((found, failure) -> {
            if (failure != null || (found.isPresent() && found.get().hash() != hash)) {
                reply.refuse(SaslCode.SYS_TEMP, "the user could not be looked up");
                return;
            }
            ScramCredentials credentials = found.orElseGet(() -> decoys.of(user, hash));
            String serverNonce = ScramFunctions.nonce(ScramClientExchange.NONCE_LENGTH, RANDOM);
            String serverFirst = new ServerFirstMessage(
                            first.getClientNonce(),
                            serverNonce,
                            Base64.getEncoder().encodeToString(credentials.salt()),
                            credentials.iterations())
                    .toString();
            String nonce = first.getClientNonce() + serverNonce;
            asked = new Asked(user, found.isPresent(), credentials, gs2Header, bare, serverFirst, nonce);
            reply.challenge(serverFirst.getBytes(StandardCharsets.UTF_8));
        });
    }

    private void clientFinal(String message, Asked question, SaslServerReply reply) {
        ScramClientFinal last = ScramClientFinal.parse(message);
        if (last == null || last.proof().length != hash.length()) {
            refuse(reply, "the client's last message is malformed");
        } else if (!same(last.nonce(), question.nonce)) {
            refuse(reply, "the client's nonce is not the one that it was sent");
        } else if (!same(last.channelBinding(), question.gs2Header)) {
            refuse(reply, "the client's channel binding differs from the one that it began with");
        } else {
            judge(last, question, reply);
        }
    }

    private void judge(ScramClientFinal last, Asked question, SaslServerReply reply) {
        String exchange = question.clientFirstBare + "," + question.serverFirst + "," + last.withoutProof();
        boolean right =
                ScramFunctions.verifyClientProof(scram, last.proof(), question.credentials.storedKey(), exchange);
        if (!right || !question.known) {
            refuse(reply, "unknown user or wrong password");
            return;
        }
        byte[] signature = ScramFunctions.serverSignature(scram, question.credentials.serverKey(), exchange);
        reply.accept(question.user, new ServerFinalMessage(signature).toString().getBytes(StandardCharsets.UTF_8));
    }

    private void refuse(SaslServerReply reply, String reason) {
        reply.refuse(SaslCode.AUTH, hash.mechanism() + ": " + reason);
    }

    private static boolean same(String given, String right) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
