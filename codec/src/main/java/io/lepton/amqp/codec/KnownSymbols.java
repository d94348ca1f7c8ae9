// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.LinkError;
import io.lepton.amqp.types.SessionError;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.TransactionError;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The symbols that standards name, so that decoding one of them makes no new object. The table is filled here and never
 * from the wire: no peer can make it grow.
 */
final class KnownSymbols {

    private static final Symbol[] CONDITIONS = {
        AmqpError.INTERNAL_ERROR,
        AmqpError.NOT_FOUND,
        AmqpError.UNAUTHORIZED_ACCESS,
        AmqpError.DECODE_ERROR,
        AmqpError.RESOURCE_LIMIT_EXCEEDED,
        AmqpError.NOT_ALLOWED,
        AmqpError.INVALID_FIELD,
        AmqpError.NOT_IMPLEMENTED,
        AmqpError.RESOURCE_LOCKED,
        AmqpError.PRECONDITION_FAILED,
        AmqpError.RESOURCE_DELETED,
        AmqpError.ILLEGAL_STATE,
        AmqpError.FRAME_SIZE_TOO_SMALL,
        ConnectionError.FORCED,
        ConnectionError.FRAMING_ERROR,
        ConnectionError.REDIRECT,
        SessionError.WINDOW_VIOLATION,
        SessionError.ERRANT_LINK,
        SessionError.HANDLE_IN_USE,
        SessionError.UNATTACHED_HANDLE,
        LinkError.DETACH_FORCED,
        LinkError.TRANSFER_LIMIT_EXCEEDED,
        LinkError.MESSAGE_SIZE_EXCEEDED,
        LinkError.REDIRECT,
        LinkError.STOLEN,
        TransactionError.UNKNOWN_ID,
        TransactionError.ROLLBACK,
        TransactionError.TIMEOUT,
    };

    /** Descriptors, capabilities, SASL mechanisms, property and annotation names, content types. */
    private static final String NAMES = """
            amqp:open:list amqp:begin:list amqp:attach:list amqp:flow:list amqp:transfer:list amqp:disposition:list
            amqp:detach:list amqp:end:list amqp:close:list amqp:error:list
            amqp:received:list amqp:accepted:list amqp:rejected:list amqp:released:list amqp:modified:list
            amqp:source:list amqp:target:list amqp:coordinator:list amqp:declare:list amqp:discharge:list
            amqp:declared:list amqp:transactional-state:list
            amqp:delete-on-close:list amqp:delete-on-no-links:list amqp:delete-on-no-messages:list
            amqp:delete-on-no-links-or-messages:list
            amqp:header:list amqp:delivery-annotations:map amqp:message-annotations:map amqp:properties:list
            amqp:application-properties:map amqp:data:binary amqp:amqp-sequence:list amqp:amqp-value:* amqp:footer:map
            amqp:sasl-mechanisms:list amqp:sasl-init:list amqp:sasl-challenge:list amqp:sasl-response:list
            amqp:sasl-outcome:list
            amqp:local-transactions amqp:distributed-transactions amqp:promotable-transactions
            amqp:multi-txns-per-ssn amqp:multi-ssns-per-txn
            ANONYMOUS PLAIN EXTERNAL SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-512 OAUTHBEARER XOAUTH2 GSSAPI
            link-detach session-end connection-close never move copy
            ANONYMOUS-RELAY SHARED-SUBS DELAYED_DELIVERY sole-connection-for-container
            product version platform queue-prefix topic-prefix lifetime-policy supported-dist-modes
            queue topic temporary-queue temporary-topic shared global
            apache.org:selector-filter:string apache.org:no-local-filter:list selector no-local
            hostname network-host port address invalid-field
            x-opt-jms-msg-type x-opt-jms-dest x-opt-jms-reply-to x-opt-delivery-time x-opt-delivery-delay
            x-opt-delivery-count x-opt-sequence-number x-opt-offset x-opt-enqueued-time x-opt-partition-key
            x-opt-to-type x-opt-reply-type x-opt-exchange x-opt-routing-key
            application/octet-stream application/json text/plain application/x-java-serialized-object
            """;

    private static final int SLOTS = 512;
    private static final @Nullable Symbol[] SYMBOLS = new @Nullable Symbol[SLOTS];
    private static final byte[][] BYTES = new byte[SLOTS][];

    static {
        for (Symbol condition : CONDITIONS) {
            add(condition);
        }
        for (String name : NAMES.strip().split("\\s+", -1)) {
            add(Symbol.of(name));
        }
    }

    private KnownSymbols() {}

    private static void add(Symbol symbol) {
        byte[] bytes = new byte[symbol.length()];
        symbol.copyTo(bytes, 0);
        if (find(bytes, 0, bytes.length) == null) {
            int slot = slot(bytes, 0, bytes.length);
            while (SYMBOLS[slot] != null) {
                slot = (slot + 1) & (SLOTS - 1);
            }
            SYMBOLS[slot] = symbol;
            BYTES[slot] = bytes;
        }
    }

    /** The known symbol with this text, or null. */
    static @Nullable Symbol find(byte[] bytes, int offset, int length) {
        int slot = slot(bytes, offset, length);
        Symbol symbol = SYMBOLS[slot];
        while (symbol != null) {
            byte[] candidate = BYTES[slot];
            if (Arrays.equals(candidate, 0, candidate.length, bytes, offset, offset + length)) {
                return symbol;
            }
            slot = (slot + 1) & (SLOTS - 1);
            symbol = SYMBOLS[slot];
        }
        return null;
    }

    /** Length, first, middle and last bytes tell the names apart well enough. */
    private static int slot(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int last = offset + length - 1;
        int hash = length;
        hash = hash * 31 + bytes[offset];
        hash = hash * 31 + bytes[offset + length / 2];
        hash = hash * 31 + bytes[last - Math.min(6, length - 1)];
        hash = hash * 31 + bytes[last];
        return (hash ^ hash >>> 9) & (SLOTS - 1);
    }
}
