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
import org.jspecify.annotations.Nullable;

/** How a link comes and goes. Everything but {@link #phase()} and {@link #accepted()} belongs to the connection's loop. */
final class LinkLife {

    private final Link link;
    private final boolean accepted;
    private volatile Phase phase = Phase.OPENING;
    private @Nullable EngineLink engine;
    private boolean closeForGood;
    private @Nullable ErrorCondition reason;
    private boolean outOfTime;
    private @Nullable LinkException failure;
    private @Nullable Timer timer;

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

    /** The engine cannot attach it: the application hears of it as of a refusal by the peer. */
    private void refuse(IllegalStateException why) {
        ErrorCondition error = ErrorCondition.of(AmqpError.NOT_ALLOWED, why.getMessage());
        link.connection().work().later(() -> {
            tellError(error, " cannot be attached: ");
            finish();
        });
    }

    /** The attempt has failed, and another one will be made. */
    void suspend() {
        engine = null;
        link.engine(null);
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
        link.begin();
        link.wake();
    }

    /** The peer answered our attach. */
    void answered(@Nullable Attach attach) {
        link.remote(attach);
        if (phase == Phase.OPENING) {
            opened();
        } else if (phase == Phase.CLOSING) {
            tellOpened();
        }
    }

    private void opened() {
        phase = Phase.OPEN;
        tellOpened();
    }

    private void tellOpened() {
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
        } else if (!link.busy()) {
            over(null);
            connection.later(this::tellClosed);
        }
        if (link.busy()) {
            timer = connection.after(link.connection().closeTimeout(), () -> {
                outOfTime = true;
                link.wake();
            });
        }
    }

    /** Detaches if nothing waits any more; false if it has to be tried again. */
    private boolean tryEnd() {
        EngineLink open = engine;
        if (open == null || phase != Phase.CLOSING) {
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
        return true;
    }

    // ---- going, by the peer's will

    /** The peer refused our attach. */
    void refused() {
        EngineLink gone = engine();
        ErrorCondition error = gone.remoteError();
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
        if (error != null) {
            tellError(error, " was closed by the peer: ");
        } else if (!answer && forGood) {
            Callbacks.raise(link.handler(), MessagingHandler::onLinkClosing, new Events.OfLink(link));
        } else if (!answer) {
            Callbacks.raise(link.handler(), MessagingHandler::onLinkDetached, new Events.OfLink(link));
        }
        if (forGood) {
            gone.close();
        } else {
            gone.detach();
        }
        finish();
    }

    /** The peer broke the rules of the link, or attached another one of that name: the engine has detached it. */
    void failed(ErrorCondition error) {
        phase = Phase.CLOSING;
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
        if (timer != null) {
            timer.cancel();
        }
        link.session().remove(link);
        link.release(cause);
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
