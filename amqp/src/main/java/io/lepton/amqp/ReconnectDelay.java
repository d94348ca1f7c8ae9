// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import java.time.Duration;

/**
 * How long to wait before each attempt to be connected again, as the application chooses it; see
 * {@link ConnectionOptions#reconnect(ReconnectDelay)}. Called on the loop of the connection, so it must not block; an object
 * serves one connection.
 */
public interface ReconnectDelay {

    /** Called once before the attempts begin: when a connection is lost that was stable, or the first attempt failed. */
    void reset();

    /** The delay before the next attempt; zero or longer. What it throws ends the connection. */
    Duration next();
}
