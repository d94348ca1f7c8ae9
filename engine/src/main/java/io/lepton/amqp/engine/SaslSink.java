// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.SaslFrame;

/** Where a {@link SaslLayer} leaves what it has to say. Called on the thread that drives the engine. */
interface SaslSink {

    /** Puts the body into a frame of type 1 (part 5, 5.3.1) and that into the output. */
    void write(SaslFrame body);

    /**
     * Authentication has succeeded, and the server's outcome is written or read: protocol headers come next. Called once,
     * unless {@link #failed} is; it may come in the middle of {@link SaslLayer#receive} or of a mechanism's late answer.
     */
    void succeeded();

    /**
     * A mechanism's late answer has taken effect, whatever it was: there is output, and input that was kept meanwhile can be
     * read on. The last call for that answer.
     */
    void resumed();

    /**
     * Authentication has failed: what is in the output may still be sent, everything that comes in is to be discarded, the
     * connection to be closed. Called once, unless {@link #succeeded} is.
     */
    void failed(SaslFailure failure);
}
