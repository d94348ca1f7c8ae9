// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.protocol.SenderSettleMode;
import io.lepton.amqp.protocol.TransferFields;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.LinkError;
import java.util.Map;

/** What a transfer frame has to keep to (part 2, 2.7.5); whoever breaks it loses the link. */
final class TransferChecks {

    private TransferChecks() {}

    static void first(EngineReceiver link, TransferFields fields) {
        if (!fields.hasDeliveryId || !fields.hasTag) {
            throw ProtocolFault.of(
                    link,
                    AmqpError.INVALID_FIELD,
                    "the first transfer of a delivery lacks its delivery-id or delivery-tag");
        }
        if (!fields.resume && saidIncomplete(link)) {
            throw ProtocolFault.of(
                    link,
                    AmqpError.NOT_ALLOWED,
                    "a new delivery came although the unsettled map of " + link + " is incomplete");
        }
    }

    static void next(IncomingDelivery delivery, TransferFields fields) {
        boolean contradicts = (fields.hasDeliveryId && fields.deliveryId != delivery.id)
                || (fields.hasMessageFormat && fields.messageFormat != delivery.messageFormat())
                || (fields.hasTag && !delivery.hasTag(fields.tag, fields.tagOffset, fields.tagLength));
        if (contradicts) {
            throw ProtocolFault.of(
                    delivery.link(),
                    AmqpError.INVALID_FIELD,
                    "a transfer contradicts the first one of " + delivery + ", which is not complete");
        }
    }

    static void size(EngineReceiver link, long size) {
        if (link.maxMessageSize() != 0 && size > link.maxMessageSize()) {
            throw ProtocolFault.of(
                    link,
                    LinkError.MESSAGE_SIZE_EXCEEDED,
                    "a message is larger than the " + link.maxMessageSize() + " bytes that are taken here");
        }
    }

    /** Whether the sender settles as its snd-settle-mode says (part 2, 2.7.5 settled). */
    static void settled(EngineReceiver link, IncomingDelivery delivery) {
        SenderSettleMode mode = link.sndSettleMode();
        if (mode != SenderSettleMode.MIXED && delivery.remotelySettled != (mode == SenderSettleMode.SETTLED)) {
            throw ProtocolFault.of(
                    link,
                    AmqpError.INVALID_FIELD,
                    "a transfer is " + (delivery.remotelySettled ? "settled" : "unsettled")
                            + " although snd-settle-mode is " + mode);
        }
    }

    /** Whether the sender asks for this delivery to be settled first, on a link that settles second (part 2, 2.7.5). */
    static boolean asksForFirst(EngineReceiver link, TransferFields fields) {
        if (fields.rcvSettleMode == null) {
            return false;
        }
        boolean linkIsSecond = link.rcvSettleMode() == ReceiverSettleMode.SECOND;
        if (fields.rcvSettleMode == ReceiverSettleMode.SECOND && !linkIsSecond) {
            throw ProtocolFault.of(
                    link,
                    AmqpError.INVALID_FIELD,
                    "a transfer asks to settle second on " + link + ", which settles first");
        }
        return linkIsSecond && fields.rcvSettleMode == ReceiverSettleMode.FIRST;
    }

    private static boolean saidIncomplete(EngineReceiver link) {
        Attach attach = link.localAttach();
        return attach != null && attach.incompleteUnsettled();
    }

    /** Whether this end still holds a resumed delivery unsettled; others are to be ignored (part 2, 2.7.5 resume). */
    static boolean knows(EngineReceiver link, IncomingDelivery delivery) {
        Map<Binary, ?> map = link.settings().unsettled();
        return map != null && map.containsKey(Binary.of(delivery.tag()));
    }
}
