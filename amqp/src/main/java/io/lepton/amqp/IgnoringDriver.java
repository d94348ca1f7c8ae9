// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.Driver;
import io.lepton.amqp.transport.NetworkException;
import io.lepton.amqp.transport.Wire;
import org.jspecify.annotations.Nullable;

/** The driver of a wire that was aborted at once because the container is stopping. */
final class IgnoringDriver implements Driver {

    @Override
    public void connected(Wire wire) {}

    @Override
    public void received(byte[] bytes, int offset, int length) {}

    @Override
    public void readComplete() {}

    @Override
    public void writable() {}

    @Override
    public void inputClosed() {}

    @Override
    public void closed(@Nullable NetworkException cause) {}

    @Override
    public void connectFailed(NetworkException cause) {}
}
