// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

/** Takes the output of an {@link Engine} part by part; see {@link Engine#takeOutput}. */
@FunctionalInterface
public interface OutputSink {

    /**
     * Takes the next part. Its array is another one's, which may use it again once this returns.
     *
     * @param more how many bytes follow in further parts
     */
    void take(byte[] bytes, int offset, int length, long more);
}
