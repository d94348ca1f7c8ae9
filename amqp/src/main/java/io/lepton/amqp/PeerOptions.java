// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.ConnectSettings;
import io.lepton.amqp.transport.TlsSettings;
import io.lepton.amqp.types.Symbol;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen for the connections that a container makes and for those that a listener accepts. Each method
 * returns these options, so that choices can be chained.
 *
 * @param <O> the options themselves
 */
public abstract sealed class PeerOptions<O extends PeerOptions<O>> extends Options
        permits ConnectionOptions, ListenerOptions {

    /** The smallest frame that every peer takes (part 2, 2.8.19 MIN-MAX-FRAME-SIZE). */
    static final int SMALLEST_FRAME = 512;

    /** What the wire can tell: 2^32-1 milliseconds. */
    private static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(60);

    private static final Duration DEFAULT_OPEN_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration LONGEST_HEARTBEAT = Duration.ofMillis(0xffff_ffffL);

    @Nullable
    MessagingHandler handler;

    @Nullable
    String containerId;

    Duration heartbeat = DEFAULT_HEARTBEAT;
    Duration tlsTimeout = ConnectSettings.DEFAULT_TLS_TIMEOUT;
    Duration saslTimeout = TEN_SECONDS;
    Duration openTimeout = DEFAULT_OPEN_TIMEOUT;
    Duration closeTimeout = TEN_SECONDS;
    int maxFrameSize = 64 * 1024;
    int channelMax = 255;
    List<Symbol> offeredCapabilities = List.of();
    List<Symbol> desiredCapabilities = List.of();
    Map<Symbol, @Nullable Object> properties = Map.of();
    boolean saslEnabled = true;
    boolean allowInsecureMechs;

    @Nullable
    List<String> allowedMechs;

    TlsSettings tls = TlsSettings.DEFAULT;

    PeerOptions() {}

    abstract O self();

    /** Who is told of the events of the connection; by default the container's handler. */
    public O handler(MessagingHandler value) {
        change();
        handler = value;
        return self();
    }

    /** The container id to tell the peer, if it shall not be {@link Container#id()}. */
    public O containerId(String value) {
        change();
        containerId = value;
        return self();
    }

    /**
     * After how much silence the peer counts as dead (part 2, 2.4.5); the peer is told half of it. Zero turns this off.
     * Default: 60 seconds.
     */
    public O heartbeat(Duration value) {
        change();
        if (value.isNegative() || (!value.isZero() && value.compareTo(Duration.ofMillis(2)) < 0)) {
            throw new IllegalArgumentException("heartbeat is zero or at least 2 ms, not " + value);
        }
        heartbeat = value.compareTo(LONGEST_HEARTBEAT) > 0 ? LONGEST_HEARTBEAT : value;
        return self();
    }

    /** How long the TLS handshake may take, and as long again that of the WebSocket. Default: 10 seconds. */
    public O tlsTimeout(Duration value) {
        change();
        tlsTimeout = positive("tlsTimeout", value);
        return self();
    }

    /** How long authentication may take, from the moment that the connection and its TLS stand. Default: 10 seconds. */
    public O saslTimeout(Duration value) {
        change();
        saslTimeout = positive("saslTimeout", value);
        return self();
    }

    /**
     * How long it may take from the moment that the connection and its TLS stand until the peer's open has arrived,
     * authentication included. However busily the peer sends, this limit and those before it hold. Default: 15 seconds, at
     * listeners 10.
     */
    public O openTimeout(Duration value) {
        change();
        openTimeout = positive("openTimeout", value);
        return self();
    }

    /**
     * How long closing may take: until what is queued has been sent, and once more until the peer has answered. Default:
     * 10 seconds.
     */
    public O closeTimeout(Duration value) {
        change();
        closeTimeout = positive("closeTimeout", value);
        return self();
    }

    /**
     * The largest frame to accept, in bytes, 512 at least. Larger messages travel in several frames. Default: 64 KiB,
     * which is also the most that a peer can make a connection buffer for one frame.
     */
    public O maxFrameSize(int value) {
        change();
        maxFrameSize = atLeast(SMALLEST_FRAME, "maxFrameSize", value);
        return self();
    }

    /** The highest channel number, 0 to 65535: one less than the number of sessions that fit. Default: 255. */
    public O channelMax(int value) {
        change();
        if (value < 0 || value > 0xffff) {
            throw new IllegalArgumentException("channelMax is 0 to 65535, not " + value);
        }
        channelMax = value;
        return self();
    }

    /** Extensions that this end has (part 2, 2.7.1 offered-capabilities). */
    public O offeredCapabilities(String... values) {
        change();
        offeredCapabilities = symbols(values);
        return self();
    }

    /** Extensions that this end would use if the peer has them (part 2, 2.7.1 desired-capabilities). */
    public O desiredCapabilities(String... values) {
        change();
        desiredCapabilities = symbols(values);
        return self();
    }

    /** Connection properties to tell the peer (part 2, 2.7.1 properties). */
    public O properties(Map<String, ?> values) {
        change();
        properties = symbolKeys(values);
        return self();
    }

    /**
     * Whether there is a SASL layer (part 5, 5.3). Without it nobody is asked or told who connects, so it is an error to leave
     * it out and to say who connects or may connect, or by what mechanisms. Default: yes.
     */
    public O saslEnabled(boolean value) {
        change();
        saslEnabled = value;
        return self();
    }

    /**
     * The SASL mechanisms that may be used, by name in any case, one by one or separated by spaces; by default all that fit
     * what is known of the users. Of those that the peer has too the strongest is used, whatever their order here: EXTERNAL,
     * GSSAPI, SCRAM-SHA-512, SCRAM-SHA-256, SCRAM-SHA-1, OAUTHBEARER, XOAUTH2, PLAIN, ANONYMOUS.
     */
    public O allowedMechs(String... values) {
        change();
        List<String> names = Arrays.stream(values)
                .flatMap(value -> Arrays.stream(value.trim().split("\\s+")))
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("allowedMechs names no mechanism; saslEnabled(false) does without SASL");
        }
        allowedMechs = names;
        return self();
    }

    /** Whether mechanisms that show the password to the network, such as PLAIN, may be used without TLS. Default: no. */
    public O allowInsecureMechs(boolean value) {
        change();
        allowInsecureMechs = value;
        return self();
    }

    /**
     * How to do TLS, which {@code amqps} and {@code amqpwss} URLs ask for. By default chain and host name are verified by the
     * JDK's trust. Beside URLs that all do without TLS it is an error: nothing of it would hold.
     */
    public O tls(Consumer<TlsOptions> choices) {
        change();
        tls = TlsOptions.settings(choices);
        return self();
    }

    /** Whether something was said about TLS, so that there has to be some. */
    @SuppressWarnings("ReferenceEquality") // as a shortcut
    final boolean tlsChosen() {
        // most say nothing: that takes no comparison of records, whose code the JDK makes when it is first called, in
        // some 20 ms
        return tls != TlsSettings.DEFAULT && !tls.equals(TlsSettings.DEFAULT);
    }

    static List<Symbol> symbols(String... values) {
        return Arrays.stream(values).map(Symbol::of).toList();
    }

    static Map<Symbol, @Nullable Object> symbolKeys(Map<String, ?> values) {
        Map<Symbol, @Nullable Object> converted = new LinkedHashMap<>();
        values.forEach((key, value) -> converted.put(Symbol.of(key), value));
        return converted;
    }
}
