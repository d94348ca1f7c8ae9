// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.EndpointState;
import io.lepton.amqp.engine.EngineLink;
import io.lepton.amqp.engine.LinkSettings;
import io.lepton.amqp.protocol.Coordinator;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.protocol.SenderSettleMode;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import io.lepton.amqp.protocol.Terminus;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/** What an attach of this end says: by the options of a link of ours, or as an answer to what the peer asked for. */
final class LinkTerms {

    private LinkTerms() {}

    /** The terms of a link that this container attaches. */
    static void announce(EngineLink link, LinkOptions<?> options, @Nullable Source source, @Nullable Terminus target) {
        LinkSettings settings = link.settings();
        settings.source(source).target(target);
        settings.sndSettleMode(options.sndSettleMode == null ? SenderSettleMode.MIXED : options.sndSettleMode);
        settings.rcvSettleMode(options.rcvSettleMode == null ? ReceiverSettleMode.FIRST : options.rcvSettleMode);
        settings.offeredCapabilities(options.offeredCapabilities);
        settings.desiredCapabilities(options.desiredCapabilities);
        settings.properties(options.properties);
    }

    /** Opens a link that the peer attached: its own wishes, changed by the options. */
    static void open(Link link, LinkOptions<?> options, @Nullable EngineLink engine) {
        if (!link.connection().inLoop()) {
            throw new IllegalStateException(link + " can be opened in its onLinkOpening only, not by another thread");
        }
        if (engine == null || !link.accepted() || engine.localState() != EndpointState.UNOPENED) {
            throw new IllegalStateException(
                    link + " is open or closed already: only a link that the peer attaches can be opened, once");
        }
        if (options.handler != null) {
            link.handler(options.handler);
        }
        Source source = engine.remoteSource() == null ? null : options.finish(engine.remoteSource().toBuilder());
        Terminus target =
                engine.remoteTarget() instanceof Target node ? options.finish(node.toBuilder()) : engine.remoteTarget();
        announce(engine, options, source, target);
        LinkSettings settings = engine.settings();
        settings.sndSettleMode(options.sndSettleMode == null ? link.remoteSndSettleMode() : options.sndSettleMode);
        settings.rcvSettleMode(options.rcvSettleMode == null ? link.remoteRcvSettleMode() : options.rcvSettleMode);
        link.life().open();
    }

    /** Why a link cannot be opened just as the peer asked for it; null if it can. */
    static @Nullable ErrorCondition obstacle(@Nullable Source source, @Nullable Terminus target) {
        if (target instanceof Coordinator) {
            return ErrorCondition.of(AmqpError.NOT_IMPLEMENTED, "there is no transaction coordinator here");
        }
        if (source == null || target == null) {
            return ErrorCondition.of(
                    AmqpError.INVALID_FIELD, "the attach has no " + (source == null ? "source" : "target"));
        }
        if (source.dynamic() || (target instanceof Target node && node.dynamic())) {
            return ErrorCondition.of(AmqpError.NOT_IMPLEMENTED, "there are no dynamic nodes here");
        }
        return null;
    }
}
