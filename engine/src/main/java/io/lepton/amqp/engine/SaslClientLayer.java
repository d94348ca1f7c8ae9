// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.protocol.SaslChallenge;
import io.lepton.amqp.protocol.SaslCode;
import io.lepton.amqp.protocol.SaslFrame;
import io.lepton.amqp.protocol.SaslInit;
import io.lepton.amqp.protocol.SaslMechanisms;
import io.lepton.amqp.protocol.SaslOutcome;
import io.lepton.amqp.protocol.SaslResponse;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The client's end of the SASL layer: mechanisms in, init out, challenges and responses, outcome in. */
final class SaslClientLayer implements SaslLayer {

    private final SaslClientOptions options;
    private final SaslSink sink;
    private final SaslCourse course;
    private SaslCredentials credentials;
    private List<String> offered = List.of();
    private @Nullable SaslClientMechanismFactory chosen;
    private @Nullable SaslClientMechanism mechanism;
    private int rounds;
    private boolean authenticated;

    SaslClientLayer(SaslClientOptions options, SaslSink sink) {
        this.options = options;
        this.sink = sink;
        this.course = new SaslCourse(sink::resumed);
        this.credentials = options.credentials();
    }

    @Override
    public void start() {
        // The server speaks first.
    }

    @Override
    public void receive(Buffer body) {
        if (course.over()) {
            return;
        }
        try {
            accept(SaslFraming.read(body));
        } catch (DecodeException e) {
            violation(e.condition());
        }
    }

    private void accept(SaslFrame frame) {
        if (frame instanceof SaslOutcome outcome) {
            conclude(outcome);
        } else if (thinking()) {
            violation(frame, "out of turn");
        } else if (frame instanceof SaslMechanisms mechanisms && chosen == null) {
            consider(mechanisms);
        } else if (frame instanceof SaslChallenge challenge && mechanism != null) {
            meet(challenge, mechanism);
        } else {
            violation(frame, mechanism == null ? "instead of its mechanisms" : "instead of a challenge or the outcome");
        }
    }

    private void consider(SaslMechanisms mechanisms) {
        offered =
                mechanisms.saslServerMechanisms().stream().map(Symbol::toString).toList();
        SaslCredentialsSource source = options.credentialsSource();
        if (source == null) {
            choose();
        } else {
            ask("the source of the credentials", current -> source.ask(new CredentialsReply(current)));
        }
    }

    private final class CredentialsReply implements SaslCredentialsSource.Reply {

        private final SaslTurn turn;

        CredentialsReply(SaslTurn turn) {
            this.turn = turn;
        }

        @Override
        public void give(SaslCredentials given) {
            turn.answer(() -> {
                credentials = given;
                choose();
            });
        }

        @Override
        public void fail(String reason, @Nullable Throwable cause) {
            turn.answer(() -> noCredentials(reason, cause));
        }
    }

    private void choose() {
        SaslChoice choice = new SaslChoice(options, credentials);
        SaslClientMechanismFactory best = choice.strongest(offered);
        if (best == null) {
            fail(choice.explain(offered), null, null);
            return;
        }
        chosen = best;
        askMechanism(this::sendInit, reply -> {
            SaslClientMechanism made = best.create(choice.contextFor(best));
            mechanism = made;
            course.mechanismMade(made::dispose);
            made.start(reply);
        });
    }

    private void meet(SaslChallenge challenge, SaslClientMechanism answering) {
        if (++rounds > options.maxRounds()) {
            fail("the server sent more than " + options.maxRounds() + " challenges", null, null);
        } else {
            askMechanism(
                    this::sendResponse,
                    reply -> answering.challenge(challenge.challenge().toByteArray(), reply));
        }
    }

    private void conclude(SaslOutcome outcome) {
        if (outcome.code() != SaslCode.OK) {
            fail(refusal(outcome.code()), outcome.code(), null);
        } else if (mechanism == null || thinking()) {
            violation(outcome, "before the exchange was complete");
        } else {
            verify(mechanism, outcome.additionalData());
        }
    }

    private void verify(SaslClientMechanism judging, @Nullable Binary additionalData) {
        String objection;
        try {
            objection = judging.objection(additionalData == null ? null : additionalData.toByteArray());
        } catch (RuntimeException e) {
            fail(threw(Objects.requireNonNull(mechanism()), e), null, e);
            return;
        }
        if (objection != null) {
            fail("the server reports success, but is not trusted: " + objection, null, null);
            return;
        }
        authenticated = true;
        course.finish(sink::succeeded);
    }

