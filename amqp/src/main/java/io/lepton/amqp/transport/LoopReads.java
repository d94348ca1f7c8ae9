// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/** Reads into a loop's buffer; how much at once, and how often in a row, is what the handle that it wraps says. */
final class LoopReads extends RecvByteBufAllocator.DelegatingHandle implements RecvByteBufAllocator.ExtendedHandle {

    private final LoopBuffer buffer;
    private final RecvByteBufAllocator.ExtendedHandle sizes;

    LoopReads(LoopBuffer buffer, RecvByteBufAllocator.ExtendedHandle sizes) {
        super(sizes);
        this.buffer = buffer;
        this.sizes = sizes;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
        return buffer.take(guess());
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
        return sizes.continueReading(maybeMoreData);
    }
}
