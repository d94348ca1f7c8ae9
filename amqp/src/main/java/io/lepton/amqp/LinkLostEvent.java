// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import java.time.Duration;

/** The peer detached a link while the connection stays up, and the library will attach it again. */
public interface LinkLostEvent extends LinkEvent {

    /** What the peer said; {@code amqp:link:detach-forced} if it gave no reason. */
    LinkException cause();

    /** How long until the link is attached again. */
    Duration delay();
}
