// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.ErrorCondition;

/** The peer closed, detached or refused a link and said why. */
public interface LinkErrorEvent extends LinkEvent {

    /** The reason that the peer gave. */
    ErrorCondition condition();

    /** The same as an exception. */
    LinkException cause();
}
