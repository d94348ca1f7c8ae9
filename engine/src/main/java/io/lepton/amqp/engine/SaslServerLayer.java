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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of the SASL layer: mechanisms out, init in, challenges and responses, outcome out. Whatever goes wrong,
 * the client is told an outcome that is not ok.
 */
final class SaslServerLayer implements SaslLayer {

    private final SaslServerOptions options;
    private final SaslSink sink;
    private final SaslCourse course;
    private List<String> offered = List.of();
    private @Nullable SaslServerMechanismFactory chosen;
    private @Nullable SaslServerMechanism mechanism;
    private @Nullable String user;
    private int rounds;

    SaslServerLayer(SaslServerOptions options, SaslSink sink) {
        this.options = options;
        this.sink = sink;
        this.course = new SaslCourse(sink::resumed);
    }

    @Override
    public void start() {
        SaslServerContext context = new SaslServerContext(null, options.transport());
        boolean secretsAllowed = options.transport().encrypted() || options.allowInsecureMechs();
        offered = options.mechanisms().stream()
                .filter(m -> (secretsAllowed || !m.plaintextSecret()) && m.usable(context))
                .map(SaslServerMechanismFactory::name)
                .toList();
        if (offered.isEmpty()) {
            // A list of none is not allowed (part 5, 5.3.3.1).
            refuse(SaslCode.SYS_PERM, "none of the mechanisms can be offered on this connection: " + options);
        } else {
            write(new SaslMechanisms(offered.stream().map(Symbol::of).toList()));
        }
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
        if (thinking()) {
            violation(frame, "out of turn");
        } else if (frame instanceof SaslInit init && chosen == null) {
            begin(init);
        } else if (frame instanceof SaslResponse response && mechanism != null) {
            SaslServerMechanism answering = mechanism;
            ask(reply -> answering.response(response.response().toByteArray(), reply));
        } else {
            violation(frame, chosen == null ? "instead of an init" : "instead of a response");
        }
    }

    private void begin(SaslInit init) {
        String name = init.mechanism().toString();
        SaslServerMechanismFactory factory = offeredMechanism(name);
        if (factory == null) {
            refuse(SaslCode.AUTH, "the client chose " + SaslChoice.readable(name) + ", which was not offered");
            return;
        }
        chosen = factory;
        Binary initial = init.initialResponse();
        SaslServerContext context = new SaslServerContext(init.hostname(), options.transport());
        ask(reply -> {
            SaslServerMechanism made = factory.create(context);
            mechanism = made;
            course.mechanismMade(made::dispose);
            made.start(initial == null ? null : initial.toByteArray(), reply);
        });
    }

    private @Nullable SaslServerMechanismFactory offeredMechanism(String name) {
        if (offered.contains(name)) {
            for (SaslServerMechanismFactory factory : options.mechanisms()) {
                if (factory.name().equals(name)) {
                    return factory;
                }
            }
        }
        return null;
    }

    private void ask(Consumer<SaslServerReply> question) {
        course.ask(turn -> question.accept(new Reply(turn)), e -> {
            // What the client sent made it throw, so to the client it is a bad response, not our failure.
            String reason = mechanism() + " failed: " + e.getClass().getSimpleName();
            refuse(SaslCode.AUTH, ErrorCondition.of(AmqpError.UNAUTHORIZED_ACCESS, reason), e);
        });
    }

    private final class Reply implements SaslServerReply {

        private final SaslTurn turn;

        Reply(SaslTurn turn) {
            this.turn = turn;
        }

        @Override
        public void challenge(byte[] challenge) {
            turn.answer(() -> sendChallenge(challenge));
        }

        @Override
        public void accept(@Nullable String identity, byte @Nullable [] additionalData) {
            turn.answer(() -> letIn(identity, additionalData));
        }

        @Override
        public void refuse(SaslCode code, String reason) {
            if (code == SaslCode.OK) {
                throw new IllegalArgumentException("ok is no code to refuse a client with");
            }
            turn.answer(() -> SaslServerLayer.this.refuse(code, reason));
        }
    }

    private void sendChallenge(byte[] challenge) {
        if (++rounds > options.maxRounds()) {
            refuse(SaslCode.AUTH, "the exchange took more than " + options.maxRounds() + " challenges");
        } else {
            write(new SaslChallenge(Binary.of(challenge)));
        }
    }

    private void letIn(@Nullable String identity, byte @Nullable [] additionalData) {
        Binary data = additionalData == null ? null : Binary.of(additionalData);
        if (write(new SaslOutcome(SaslCode.OK, data))) {
            user = identity;
            course.finish(sink::succeeded);
        }
    }

    private boolean write(SaslFrame frame) {
        int size = SaslFraming.sizeOf(frame);
        if (size > options.maxFrameSize()) {
            refuse(
                    SaslCode.SYS_PERM,
                    frame.getClass().getSimpleName() + " needs a SASL frame of " + size + " bytes, but "
                            + options.maxFrameSize() + " is the limit");
            return false;
        }
        sink.write(frame);
        return true;
    }

    private void violation(SaslFrame frame, String when) {
        String what = frame.getClass().getSimpleName();
        violation(ErrorCondition.of(ConnectionError.FRAMING_ERROR, "the client sent " + what + " " + when));
    }

    private void violation(ErrorCondition condition) {
        refuse(SaslCode.AUTH, condition, null);
    }

    private void refuse(SaslCode code, String reason) {
        refuse(code, ErrorCondition.of(AmqpError.UNAUTHORIZED_ACCESS, reason), null);
    }

    private void refuse(SaslCode code, ErrorCondition condition, @Nullable Throwable cause) {
        sink.write(new SaslOutcome(code, null));
        SaslFailure failure = new SaslFailure(condition, code, mechanism(), offered, cause);
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
        return user;
    }

    @Override
    public void abandon() {
        course.abandon();
    }
}
