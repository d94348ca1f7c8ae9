// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.DispositionFields;
import io.lepton.amqp.protocol.FlowFields;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.protocol.TransferFields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The codec alone: the three performatives that flow with messages, and messages of three kinds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("this-escape") // JMH extends it by a class that adds padding and nothing else
public class CodecBenchmark {
    private static final int CAPACITY = 2 << 20;
    private static final byte[] TAG = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final String TEXT = "x".repeat(100);

    private final Buffer out = Buffer.allocate(CAPACITY, CAPACITY);
    private final TransferFields transfer = new TransferFields();
    private final FlowFields flow = new FlowFields();
    private final DispositionFields disposition = new DispositionFields();
    private final Map<String, Object> map = largeMap();
    private final byte[] data = new byte[1 << 20];
    private final Buffer transferBytes = encoded(this::encodeTransfer);
    private final Buffer flowBytes = encoded(this::encodeFlow);
    private final Buffer dispositionBytes = encoded(this::encodeDisposition);
    private final byte[] messageBytes = bytes(this::encodeMessage);
    private final byte[] mapBytes = bytes(this::encodeMap);
    private final byte[] dataBytes = bytes(this::encodeData);
    private int id = 1000;

    /** A transfer's performative, without payload. */
    @Benchmark
    public Buffer encodeTransfer() {
        out.clear();
        transfer.clear();
        transfer.handle = 3;
        transfer.hasDeliveryId = true;
        transfer.deliveryId = id++;
        transfer.tag(TAG, 0, TAG.length);
        transfer.hasMessageFormat = true;
        transfer.write(out);
        return out;
    }

    @Benchmark
    public TransferFields decodeTransfer() {
        transferBytes.readIndex(0);
        transfer.read(transferBytes, DecodeLimits.DEFAULT);
        return transfer;
    }

    @Benchmark
    public Buffer encodeFlow() {
        out.clear();
        flow.clear();
        flow.hasNextIncomingId = true;
        flow.nextIncomingId = id++;
        flow.incomingWindow = 2047;
        flow.nextOutgoingId = 1;
        flow.outgoingWindow = 2047;
        flow.hasHandle = true;
        flow.handle = 3;
        flow.hasDeliveryCount = true;
        flow.deliveryCount = id;
        flow.hasLinkCredit = true;
        flow.linkCredit = 1000;
        flow.write(out);
        return out;
    }

    @Benchmark
    public FlowFields decodeFlow() {
        flowBytes.readIndex(0);
        flow.read(flowBytes, DecodeLimits.DEFAULT);
        return flow;
    }

    @Benchmark
    public Buffer encodeDisposition() {
        out.clear();
        disposition.clear();
        disposition.role = Role.RECEIVER;
        disposition.first = id++;
        disposition.hasLast = true;
        disposition.last = id;
        disposition.settled = true;
        disposition.state = Accepted.INSTANCE;
        disposition.write(out);
        return out;
    }

    @Benchmark
    public DispositionFields decodeDisposition() {
        dispositionBytes.readIndex(0);
        disposition.read(dispositionBytes, DecodeLimits.DEFAULT);
        return disposition;
    }

    /** Header, seven properties, four application properties, a text of 100 characters. */
    @Benchmark
    public Buffer encodeMessage() {
        out.clear();
        Message.of(TEXT)
                .durable(true)
                .priority(5)
                .id("message-0000000001")
                .to("bench/queue")
                .subject("order.created")
                .replyTo("bench/reply")
                .correlationId("correlation-0001")
                .contentType("text/plain")
                .creationTime(Instant.ofEpochMilli(1_700_000_000_000L))
                .property("tenant", "blue")
                .property("count", 123_456_789L)
                .property("ratio", 0.25)
                .property("urgent", true)
                .encode(out);
        return out;
    }

    /** What a typical receiver looks at: the message's id, one property, the body. */
    @Benchmark
    public @Nullable Object decodeMessage() {
        Message message = Message.decode(messageBytes);
        return message.id() == null || message.property("tenant") == null ? null : message.body();
    }

    /** A map of 1,000 entries of mixed types. */
    @Benchmark
    public Buffer encodeMap() {
        out.clear();
        Message.of(map).encode(out);
        return out;
    }

    @Benchmark
    public @Nullable Object decodeMap() {
        return Message.decode(mapBytes).body();
    }

    /** A data section of 1 MiB. */
    @Benchmark
    public Buffer encodeData() {
        out.clear();
        Message.of(data).encode(out);
        return out;
    }

    @Benchmark
    public @Nullable Object decodeData() {
        return Message.decode(dataBytes).body();
    }

    private byte[] bytes(Runnable encode) {
        encode.run();
        return out.copyFrom(0);
    }

    private Buffer encoded(Runnable encode) {
        return Buffer.wrap(bytes(encode));
    }

    private static Map<String, Object> largeMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            map.put("key-" + i, mixed(i));
        }
        return map;
    }

    private static Object mixed(int i) {
        return switch (i % 6) {
            case 0 -> "value-" + i;
            case 1 -> i * 1000;
            case 2 -> (long) i << 34;
            case 3 -> i / 7.0;
            case 4 -> i % 4 == 0;
            default -> new UUID(i, ~i);
        };
    }
}
