// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.protocol.DistributionMode;
import io.lepton.amqp.protocol.Filter;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import io.lepton.amqp.protocol.TerminusDurability;
import io.lepton.amqp.protocol.TerminusExpiryPolicy;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.Symbol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen for a receiver, inside the lambda of {@link Connection#createReceiver}.
 *
 * <p>To be used inside that lambda, by the thread that runs it: afterwards the choices are fixed, and every method throws
 * {@link IllegalStateException}. A value out of range is an {@link IllegalArgumentException} at once.
 */
public final class ReceiverOptions extends LinkOptions<ReceiverOptions> {

    int creditWindow = 10;
    boolean autoAccept = true;
    long maxMessageSize = -1;

    @Nullable
    Consumer<? super MessageEvent> onMessage;

    private boolean dynamic;
    private boolean durable;
    private @Nullable DistributionMode distributionMode;
    private final Map<Symbol, @Nullable Object> filters = new LinkedHashMap<>();
    private List<Symbol> capabilities = List.of();

    /** What holds if nothing is chosen: the same for all. */
    static final ReceiverOptions DEFAULT = choose(new ReceiverOptions(), nothing -> {});

    ReceiverOptions() {}

    /**
     * How many messages the peer may have under way to the application: sent, but not yet settled by it. Zero leaves it to
     * the application to give credit by {@link Receiver#addCredit}. Default: 10.
     */
    public ReceiverOptions creditWindow(int messages) {
        change();
        creditWindow = atLeast(0, "creditWindow", messages);
        return this;
    }

    /** Whether a message is accepted when its handler has returned without stating an outcome. Default: yes. */
    public ReceiverOptions autoAccept(boolean value) {
        change();
        autoAccept = value;
        return this;
    }

    /** Hands the messages to this, instead of to {@link MessagingHandler#onMessage} of the handler. */
    public ReceiverOptions onMessage(Consumer<? super MessageEvent> consumer) {
        change();
        onMessage = consumer;
        return this;
    }

    /**
     * The largest message to take, in bytes; a larger one closes the link with
     * {@code amqp:link:message-size-exceeded}. Zero means any. Default: 64 MiB.
     */
    public ReceiverOptions maxMessageSize(long bytes) {
        change();
        if (bytes < 0) {
            throw new IllegalArgumentException("maxMessageSize must not be negative, but is " + bytes);
        }
        maxMessageSize = bytes;
        return this;
    }

    /** Asks the peer to create a node; its address is {@link Receiver#address()} once the link is open (part 3, 3.5.3). */
    public ReceiverOptions dynamic() {
        change();
        dynamic = true;
        return this;
    }

    /** Takes only the messages for which this expression, in the language of JMS selectors, is true. */
    public ReceiverOptions selector(String expression) {
        return filter("selector", Filter.selector(expression));
    }

    /** Adds a filter to the source (part 3, 3.5.8 filter-set). */
    public ReceiverOptions filter(String filterName, Described filter) {
        change();
        filters.put(Symbol.of(filterName), filter);
        return this;
    }

    /**
     * The source outlives the link and the connection: {@link Receiver#detach()} keeps it and {@link Receiver#close()} ends
     * it, if the connection is up: the peer does not hear of a close while it is lost. Needs a container id and a {@linkplain #name link name} that stay the same.
     */
    public ReceiverOptions durableSubscription() {
        change();
        durable = true;
        return this;
    }

    /** Whether taking a message removes it from the node or, to browse, leaves it there (part 3, 3.5.7). */
    public ReceiverOptions distributionMode(DistributionMode mode) {
        change();
        distributionMode = mode;
        return this;
    }

    /** Capabilities of the source, such as {@code queue}, {@code topic}, {@code shared} or {@code global}. */
    public ReceiverOptions capabilities(String... values) {
        change();
        capabilities = PeerOptions.symbols(values);
        return this;
    }

    @Override
    ReceiverOptions self() {
        return this;
    }

    /** Where the messages come from; an address of null is none yet if the node is dynamic. */
    Source remoteSource(@Nullable String address) {
        Source.Builder builder = Source.builder()
                .address(address)
                .dynamic(dynamic)
                .distributionMode(distributionMode)
                .filter(filters)
                .outcomes(OUTCOMES)
                .capabilities(capabilities);
        if (durable) {
            builder.durable(TerminusDurability.UNSETTLED_STATE).expiryPolicy(TerminusExpiryPolicy.NEVER);
        }
        return finish(builder);
    }

    /** Where they go: this end. */
    Target localTarget(@Nullable String address) {
        return finish(Target.builder().address(address));
    }
}
