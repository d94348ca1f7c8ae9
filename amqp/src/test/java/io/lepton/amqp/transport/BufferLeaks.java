// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes a test class fail that leaves a buffer of Netty's behind. Works in every class without being asked for, as JUnit finds
 * it by itself; Netty looks at each buffer, which {@code -Dio.netty.leakDetection.level=paranoid} says.
 */
@SuppressWarnings("deprecation") // Netty has no other way in
public final class BufferLeaks implements Extension, AfterAllCallback {

    private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

    static {
        // before the first buffer: Netty asks for its detectors once
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                    Class<T> resource, int samplingInterval, long maxActive) {
                return new Detector<>(resource, samplingInterval);
            }
        });
    }

    private static final class Detector<T> extends ResourceLeakDetector<T> {

        Detector(Class<T> resource, int samplingInterval) {
            super(resource, samplingInterval);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String type, String records) {
            FOUND.add(type + " was not released: " + records);
        }

        @Override
        protected void reportUntracedLeak(String type) {
            FOUND.add(type + " was not released");
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        List<String> leaks = take();
        if (!leaks.isEmpty()) {
            throw new AssertionError(leaks.size() + " buffers leaked: " + leaks.get(0));
        }
    }

    /** What has leaked since the last call and is garbage by now. */
    static List<String> take() {
        System.gc();
        // the detector looks for what is garbage when it is handed the next buffer
        for (int i = 0; i < 2; i++) {
            ByteBuf probe = UnpooledByteBufAllocator.DEFAULT.directBuffer(1);
            probe.release();
            Thread.yield();
        }
        List<String> leaks = new ArrayList<>();
        for (String leak = FOUND.poll(); leak != null; leak = FOUND.poll()) {
            leaks.add(leak);
        }
        return leaks;
    }
}
