// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.engine.OutgoingDelivery;
import io.lepton.amqp.message.SplitMessage;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.Binary;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A message that was handed to a sender, and what becomes of it. Its outcome can be followed by the callbacks
 * {@link MessagingHandler#onAccepted} and so on, or by {@link #outcome()}; the future behind the latter is made only when it
 * is asked for. Every method may be called from any thread.
 */
public final class SentDelivery implements Delivery, OutcomeEvent {

    private static final VarHandle RESULT;
    private static final VarHandle STATE;
    private static final VarHandle FLAGS;

    private static final int SETTLED = 0x01;
    private static final int UNDER_WAY = 0x02;
    /** The store counts the array, or arrays, of its own. */
    private static final int COUNTED = 0x04;
    /** An earlier attempt to send it may have reached the peer. */
    private static final int IN_DOUBT = 0x08;
    /** The callback of an outcome has been called: a peer may tell the same one twice, at last settled. */
    private static final int TOLD = 0x10;
    /** Its tag is made of a number that has no room here, so the engine's object is kept for it. */
    private static final int LARGE_TAG = 0x20;

    private static final long LARGEST_TAG = 0xffff_fffeL;

    private static final byte[] NOTHING = {};

    /** The result of a delivery that was settled without an outcome. */
    private static final Object NO_OUTCOME = new Object();

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            RESULT = lookup.findVarHandle(SentDelivery.class, "result", Object.class);
            STATE = lookup.findVarHandle(SentDelivery.class, "state", DeliveryState.class);
            FLAGS = lookup.findVarHandle(SentDelivery.class, "flags", byte.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Sender sender;
    private final int messageFormat;

    // Where the encoded message is kept: nowhere, in an array or two, or in a chunk of its own or a part of a shared
    // one.
    private @Nullable Object payload;
    private short start;
    private final int size;

    // Its neighbours in the outbox.
    @Nullable
    SentDelivery before;

    @Nullable
    SentDelivery after;

    /** The engine's object, which is given back once settled: only the loop may look at it, others only if it is kept. */
    private @Nullable OutgoingDelivery engine;

    /** One more than the number that its tag is made of; 0 if it has none, or a larger one. */
    private int tagNumber;

    /** When it was given to the sender, by the ticks of {@link SendTimeouts}, of which a few are all that matters. */
    byte tick;

    /** Null; the future while somebody waits; at last an Outcome, NO_OUTCOME or an AmqpException. */
    private volatile @Nullable Object result;

    // Written with release order only: nothing is read behind them that an earlier store would have to wait for.
    private volatile @Nullable DeliveryState state;
    private volatile byte flags;

    /**
     * A message that is about to be sent.
     *
     * @param payload the array, the chunk or the {@link SplitMessage} that is for it alone; null if it is in none
     */
    SentDelivery(Sender sender, long messageFormat, @Nullable Object payload, int size, boolean settled) {
        FLAGS.setRelease(this, settled ? (byte) SETTLED : 0);
        this.sender = sender;
        this.messageFormat = (int) messageFormat;
        this.payload = payload;
        this.size = size;
    }

    // ---- what the application asks

    @Override
    public Sender sender() {
        return sender;
    }

    /** The delivery itself. */
    @Override
    public SentDelivery delivery() {
        return this;
    }

    @Override
    public @Nullable Binary tag() {
        int known = tagNumber;
        OutgoingDelivery kept = is(LARGE_TAG) ? engine : null;
        if (known == 0 && kept == null) {
            return null;
        }
        byte[] tag = kept == null ? OutgoingDelivery.tagOf(Integer.toUnsignedLong(known - 1)) : kept.tag();
        return Binary.wrap(tag, 0, tag.length);
    }

    @Override
    public @Nullable DeliveryState remoteState() {
        return state;
    }

    @Override
    public boolean settled() {
        return is(SETTLED);
    }

    private boolean is(int flag) {
        return (flags & flag) != 0;
    }

    /** Only the loop sets and clears flags, once the delivery is made. */
    private void set(int flag, boolean on) {
        FLAGS.setRelease(this, (byte) (on ? flags | flag : flags & ~flag));
    }

    /**
     * What becomes of the message. Completes exactly once, on the loop of the connection or, if too many messages wait, inside
     * the call that sends:
     *
     * <ul>
     *   <li>with the outcome that the peer told: accepted, rejected, released or modified (part 3, 3.4);
     *   <li>with null if there is none to be told: the delivery was sent settled, or the peer settled it without a state and
     *       the source has no default outcome;
     *   <li>exceptionally with a {@link DeliveryException} if the link or the connection ended first, the
     *       {@link SenderOptions#sendTimeout} was over, or too many messages waited already;
     *       {@link DeliveryException#inDoubt()} tells whether the message may have arrived.
     * </ul>
     */
    @SuppressWarnings("unchecked")
    public CompletionStage<@Nullable Outcome> outcome() {
        Object now = result;
        if (now == null) {
            CompletableFuture<@Nullable Outcome> future = new CompletableFuture<>();
            now = RESULT.compareAndExchange(this, null, future);
            if (now == null) {
                return future;
            }
        }
        if (now instanceof CompletableFuture) {
            return (CompletableFuture<@Nullable Outcome>) now;
        }
        CompletableFuture<@Nullable Outcome> future = new CompletableFuture<>();
        finish(future, now);
        return future;
    }

    /**
     * Settles at this end what the peer has not settled; needed only if the sender's {@code autoSettle} is off. Nothing
     * happens if it is settled already.
     */
    public void settle() {
        sender.connection().onLoop(() -> {
            OutgoingDelivery sent = engine;
            if (sent != null && sent.settle()) {
                set(SETTLED, true);
                recycle(sent);
                sender.wake();
            }
        });
    }

    @Override
    public String toString() {
        return "delivery " + (tag() == null ? "(queued)" : tag()) + " to " + sender;
    }

    // ---- on the loop: its way out

    int messageFormat() {
        return messageFormat;
    }

    /** Bytes of the encoded message. */
    int size() {
        return size;
    }

    /** Whether it went out, so that it does not wait. */
    boolean underWay() {
        return is(UNDER_WAY);
    }

    /** Whether the peer may have got it. */
    boolean inDoubt() {
        OutgoingDelivery sent = engine;
        return is(IN_DOUBT) || (sent != null && sent.started());
    }

    /**
     * The encoded message, or the first part of it.
     *
     * @param view is made to stand for it
     */
    Buffer payload(Buffer view) {
        if (payload instanceof PayloadStore.Chunk chunk) {
            view.rewrap(chunk.bytes(), Short.toUnsignedInt(start), size);
        } else if (payload instanceof byte[] own) {
            view.rewrap(own, 0, size);
        } else if (payload instanceof SplitMessage split) {
            split.start(view);
        } else {
            throw new IllegalStateException(this + " is not kept");
        }
        return view;
    }

    /**
     * What follows the {@link #payload}: nothing, if that is all.
     *
     * @param view is made to stand for it
     */
    Buffer rest(Buffer view) {
        if (payload instanceof SplitMessage split) {
            return split.rest(view);
        }
        view.rewrap(NOTHING, 0, 0);
        return view;
    }

    /**
     * Whether the engine may borrow the message, instead of copying it: it lies alone, does not change as long as it is kept,
     * and is so large that the copy costs more than what the engine has to note.
     */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    boolean lends(Buffer encoded) {
        byte[] array = encoded.array();
        return (payload == array && size > PayloadStore.LARGEST_SHARED)
                || payload instanceof SplitMessage
                || (payload instanceof PayloadStore.Chunk chunk && !chunk.shared() && chunk.bytes() == array);
    }

    /** Keeps the message to be sent again if need be: where it is if it lies alone, else in the store. */
    void keep(PayloadStore store, Buffer encoded) {
        if (payload == null) {
            PayloadStore.Chunk chunk = store.keep(encoded.array(), encoded.readIndex(), size);
            payload = chunk;
            start = (short) PayloadStore.lastStart(chunk, size);
        } else if (payload instanceof PayloadStore.Chunk chunk) {
            store.hold(chunk);
        } else if (!is(COUNTED)) {
            set(COUNTED, true);
            store.count(size);
        }
    }

    /** Keeps the message no longer. */
    void letGo(PayloadStore store) {
        if (payload instanceof PayloadStore.Chunk chunk) {
            OutgoingDelivery sent = engine;
            store.release(chunk, sent == null || sent.sent());
        } else if (is(COUNTED)) {
            store.discount(size);
            set(COUNTED, false);
        }
        payload = null;
    }

    /** It goes out. */
    void goesOut() {
        set(UNDER_WAY, true);
    }

    /** The engine has it now. */
    void handedOver(OutgoingDelivery delivery) {
        engine = delivery;
        if (delivery.tagNumber() <= LARGEST_TAG) {
            tagNumber = (int) (delivery.tagNumber() + 1);
        } else {
            set(LARGE_TAG, true);
        }
    }

    /** Whether this is the engine's delivery that stands for it now, not one of a link that was lost. */
    boolean isSentAs(OutgoingDelivery delivery) {
        return engine == delivery;
    }

    /** What of it has not left yet, will not: it has failed. */
    void abandon() {
        OutgoingDelivery sent = engine;
        if (sent != null && !sent.sent() && !sent.aborted()) {
            sent.abort();
        }
    }

    /** It is settled already, but waits in the engine. */
    void waitsIn(OutgoingDelivery delivery) {
        engine = delivery;
    }

    /** The link was lost on which it went out, and it has to go once more. */
    void waitAgain() {
        set(IN_DOUBT, inDoubt());
        set(UNDER_WAY, false);
        set(LARGE_TAG, false);
        engine = null;
        tagNumber = 0;
    }

    /** It was sent settled: nothing will ever be heard of it. */
    void sentSettled() {
        complete(NO_OUTCOME);
    }

    /** It will never have an outcome; false if it has one. */
    boolean fail(AmqpException cause) {
        if (completed()) {
            return false;
        }
        set(TOLD, true);
        complete(cause);
        return true;
    }

    // ---- on the loop: what the peer says

    /** The peer changed its state or settled. */
    void updated(OutgoingDelivery delivery, MessagingHandler handler) {
        DeliveryState news = delivery.remoteState();
        boolean over = delivery.remotelySettled();
        STATE.setRelease(this, news);
        if (over) {
            set(SETTLED, true);
        }
        Outcome outcome = news instanceof Outcome known ? known : null;
        if (outcome == null && over && news == null) {
            outcome = sender.defaultOutcome();
        }
        if (!completed() && (outcome != null || over)) {
            complete(outcome == null ? NO_OUTCOME : outcome);
        }
        if (outcome != null && !is(TOLD)) {
            set(TOLD, true);
            OutcomeCallback.raise(handler, outcome, this);
        }
        if (news != null) {
            Callbacks.raise(handler, MessagingHandler::onDeliveryUpdated, this);
        }
        if (over) {
            Callbacks.raise(handler, MessagingHandler::onSettled, this);
        }
    }

    /** Gives the engine its object back, unless that is needed yet. */
    void recycle(OutgoingDelivery delivery) {
        if (!is(LARGE_TAG) && delivery.recycle()) {
            engine = null;
        }
    }

    /** Whether its outcome, or that it has none, is known. */
    boolean completed() {
        Object now = result;
        return now != null && !(now instanceof CompletableFuture);
    }

    /** A future that somebody has, and what it will be completed with. */
    record Awaited(CompletableFuture<@Nullable Outcome> future, Object last) {

        void complete() {
            finish(future, last);
        }
    }

    @SuppressWarnings("unchecked")
    private void complete(Object last) {
        Object before = RESULT.getAndSet(this, last);
        if (before instanceof CompletableFuture) {
            Awaited awaited = new Awaited((CompletableFuture<@Nullable Outcome>) before, last);
            if (last instanceof AmqpException) {
                awaited.complete(); // perhaps on another thread, and never one of many
            } else {
                sender.connection().work().outcomes().add(awaited);
            }
        }
    }

    private static void finish(CompletableFuture<@Nullable Outcome> future, Object last) {
        if (last instanceof AmqpException failure) {
            future.completeExceptionally(failure);
        } else {
            future.complete(last == NO_OUTCOME ? null : (Outcome) last);
        }
    }
}