    private void askMechanism(Consumer<byte @Nullable []> send, Consumer<SaslClientReply> question) {
        ask(Objects.requireNonNull(mechanism()), turn -> question.accept(new MechanismReply(turn, send)));
    }

    private void ask(String whom, Consumer<SaslTurn> question) {
        course.ask(question, e -> fail(threw(whom, e), null, e));
    }

    private final class MechanismReply implements SaslClientReply {

        private final SaslTurn turn;
        private final Consumer<byte @Nullable []> send;

        MechanismReply(SaslTurn turn, Consumer<byte @Nullable []> send) {
            this.turn = turn;
            this.send = send;
        }

        @Override
        public void respond(byte @Nullable [] response) {
            turn.answer(() -> send.accept(response));
        }

        @Override
        public void fail(String reason) {
            turn.answer(() -> SaslClientLayer.this.fail(reason, null, null));
        }
    }

    private void sendInit(byte @Nullable [] response) {
        Symbol name = Symbol.of(Objects.requireNonNull(mechanism()));
        write(new SaslInit(name, response == null ? null : Binary.of(response), options.hostname()));
    }

    private void sendResponse(byte @Nullable [] response) {
        write(new SaslResponse(Binary.of(response == null ? new byte[0] : response)));
    }

    private void write(SaslFrame frame) {
        int size = SaslFraming.sizeOf(frame);
        if (size > options.maxFrameSize()) {
            fail(
                    mechanism() + " needs a SASL frame of " + size + " bytes, but " + options.maxFrameSize()
                            + " is the limit: raise maxFrameSize if the server takes more",
                    null,
                    null);
        } else {
            sink.write(frame);
        }
    }

    private String refusal(SaslCode code) {
        String user = credentials.user();
        String who = user == null ? "the client" : "user " + user;
        String how = mechanism() == null ? "" : " with " + mechanism();
        return switch (code) {
            case SYS_TEMP -> "the server cannot authenticate " + who + how + " now, but perhaps later (sys-temp)";
            case SYS, SYS_PERM ->
                "the server cannot authenticate " + who + how + ": it has failed itself (" + code + ")";
            default -> "the server refused " + who + how + ": the credentials are wrong or not permitted" + detail();
        };
    }

    /** What the server has told the mechanism before; a mechanism that fails to say must not hide that it was refused. */
    private String detail() {
        try {
            String said = mechanism == null ? null : mechanism.refusal();
            return said == null ? "" : " (" + said + ")";
        } catch (RuntimeException e) {
            return " (" + threw(Objects.requireNonNull(mechanism()), e) + ")";
        }
    }

    private static String threw(String who, RuntimeException e) {
        return who + " failed: " + e.getClass().getSimpleName();
    }

    private void violation(SaslFrame frame, String when) {
        String what = frame.getClass().getSimpleName();
        violation(ErrorCondition.of(ConnectionError.FRAMING_ERROR, "the server sent " + what + " " + when));
    }

    private void violation(ErrorCondition condition) {
        fail(new SaslFailure(condition, null, mechanism(), offered, null));
    }

    private void fail(String reason, @Nullable SaslCode code, @Nullable Throwable cause) {
        ErrorCondition condition = ErrorCondition.of(AmqpError.UNAUTHORIZED_ACCESS, reason);
        fail(new SaslFailure(condition, code, mechanism(), offered, cause));
    }

    private void noCredentials(String reason, @Nullable Throwable cause) {
        ErrorCondition condition =
                ErrorCondition.of(AmqpError.UNAUTHORIZED_ACCESS, "there are no credentials: " + reason);
        fail(new SaslFailure(condition, null, null, offered, cause, true));
    }

    private void fail(SaslFailure failure) {
        course.finish(() -> sink.failed(failure));
    }

    @Override
    public boolean thinking() {
        return course.thinking();
    }

    @Override
    public int maxFrameSize() {
        return options.maxFrameSize();
    }

    @Override
    public @Nullable String mechanism() {
        return chosen == null ? null : chosen.name();
    }

    @Override
    public @Nullable String user() {
        if (!authenticated || "ANONYMOUS".equals(mechanism())) {
            return null;
        }
        // EXTERNAL shows what the layer below knows, whatever user was given; no other mechanism shows that
        return "EXTERNAL".equals(mechanism()) ? options.transport().identity() : credentials.user();
    }

    @Override
    public void abandon() {
        course.abandon();
    }
}
