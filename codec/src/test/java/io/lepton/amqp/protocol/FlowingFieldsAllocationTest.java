// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The frames of every message cost no memory. */
class FlowingFieldsAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 10_000;

    private final Buffer buffer = Buffer.allocate(256);

    @Test
    void aTransferIsWrittenAndReadWithoutAllocation() {
        TransferFields fields = new TransferFields();
        byte[] tag = "tag-0001".getBytes(StandardCharsets.US_ASCII);
        assertAllocatesNothing(() -> {
            fields.clear();
            fields.handle = 3;
            fields.hasDeliveryId = true;
            fields.deliveryId = 70_000;
            fields.tag(tag, 0, tag.length);
            fields.hasMessageFormat = true;
            fields.more = true;
            fields.state = Accepted.INSTANCE;
            fields.batchable = true;
            fields.write(buffer);
            fields.read(buffer, DecodeLimits.DEFAULT);
        });
        assertThat(fields.deliveryId).isEqualTo(70_000);
        assertThat(fields.state).isSameAs(Accepted.INSTANCE);
    }

    @Test
    void aFlowIsWrittenAndReadWithoutAllocation() {
        FlowFields fields = new FlowFields();
        assertAllocatesNothing(() -> {
            fields.clear();
            fields.incomingWindow = 2_048;
            fields.hasHandle = true;
            fields.hasLinkCredit = true;
            fields.linkCredit = 100;
            fields.echo = true;
            fields.write(buffer);
            fields.read(buffer, DecodeLimits.DEFAULT);
        });
        assertThat(fields.linkCredit).isEqualTo(100);
    }

    @Test
    void aDispositionIsWrittenAndReadWithoutAllocation() {
        DispositionFields fields = new DispositionFields();
        assertAllocatesNothing(() -> {
            fields.clear();
            fields.first = 1;
            fields.hasLast = true;
            fields.last = 1_000;
            fields.settled = true;
            fields.state = Released.INSTANCE;
            fields.write(buffer);
            fields.read(buffer, DecodeLimits.DEFAULT);
        });
        assertThat(fields.last).isEqualTo(1_000);
        assertThat(fields.state).isSameAs(Released.INSTANCE);
    }

    private void assertAllocatesNothing(Runnable call) {
        repeat(call);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        repeat(call);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("bytes that %s calls have allocated", CALLS).isLessThan(CALLS);
    }

    private void repeat(Runnable call) {
        for (int i = 0; i < CALLS; i++) {
            buffer.clear();
            call.run();
        }
    }
}
