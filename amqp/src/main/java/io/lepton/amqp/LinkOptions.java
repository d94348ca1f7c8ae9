// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Modified;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.protocol.SenderSettleMode;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import io.lepton.amqp.types.Symbol;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen for a sender or a receiver. Each method returns these options, so that choices can be chained.
 *
 * @param <O> the options themselves
 */
public abstract sealed class LinkOptions<O extends LinkOptions<O>> extends Options
        permits SenderOptions, ReceiverOptions {

    /** The outcomes that this library can handle: all of the standard's. */
    static final List<Symbol> OUTCOMES =
            List.of(Accepted.TYPE.symbol(), Rejected.TYPE.symbol(), Released.TYPE.symbol(), Modified.TYPE.symbol());

    @Nullable
    String name;

    @Nullable
    MessagingHandler handler;

    @Nullable
    SenderSettleMode sndSettleMode;

    @Nullable
    ReceiverSettleMode rcvSettleMode;

    boolean recover = true;
    List<Symbol> offeredCapabilities = List.of();
    List<Symbol> desiredCapabilities = List.of();
    Map<Symbol, @Nullable Object> properties = Map.of();
    private @Nullable Consumer<? super Source.Builder> source;
    private @Nullable Consumer<? super Target.Builder> target;

    LinkOptions() {}

    abstract O self();

    /**
     * The name of the link, unique between the two containers for one direction (part 2, 2.6.1). By default a new one; a
     * durable subscription needs one that stays the same.
     */
    public O name(String value) {
        change();
        name = value;
        return self();
    }

    /** Who is told of the events of the link; by default the session's handler. */
    public O handler(MessagingHandler value) {
        change();
        handler = value;
        return self();
    }

    /**
     * Whether the link is attached again when the peer detaches it while the connection stays up: without an error, or with
     * one that passes, as {@code amqp:link:detach-forced}, {@code amqp:internal-error},
     * {@code amqp:resource-limit-exceeded} and {@code amqp:resource-locked}. The delays are those of
     * {@link ReconnectOptions}. So is a link that was open before and that the peer refuses for such an error when it comes
     * back. Another refusal, a close without an error and a theft of the link are final. After a loss of the
     * connection every link comes back, whatever is chosen here. Default: yes.
     */
    public O recover(boolean value) {
        change();
        recover = value;
        return self();
    }

    /** Messages are sent settled: they may get lost, and there are no outcomes. */
    public O atMostOnce() {
        change();
        sndSettleMode = SenderSettleMode.SETTLED;
        rcvSettleMode = ReceiverSettleMode.FIRST;
        return self();
    }

    /** Messages are sent unsettled and settled by the receiver with their outcome. */
    public O atLeastOnce() {
        change();
        sndSettleMode = SenderSettleMode.UNSETTLED;
        rcvSettleMode = ReceiverSettleMode.FIRST;
        return self();
    }

    /** Messages are sent unsettled; the receiver settles after the sender has (part 2, 2.8.3 second). */
    public O exactlyOnce() {
        change();
        sndSettleMode = SenderSettleMode.UNSETTLED;
        rcvSettleMode = ReceiverSettleMode.SECOND;
        return self();
    }

    /** Extensions that this end of the link has (part 2, 2.7.3 offered-capabilities). */
    public O offeredCapabilities(String... values) {
        change();
        offeredCapabilities = PeerOptions.symbols(values);
        return self();
    }

    /** Extensions that this end of the link would use if the peer has them (part 2, 2.7.3 desired-capabilities). */
    public O desiredCapabilities(String... values) {
        change();
        desiredCapabilities = PeerOptions.symbols(values);
        return self();
    }

    /** Link properties to tell the peer (part 2, 2.7.3 properties). */
    public O properties(Map<String, ?> values) {
        change();
        properties = PeerOptions.symbolKeys(values);
        return self();
    }

    /** Changes the source that is asked for, after the other options made it (part 3, 3.5.3). */
    public O source(Consumer<? super Source.Builder> changes) {
        change();
        source = changes;
        return self();
    }

    /** Changes the target that is asked for, after the other options made it (part 3, 3.5.4). */
    public O target(Consumer<? super Target.Builder> changes) {
        change();
        target = changes;
        return self();
    }

    Source finish(Source.Builder builder) {
        if (source != null) {
            source.accept(builder);
        }
        return builder.build();
    }

    Target finish(Target.Builder builder) {
        if (target != null) {
            target.accept(builder);
        }
        return builder.build();
    }
}
