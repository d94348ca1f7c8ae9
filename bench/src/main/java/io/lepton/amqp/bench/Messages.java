// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.message.Message;

/** Where a sending end gets its messages from. Used by one thread. */
interface Messages {

    /** A message with this stamp, which no other that is under way shares. */
    Message next(long stamp);

    /** The outcome of the oldest one is known: nobody needs it any more. */
    void settled();
}
