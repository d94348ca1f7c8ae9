// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.message.Message;

/** Makes each message and its body anew, as all arrows do that are compared with each other. */
record NewMessages(Arguments arguments) implements Messages {

    @Override
    public Message next(long stamp) {
        return Body.message(arguments, stamp);
    }

    @Override
    public void settled() {}
}
