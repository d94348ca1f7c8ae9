// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench.adapter;

import bench.codec.Codec;
import bench.codec.Values;
import bench.codec.Work;
import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.FormatCode;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.DispositionFields;
import io.lepton.amqp.protocol.FlowFields;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.protocol.TransferFields;
import io.lepton.amqp.types.Binary;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** Our codec as the peers' codec benchmark wants it; compiled against that benchmark by the script beside this file. */
public final class LeptonCodec implements Codec {
    private static final int CAPACITY = 2 << 20;
    /** Behind the descriptor of three bytes and the code of a short list; the count follows. */
    private static final int LIST_SIZE = 4;

    private static final int TWO_FALSE = FormatCode.FALSE << 8 | FormatCode.FALSE;

    private final Buffer out = Buffer.allocate(CAPACITY, CAPACITY);
    private final TransferFields transfer = new TransferFields();
    private final FlowFields flow = new FlowFields();
    private final DispositionFields disposition = new DispositionFields();
    private byte[] wire = {};
    private Buffer in = Buffer.wrap(wire);

    @Override
    public int encode(Work work, int id) {
        out.clear();
        switch (work) {
            case TRANSFER -> writeTransfer(id);
            case FLOW -> writeFlow(id);
            case DISPOSITION -> writeDisposition(id);
            case MESSAGE -> message().encode(out);
            case MAP -> Message.of(Values.MAP).encode(out);
            case DATA -> Message.of(Values.DATA).encode(out);
        }
        return out.readable();
    }

    private void writeTransfer(int id) {
        transfer.clear();
        transfer.handle = Values.HANDLE;
        transfer.hasDeliveryId = true;
        transfer.deliveryId = id;
        transfer.tag(Values.TAG, 0, Values.TAG.length);
        transfer.hasMessageFormat = true;
        transfer.write(out);
        stateDefaults();
    }

    /**
     * Ours leaves out settled and more where they say the default; the peers of the benchmark write both, and one of them
     * cannot read a transfer without. So that all write the same bytes and do the same work, ours appends them here.
     */
    private void stateDefaults() {
        out.writeShort(TWO_FALSE);
        byte[] bytes = out.array();
        bytes[LIST_SIZE] += 2;
        bytes[LIST_SIZE + 1] += 2;
    }

    private void writeFlow(int id) {
        flow.clear();
        flow.hasNextIncomingId = true;
        flow.nextIncomingId = id;
        flow.incomingWindow = 2047;
        flow.nextOutgoingId = 1;
        flow.outgoingWindow = 2047;
        flow.hasHandle = true;
        flow.handle = Values.HANDLE;
        flow.hasDeliveryCount = true;
        flow.deliveryCount = id;
        flow.hasLinkCredit = true;
        flow.linkCredit = 1000;
        flow.write(out);
    }

    private void writeDisposition(int id) {
        disposition.clear();
        disposition.role = Role.RECEIVER;
        disposition.first = id;
        disposition.hasLast = true;
        disposition.last = id;
        disposition.settled = true;
        disposition.state = Accepted.INSTANCE;
        disposition.write(out);
    }

    private static Message message() {
        return Message.of(Values.BODY)
                .durable(true)
                .priority(Values.PRIORITY)
                .id(Values.MESSAGE_ID)
                .to(Values.TO)
                .subject(Values.SUBJECT)
                .replyTo(Values.REPLY_TO)
                .correlationId(Values.CORRELATION_ID)
                .contentType(Values.CONTENT_TYPE)
                .creationTime(Instant.ofEpochMilli(Values.CREATION_TIME))
                .property(Values.KEYS[0], Values.TENANT)
                .property(Values.KEYS[1], Values.COUNT)
                .property(Values.KEYS[2], Values.RATIO)
                .property(Values.KEYS[3], Values.URGENT);
    }

    @Override
    public byte[] bytes() {
        return out.copyFrom(0);
    }

    @Override
    public void load(byte[] bytes) {
        wire = bytes.clone();
        in = Buffer.wrap(wire);
    }

    @Override
    public long decode(Work work) {
        in.readIndex(0);
        return switch (work) {
            case TRANSFER -> readTransfer();
            case FLOW -> readFlow();
            case DISPOSITION -> readDisposition();
            case MESSAGE -> readMessage();
            case MAP -> Values.mapSum((Map<?, ?>) Objects.requireNonNull(Message.decode(wire).body()));
            case DATA -> readData();
        };
    }

    private long readTransfer() {
        transfer.read(in, DecodeLimits.DEFAULT);
        return transfer.handle
                + transfer.deliveryId
                + transfer.tagLength
                + transfer.messageFormat
                + (transfer.settled ? 1 : 0)
                + (transfer.more ? 2 : 0);
    }

    private long readFlow() {
        flow.read(in, DecodeLimits.DEFAULT);
        return (long) flow.nextIncomingId
                + flow.incomingWindow
                + flow.nextOutgoingId
                + flow.outgoingWindow
                + flow.handle
                + flow.deliveryCount
                + flow.linkCredit;
    }

    private long readDisposition() {
        disposition.read(in, DecodeLimits.DEFAULT);
        return (long) disposition.first
                + (disposition.hasLast ? disposition.last : disposition.first)
                + (disposition.role == Role.RECEIVER ? 1 : 0)
                + (disposition.settled ? 2 : 0)
                + (disposition.state == Accepted.INSTANCE ? 4 : 0);
    }

    private long readMessage() {
        Message m = Message.decode(wire);
        return Values.messageSum(
                m.durable(),
                m.priority(),
                m.id(),
                m.to(),
                m.subject(),
                m.replyTo(),
                m.correlationId(),
                m.contentType(),
                m.creationTime().toEpochMilli(),
                m.properties(),
                (String) m.body());
    }

    private long readData() {
        byte[] body = ((Binary) Objects.requireNonNull(Message.decode(wire).body())).toByteArray();
        return body.length + body[body.length - 1];
    }
}
