// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import io.lepton.amqp.types.Symbol;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen for a sender, inside the lambda of {@link Connection#createSender}.
 *
 * <p>To be used inside that lambda, by the thread that runs it: afterwards the choices are fixed, and every method throws
 * {@link IllegalStateException}. A value out of range is an {@link IllegalArgumentException} at once.
 */
public final class SenderOptions extends LinkOptions<SenderOptions> {

    boolean autoSettle = true;
    int maxQueued = 100_000;
    long maxQueuedBytes = 64L << 20;
    boolean resend = true;
    private static final Duration DEFAULT_SEND_TIMEOUT = Duration.ofMinutes(10);

    /** What holds if nothing is chosen: the same for all. */
    static final SenderOptions DEFAULT = choose(new SenderOptions(), nothing -> {});

    Duration sendTimeout = DEFAULT_SEND_TIMEOUT;
    private boolean dynamic;
    private List<Symbol> capabilities = List.of();

    SenderOptions() {}

    /**
     * Whether a delivery is settled as soon as the peer told its outcome, if the peer did not settle it itself. Default:
     * yes.
     */
    public SenderOptions autoSettle(boolean value) {
        change();
        autoSettle = value;
        return this;
    }

    /**
     * How many messages may wait for credit or for the connection; one more is not taken, its outcome fails with
     * {@code amqp:resource-limit-exceeded}. Default: 100,000.
     */
    public SenderOptions maxQueued(int messages) {
        change();
        maxQueued = atLeast(1, "maxQueued", messages);
        return this;
    }

    /** How many bytes may wait, as {@link #maxQueued}; a message that is alone may be larger. Default: 64 MiB. */
    public SenderOptions maxQueuedBytes(long bytes) {
        change();
        if (bytes < 1) {
            throw new IllegalArgumentException("maxQueuedBytes must be at least 1, not " + bytes);
        }
        maxQueuedBytes = bytes;
        return this;
    }

    /**
     * Whether messages without an outcome are sent again, whole and in order, when the link is back after the connection was
     * lost or the peer detached it: nothing gets lost, and only a message whose outcome was on its way may arrive twice.
     * Otherwise they fail at the loss, told as {@linkplain DeliveryException#inDoubt in doubt} if they may have arrived.
     * Default: yes.
     */
    public SenderOptions resend(boolean value) {
        change();
        resend = value;
        return this;
    }

    /**
     * How long a message may be without an outcome before it fails; measured coarsely, up to a quarter longer. Zero means
     * for ever. For a link that the peer attached there is no limit. Default: 10 minutes.
     */
    public SenderOptions sendTimeout(Duration value) {
        change();
        if (value.isNegative() || (!value.isZero() && value.compareTo(Duration.ofMillis(1)) < 0)) {
            throw new IllegalArgumentException("sendTimeout is zero or at least 1 ms, not " + value);
        }
        sendTimeout = atMostYears(value);
        return this;
    }

    /** Asks the peer to create a node; its address is {@link Sender#address()} once the link is open (part 3, 3.5.4). */
    public SenderOptions dynamic() {
        change();
        dynamic = true;
        return this;
    }

    /** Capabilities of the target, such as {@code queue} or {@code topic} for a broker that creates it on demand. */
    public SenderOptions capabilities(String... values) {
        change();
        capabilities = PeerOptions.symbols(values);
        return this;
    }

    @Override
    SenderOptions self() {
        return this;
    }

    /** Where the messages come from: this end. */
    Source localSource() {
        return finish(Source.builder().outcomes(OUTCOMES));
    }

    /** Where they go; an address of null is the anonymous relay, or none yet if the node is dynamic. */
    Target remoteTarget(@Nullable String address) {
        return finish(Target.builder().address(address).dynamic(dynamic).capabilities(capabilities));
    }
}
