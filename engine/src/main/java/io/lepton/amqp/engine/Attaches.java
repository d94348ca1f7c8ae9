// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.UnsignedLong;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the attach frames of this end and reads the meaning of the peer's (part 2, 2.7.3). */
final class Attaches {

    /** Frame header, with room to spare. */
    private static final int FRAME_OVERHEAD = 16;

    /** A name of so many characters, of three bytes each at most, fits the smallest frame that a peer may ask for. */
    private static final int SURELY_FITS = 150;

    private Attaches() {}

    static Attach of(EngineLink link, int handle) {
        LinkSettings settings = link.settings();
        Attach.Builder attach = Attach.builder(link.name(), handle, link.role())
                .source(settings.source())
                .target(settings.target())
                .sndSettleMode(settings.sndSettleMode())
                .rcvSettleMode(settings.rcvSettleMode())
                .unsettled(settings.unsettled())
                .incompleteUnsettled(settings.incompleteUnsettled())
                .offeredCapabilities(settings.offeredCapabilities())
                .desiredCapabilities(settings.desiredCapabilities())
                .properties(settings.properties());
        long maxMessageSize = settings.maxMessageSize();
        if (link instanceof EngineReceiver receiver) {
            maxMessageSize = maxMessageSize < 0 ? link.session().limits().maxMessageSize() : maxMessageSize;
            receiver.maxMessageSize(maxMessageSize);
        } else {
            link.ledger.begin(settings.initialDeliveryCount());
            attach.initialDeliveryCount(Integer.toUnsignedLong(settings.initialDeliveryCount()));
        }
        if (maxMessageSize > 0) {
            attach.maxMessageSize(UnsignedLong.valueOf(maxMessageSize));
        }
        return attach.build();
    }

    /** The answer that refuses the peer's attach: without termini (part 2, 2.6.3). */
    static Attach refusal(EngineLink link, int handle) {
        Attach.Builder attach = Attach.builder(link.name(), handle, link.role());
        return link.role() == Role.SENDER ? attach.initialDeliveryCount(0L).build() : attach.build();
    }

    /** Whether the peer takes frames that are large enough for the least answer to its attach, which repeats the name. */
    static boolean answerFits(Attach attach, int maxFrameSize) {
        return attach.name().length() <= SURELY_FITS
                || size(Attach.builder(attach.name(), Integer.MAX_VALUE, attach.role())
                                .initialDeliveryCount(LinkCredit.MAX)
                                .build())
                        <= maxFrameSize;
    }

    /** Whether the peer's answer lacks the terminus that was asked for, so that a detach with the reason has to follow. */
    static boolean lacksTerminus(EngineLink link) {
        return link.role() == Role.SENDER
                ? link.target() != null && link.remoteTarget() == null
                : link.source() != null && link.remoteSource() == null;
    }

    /** The attach with as much of its unsettled map as fits a frame; it is marked as incomplete if that is not all. */
    static Attach fit(Attach attach, int maxFrameSize) {
        Map<Binary, @Nullable DeliveryState> unsettled = attach.unsettled();
        if (unsettled == null || unsettled.isEmpty() || size(attach) <= maxFrameSize) {
            return attach;
        }
        Map<Binary, @Nullable DeliveryState> kept = new LinkedHashMap<>();
        int count = unsettled.size();
        Attach cut;
        do {
            count /= 2;
            kept.clear();
            for (Map.Entry<Binary, @Nullable DeliveryState> entry : unsettled.entrySet()) {
                if (kept.size() == count) {
                    break;
                }
                kept.put(entry.getKey(), entry.getValue());
            }
            cut = attach.toBuilder().unsettled(kept).incompleteUnsettled(true).build();
        } while (count > 0 && size(cut) > maxFrameSize);
        return cut;
    }

    private static int size(Attach attach) {
        Buffer scratch = Buffer.allocate(FrameReader.MIN_MAX_FRAME_SIZE);
        attach.write(scratch);
        return scratch.readable() + FRAME_OVERHEAD;
    }
}
