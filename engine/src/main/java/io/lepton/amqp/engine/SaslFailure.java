// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.SaslCode;
import io.lepton.amqp.types.ErrorCondition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a client could not be authenticated. Immutable; shows no secret.
 *
 * @param condition the reason for people, with {@code amqp:unauthorized-access}, or {@code amqp:connection:framing-error}
 *     if the peer broke the rules
 * @param code what the server told the client (part 5, 5.3.3.6); null if it told nothing or was not believed
 * @param mechanism the mechanism that was tried, or null if it did not come to that
 * @param offered the mechanisms that the server offered
 * @param cause the exception that a mechanism or a source of credentials threw, or null
 * @param temporary whether another attempt may succeed without anybody's help: the server says so (part 5, 5.3.3.6
 *     sys-temp), or there were no credentials to be had now
 */
public record SaslFailure(
        ErrorCondition condition,
        @Nullable SaslCode code,
        @Nullable String mechanism,
        List<String> offered,
        @Nullable Throwable cause,
        boolean temporary) {

    /** Copies {@code offered}. */
    public SaslFailure {
        offered = List.copyOf(offered);
    }

    /** A failure that is temporary if the server says so. */
    SaslFailure(
            ErrorCondition condition,
            @Nullable SaslCode code,
            @Nullable String mechanism,
            List<String> offered,
            @Nullable Throwable cause) {
        this(condition, code, mechanism, offered, cause, code == SaslCode.SYS_TEMP);
    }
}
