// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.ErrorCondition;

/** The peer ended a session and said why. */
public interface SessionErrorEvent extends SessionEvent {

    /** The reason that the peer gave. */
    ErrorCondition condition();

    /** The same as an exception. */
    SessionException cause();
}
