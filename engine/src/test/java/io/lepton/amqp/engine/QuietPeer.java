// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the scripted peer from logging every event of its Netty. */
final class QuietPeer {

    /** Held here, because loggers that nobody holds forget their level. */
    private static final Logger NETTY = Logger.getLogger("io.netty");

    private QuietPeer() {}

    /** To be called before the first peer is made. */
    static void hush() {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        NETTY.setLevel(Level.WARNING);
    }
}
