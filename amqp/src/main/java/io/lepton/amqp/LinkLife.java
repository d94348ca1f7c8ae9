// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.EndpointState;
import io.lepton.amqp.engine.EngineLink;
import io.lepton.amqp.engine.EngineSession;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.transport.Timer;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.LinkError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a link comes and goes. Everything but {@link #phase()} and {@link #accepted()} belongs to the connection's loop. */
final class LinkLife {

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private final Link link;
    private final boolean accepted;
    /** Until the peer answers an attach or a detach. */
    private final Deadline answer = new Deadline();

    private volatile Phase phase = Phase.OPENING;
    private @Nullable EngineLink engine;
    private boolean closeForGood;
    private @Nullable ErrorCondition reason;
    private boolean outOfTime;
    private @Nullable LinkException failure;
    private @Nullable Timer timer;
    private @Nullable LinkRecovery recovery;
    private volatile boolean recovered;
    private boolean everOpen;

    LinkLife(Link link, boolean accepted) {
        this.link = link;
        this.accepted = accepted;
    }

    Phase phase() {
        return phase;
    }

    boolean accepted() {
        return accepted;
    }

    boolean recovered() {
        return recovered;
    }

    /** Whether the application has begun to close it, or it is over. */
    boolean ending() {
        return phase.ending();
    }

    // ---- coming

    /** Attaches a link of this container, for the first time or once more. */
    void attach(EngineSession session) {
        bind(link.newEngineLink(session));
        try {
            open();
        } catch (IllegalStateException noHandle) {
            refuse(noHandle);
            return;
        }
        if (phase == Phase.CLOSING) {
            link.connection().work().atEndOfBatch(this::tryEnd);
        }
    }

    /** Attaches it unless it is. */
    void attachIfNot(EngineSession session) {
        if (engine == null && !accepted) {
            attach(session);
        }
    }

    /** The engine cannot attach it: the application hears of it as of a refusal by the peer. */
    private void refuse(IllegalStateException why) {
        ErrorCondition error = ErrorCondition.of(AmqpError.NOT_ALLOWED, why.getMessage());
        link.connection().work().later(() -> {
            if (phase != Phase.CLOSED) {
                tellError(error, " cannot be attached: ");
                finish();
            }
        });
    }

    /**
     * The connection is lost, and will be tried again: a link of this container waits for that, one of the peer's is over.
     */
    void suspend(AmqpException cause) {
        if (accepted) {
            if (over(cause)) {
                tellClosed();
            }
            return;
        }
        if (recovery != null) {
            recovery.cancel();
        }
        unbind(cause);
    }

    /** Parts from the engine's end; what was under way waits for the next. */
    private void unbind(@Nullable AmqpException cause) {
        answer.clear();
        link.suspend(cause);
        engine = null;
        link.engine(null);
        if (phase == Phase.OPEN) {
            phase = Phase.OPENING;
        } else if (phase == Phase.CLOSING && (reason != null || failure != null || outOfTime || !link.busy())) {
            finish();
        }
    }

    /** Takes a link that the peer attached. */
    void accept(EngineLink engineLink) {
        bind(engineLink);
        link.remote(engineLink.remoteAttach());
        Callbacks.raise(link.handler(), MessagingHandler::onLinkOpening, new Events.OfLink(link));
        if (phase == Phase.OPENING && engineLink.localState() == EndpointState.UNOPENED) {
            link.openAsAsked();
        }
        if (phase == Phase.OPENING) {
            opened();
        }
    }

    private void bind(EngineLink engineLink) {
        engine = engineLink;
        engineLink.context(link);
        link.engine(engineLink);
    }

    /** Sends the attach. */
    void open() {
        EngineLink attaching = engine();
        link.localTermini(attaching.source(), attaching.target());
        attaching.open();
        if (!accepted) {
            answer.set(link.connection().work(), link.connection().openTimeout(), this::notAttached);
        }
        link.begin();
        link.wake();
    }

    private void notAttached() {
        EngineLink silent = engine();
        phase = Phase.CLOSING;
        Duration limit = link.connection().openTimeout();
        ErrorCondition error = Failures.timedOut("attaching " + link, limit).condition();
        tellError(error, " was not attached by the peer: ");
        silent.close();
        leave();
    }

    /** Waits no longer for the peer: what it may still say is of no interest. */
    private void leave() {
        link.wake();
        finish();
    }

    /** The peer answered our attach. */
    void answered(@Nullable Attach attach) {
        answer.clear();
        link.remote(attach);
        if (phase == Phase.OPENING) {
            opened();
        } else if (phase == Phase.CLOSING) {
            tellOpened();
        }
    }

    private void opened() {
        phase = Phase.OPEN;
        if (recovery != null) {
            recovery.opened(now());
        }
        tellOpened();
    }

    private long now() {
        return link.container().network().now();
    }

    private void tellOpened() {
        recovered = everOpen;
        everOpen = true;
        if (recovered) {
            link.remoteError(null);
            LOG.info("{}: {} is back", link.connection(), link);
        }
        link.futures().open();
        Callbacks.raise(link.handler(), MessagingHandler::onLinkOpened, new Events.OfLink(link));
    }

    // ---- going, by our will

    void end(boolean forGood, @Nullable ErrorCondition why) {
        if (ending()) {
            return;
        }
        phase = Phase.CLOSING;
        closeForGood = forGood;
        reason = why;
        LoopWork connection = link.connection().work();
        if (accepted && engine != null && engine.localState() == EndpointState.UNOPENED) {
            tryEnd();
        } else if (engine != null) {
            connection.atEndOfBatch(this::tryEnd);
        } else if (why != null || !link.busy()) {
            connection.later(this::finishUnlessAttached);
            return;
        }
        if (link.busy()) {
            timer = connection.after(link.connection().closeTimeout(), this::outOfTime);
        }
    }

    private void outOfTime() {
        outOfTime = true;
        finishUnlessAttached();
        link.wake();
    }

    /** If it was attached in the meantime, it is detached at the end of the batch. */
    private void finishUnlessAttached() {
        if (engine == null) {
            finish();
        }
    }

    /** Detaches if nothing waits any more; false if it has to be tried again. */
    private boolean tryEnd() {
        EngineLink open = engine;
        if (open == null || phase != Phase.CLOSING || open.localState().ended()) {
            return true;
        }
        if (reason == null && !outOfTime && link.busy()) {
            return false;
        }
        boolean refused = accepted && open.localState() == EndpointState.UNOPENED;
        if (closeForGood || refused) {
            open.close(reason);
        } else {
            open.detach();
        }
        awaitDetach();
        return true;
    }

    private void awaitDetach() {
        answer.set(link.connection().work(), link.connection().closeTimeout(), () -> {
            LOG.warn("{}: the peer does not answer the detach of {}", link.connection(), link);
            leave();
        });
    }

    // ---- going, by the peer's will

    /** The peer refused our attach. */
    void refused() {
        EngineLink gone = engine();
        ErrorCondition error = gone.remoteError();
        Duration delay = everOpen && error != null ? delayToRecover(error, true) : null;
        if (delay != null) {
            recover(gone, error, true, delay);
            return;
        }
        tellError(
                error == null ? ErrorCondition.of(LinkError.DETACH_FORCED, "refused without a reason") : error,
                " was refused: ");
        gone.close();
        finish();
    }

    /** The peer detached or closed, be it to answer us. */
    void detached() {
        EngineLink gone = engine();
        ErrorCondition error = gone.remoteError();
        boolean answer = gone.localState().ended();
        boolean forGood = gone.remoteState() == EndpointState.CLOSED;
        Duration delay = answer ? null : delayToRecover(error, forGood);
        if (delay != null) {
            recover(gone, error, forGood, delay);
            return;
        }
        if (error != null) {
            tellError(error, " was closed by the peer: ");
        } else if (!answer && forGood) {
            Callbacks.raise(link.handler(), MessagingHandler::onLinkClosing, new Events.OfLink(link));
        } else if (!answer) {
            Callbacks.raise(link.handler(), MessagingHandler::onLinkDetached, new Events.OfLink(link));
        }
        answer(gone, forGood);
        finish();
    }

    private static void answer(EngineLink gone, boolean forGood) {
        if (forGood) {
            gone.close();
        } else {
            gone.detach();
        }
    }

    /** How long to wait before the link is attached again; null if it ends here. */
    private @Nullable Duration delayToRecover(@Nullable ErrorCondition error, boolean closed) {
        boolean wanted = !accepted && !ending() && link.options().recover;
        if (!wanted || !RetryRules.passes(error, closed)) {
            return null;
        }
        if (recovery == null) {
            recovery = new LinkRecovery(link.connection().reconnectOptions());
        }
        return recovery.next(now());
    }

    private void recover(EngineLink gone, @Nullable ErrorCondition error, boolean closed, Duration delay) {
        ErrorCondition why = error == null
                ? ErrorCondition.of(LinkError.DETACH_FORCED, "detached by the peer without a reason")
                : error;
        LinkException cause = new LinkException(link + " was detached by the peer: " + why, why);
        link.remoteError(error);
        LOG.warn("{}: {}; it is attached again in {} ms", link.connection(), cause.getMessage(), delay.toMillis());
        answer(gone, closed);
        unbind(cause);
        Callbacks.raise(link.handler(), MessagingHandler::onLinkLost, new Events.OfLostLink(link, cause, delay));
        if (recovery != null && phase != Phase.CLOSED && engine == null) {
            recovery.schedule(link.connection().work(), delay, this::attachAgain);
        }
    }

    private void attachAgain() {
        EngineSession session = link.session().engine();
        if (session == null || session.localState() != EndpointState.OPEN) {
            return; // with the session's end the link ends too, or comes back with the connection
        }
        if (engine == null && phase != Phase.CLOSED) {
            attach(session);
            link.wake();
        }
    }

    /** The peer broke the rules of the link, or attached another one of that name: the engine has detached it. */
    void failed(ErrorCondition error) {
        phase = Phase.CLOSING;
        awaitDetach();
        tellError(error, " failed: ");
    }

    private void tellError(ErrorCondition error, String what) {
        link.remoteError(error);
        if (failure == null) {
            LinkException cause = new LinkException(link + what + error, error);
            failure = cause;
            Callbacks.raise(link.handler(), MessagingHandler::onLinkError, new Events.OfLinkError(link, cause));
        }
    }

    // ---- gone

    private void finish() {
        if (over(failure)) {
            tellClosed();
        }
    }

    private void tellClosed() {
        Callbacks.raise(link.handler(), MessagingHandler::onLinkClosed, new Events.OfLink(link));
    }

    /** The session or the connection has ended, and the link with it: no callback. */
    void lost(@Nullable AmqpException cause) {
        over(cause);
    }

    private boolean over(@Nullable AmqpException cause) {
        if (phase == Phase.CLOSED) {
            return false;
        }
        phase = Phase.CLOSED;
        answer.clear();
        if (timer != null) {
            timer.cancel();
        }
        if (recovery != null) {
            recovery.cancel();
        }
        link.session().remove(link);
        link.release(cause);
        if (engine != null) {
            engine.context(null);
        }
        engine = null;
        link.engine(null);
        link.futures().close(cause);
        return true;
    }

    private EngineLink engine() {
        if (engine == null) {
            throw new IllegalStateException(link + " is not attached");
        }
        return engine;
    }
}
