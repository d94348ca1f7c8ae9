// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.codec.Allocation;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.Begin;
import io.lepton.amqp.protocol.Detach;
import io.lepton.amqp.protocol.Disposition;
import io.lepton.amqp.protocol.End;
import io.lepton.amqp.protocol.Flow;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.protocol.Performative;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.protocol.Transfer;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.LinkError;
import io.lepton.amqp.types.SessionError;
import io.lepton.amqp.types.UnsignedLong;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published attacks on AMQP engines, by their rows in the list of known attacks: the wound itself, tried on this one. */
class KnownAttacksTest {

    private static final byte[] SASL_HEADER = {'A', 'M', 'Q', 'P', 3, 1, 0, 0};

    @Test
    @Spec("B4")
    void b4_transfers_beyond_the_window_end_the_session_and_are_not_delivered() {
        FakePeer peer = FakePeer.sending(1_000, o -> o.sessionWindow(10));
        for (int id = 0; id < 100; id++) {
            peer.send(0, FakePeer.transfer(id).build(), "m");
        }
        assertThat(peer.events.deliveries).hasSize(10);
        peer.readEndWith(SessionError.WINDOW_VIOLATION);
        peer.readNothing();
    }

    @Test
    @Spec("B5")
    void b5_a_range_costs_what_is_held_here_and_not_what_it_claims() {
        FakePeer peer = FakePeer.receiving(10);
        EnginePair.send(peer.sender(), "m");
        byte[] range = FakePeer.frame(
                0, new Disposition(Role.RECEIVER, 0, 0x7fff_fffeL, false, Accepted.INSTANCE, false), new byte[0]);
        long visited = peer.events.updates.size();
        for (int i = 0; i < 10_000; i++) {
            peer.raw(range);
        }
        assertThat(peer.events.updates.size() - visited).isEqualTo(10_000);
        peer.events.updates.clear();
        peer.send(0, new Disposition(Role.RECEIVER, 1, 0x8000_0000L, true, Accepted.INSTANCE, false));
        assertThat(peer.events.updates).isEmpty();
    }

    @Test
    @Spec("B6")
    void b6_endless_continuations_cost_no_memory_and_come_to_an_end() {
        FakePeer peer =
                FakePeer.sending(1, o -> o.maxTransfersPerDelivery(20_000).sessionWindow(1 << 20));
        peer.send(0, FakePeer.transfer(0).more(true).build());
        byte[] empty = FakePeer.frame(0, Transfer.builder(0).more(true).build(), new byte[0]);
        Runnable many = () -> {
            for (int i = 0; i < 9_000; i++) {
                peer.raw(empty);
            }
        };
        many.run();
        assertThat(Allocation.of(many)).isLessThan(100_000);
        many.run();
        peer.readDetachWith(AmqpError.RESOURCE_LIMIT_EXCEEDED);
    }

    @Test
    @Spec("B7")
    void b7_echoes_are_answered_once_a_batch_and_who_never_reads_is_held_up() {
        FakePeer peer = FakePeer.begun(o -> o.outputHighWater(1_024));
        byte[] echo = FakePeer.frame(
                0, Flow.builder(100, 0, 100).nextIncomingId(0L).echo(true).build(), new byte[0]);
        for (int i = 0; i < 10_000; i++) {
            peer.raw(echo);
        }
        peer.engine.flush();
        assertThat(EnginePair.take(peer.engine).length).isLessThan(50);
        int batches = 0;
        while (peer.engine.takesInput()) {
            peer.raw(echo);
            peer.engine.flush();
            batches++;
        }
        assertThat(batches).isLessThan(1_000);
        assertThat(peer.engine.output().readable()).isLessThan(5_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {513, 65_537, 0x7fff_ffff, 0x8000_0000, -1})
    @Spec("B9")
    void b9_a_strangers_frame_is_refused_on_its_header_and_nothing_is_set_aside_for_it(int size) {
        byte[] header = {(byte) (size >>> 24), (byte) (size >>> 16), (byte) (size >>> 8), (byte) size, 2, 1, 0, 0};
        long allocated = 0;
        for (int i = 0; i < 2; i++) {
            // classes are loaded the first time
            FakePeer peer =
                    FakePeer.ofServer(o -> o.sasl(SaslServerOptions.DEFAULT)).raw(SASL_HEADER);
            allocated = Allocation.of(() -> peer.raw(header));
            assertThat(peer.engine.outputDone()).isTrue();
            assertThat(peer.engine.failure()).isNotNull();
        }
        assertThat(allocated).isLessThan(16_000);
    }

    @Test
    @Spec("B10")
    void b10_a_message_above_the_limit_is_stopped_on_the_way_in() {
        FakePeer peer = FakePeer.sending(5, o -> o.maxMessageSize(1_000));
        peer.send(0, FakePeer.transfer(0).more(true).build(), "x".repeat(900));
        peer.send(0, Transfer.builder(0).more(true).build(), "x".repeat(101));
        assertThat(peer.events.deliveries).isEmpty();
        peer.readDetachWith(LinkError.MESSAGE_SIZE_EXCEEDED);
    }

    @Test
    @Spec("B13")
    void b13_no_order_of_frames_gets_around_authentication() {
        byte[] open = FakePeer.frame(0, FakePeer.open(), new byte[0]);
        byte[] asSasl = FakePeer.frame(1, 0, FakePeer.open(), new byte[0]);
        for (List<byte[]> order : List.of(
                List.of(FakePeer.AMQP_HEADER, open),
                List.of(SASL_HEADER, open),
                List.of(SASL_HEADER, asSasl),
                List.of(SASL_HEADER, FakePeer.AMQP_HEADER, open),
                List.of(open))) {
            FakePeer peer = FakePeer.ofServer(
                    o -> o.sasl(SaslServerOptions.builder().required(true).build()));
            order.forEach(peer::raw);
            assertThat(peer.engine.connection().remoteOpen()).isNull();
            assertThat(peer.engine.outputDone()).isTrue();
        }
    }

    @Test
    @Spec("B22")
    void b22_no_truncation_of_a_frame_crashes_or_hangs() {
        List<Performative> frames = List.of(
                FakePeer.open(),
                FakePeer.begin(),
                FakePeer.attach("name", 1, Role.SENDER),
                FakePeer.flow(0, 10),
                FakePeer.transfer(7).build(),
                FakePeer.accepted(0, 5L),
                new Detach(0, true, null),
                new End(null));
        for (Performative body : frames) {
            byte[] whole = FakePeer.frame(0, body, new byte[0]);
            for (int size = 8; size < whole.length; size++) {
                FakePeer peer = FakePeer.sending(1);
                byte[] cut = Arrays.copyOf(whole, size);
                cut[3] = (byte) size;
                peer.raw(cut);
                peer.engine.flush();
                assertThat(peer.engine.outputDone())
                        .as("%s cut at %d", body, size)
                        .isEqualTo(size > 8);
            }
        }
    }

    @Test
    @Spec({"B22", "X-016"})
    void b22_a_name_that_no_answer_has_room_for_ends_the_session() {
        FakePeer peer = FakePeer.ofServer(o -> o);
        peer.events.onLink = link -> {};
        peer.header().send(0, Open.builder("peer").maxFrameSize(512).build()).send(0, FakePeer.begin());
        peer.send(0, FakePeer.attach("n".repeat(460), 0, Role.SENDER)).send(0, new Detach(0, true, null));
        peer.events.onSession.accept(peer.session());
        peer.read(Open.class);
        peer.read(Begin.class);
        assertThat(peer.read(Attach.class).name()).hasSize(460);
        peer.read(Detach.class);
        peer.send(0, FakePeer.attach("n".repeat(600), 0, Role.SENDER))
                .send(0, FakePeer.transfer(0).build(), "m");
        peer.readEndWith(AmqpError.FRAME_SIZE_TOO_SMALL);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5, 0x7fff_ffffL, 0x8000_0000L, 0xffff_fffeL, 0xffff_ffffL})
    @Spec("B22")
    void b22_no_number_crashes(long number) {
        Flow flow = FakePeer.flow(0, 10);
        Transfer transfer = FakePeer.transfer(0).build();
        Attach attach = FakePeer.attach("name", 2, Role.SENDER);
        List<Performative> frames = List.of(
                transfer.toBuilder().handle(number).build(),
                transfer.toBuilder().deliveryId(number).build(),
                transfer.toBuilder().messageFormat(number).build(),
                flow.toBuilder().handle(number).build(),
                flow.toBuilder().nextIncomingId(number).build(),
                flow.toBuilder().incomingWindow(number).build(),
                flow.toBuilder().nextOutgoingId(number).build(),
                flow.toBuilder().outgoingWindow(number).build(),
                flow.toBuilder().deliveryCount(number).build(),
                flow.toBuilder()
                        .linkCredit(number)
                        .available(number)
                        .drain(true)
                        .build(),
                new Disposition(Role.RECEIVER, number, null, true, null, false),
                new Disposition(Role.SENDER, 0, number, true, null, false),
                new Detach(number, true, null),
                attach.toBuilder().handle(number).build(),
                attach.toBuilder().initialDeliveryCount(number).build(),
                attach.toBuilder().maxMessageSize(UnsignedLong.ofBits(-number)).build(),
                FakePeer.begin().toBuilder().nextOutgoingId(number).build(),
                FakePeer.begin().toBuilder()
                        .incomingWindow(number)
                        .outgoingWindow(number)
                        .build(),
                FakePeer.begin().toBuilder().handleMax(number).build());
        for (Performative body : frames) {
            for (FakePeer peer : List.of(FakePeer.sending(1), FakePeer.receiving(1))) {
                peer.send(body instanceof Begin ? 1 : 0, body);
                peer.send(0, FakePeer.transfer(1).build(), "m");
                peer.engine.flush();
                EnginePair.take(peer.engine);
            }
        }
    }

    @Test
    @Spec("B26")
    void b26_delivery_ids_do_not_follow_from_transfer_ids() {
        FakePeer peer = FakePeer.opened();
        EngineSession session = peer.engine.connection().session().firstIds(10, 500);
        session.open();
        assertThat(peer.read(Begin.class).nextOutgoingId()).isEqualTo(10);
        peer.send(0, Begin.builder(77, 100, 100).remoteChannel(0).build());
        EngineSender sender = session.sender("a");
        sender.target(EnginePair.target()).open();
        peer.read(Attach.class);
        peer.send(0, FakePeer.attach("a", 0, Role.RECEIVER));
        peer.send(
                0,
                Flow.builder(100, 77, 100)
                        .nextIncomingId(10L)
                        .handle(0L)
                        .deliveryCount(0L)
                        .linkCredit(9L)
                        .build());
        EnginePair.send(sender, "m");
        assertThat(peer.read(Transfer.class).deliveryId()).isEqualTo(500);
        sender.requestFlow();
        Flow flow = peer.read(Flow.class);
        assertThat(flow.nextOutgoingId()).isEqualTo(11);
        assertThat(flow.nextIncomingId()).isEqualTo(77);
        assertThat(flow.deliveryCount()).isEqualTo(1);
    }

    @Test
    @Spec("B27")
    void b27_a_delivery_count_wraps_to_what_it_is() {
        EnginePair pair = new EnginePair();
        EngineSender sender = pair.session().sender("a");
        sender.settings().initialDeliveryCount(0xffff_fffc);
        sender.target(EnginePair.target()).open();
        pair.drive();
        pair.serverReceiver().addCredit(10);
        pair.drive();
        for (int i = 0; i < 6; i++) {
            EnginePair.send(sender, "m");
        }
        sender.requestFlow();
        pair.drive();
        assertThat(pair.clientTrace)
                .filteredOn(line -> line.startsWith("-> [0] Flow"))
                .last()
                .asString()
                .contains("delivery-count=2");
        assertThat(pair.serverReceiver().credit()).isEqualTo(4);
        assertThat(sender.credit()).isEqualTo(4);
    }

    @Test
    @Spec("B28")
    void b28_what_one_connection_left_half_read_is_unknown_to_the_next() {
        FakePeer cut = FakePeer.sending(1);
        byte[] frame = FakePeer.frame(0, FakePeer.transfer(0).build(), new byte[50]);
        cut.raw(Arrays.copyOf(frame, 20));
        cut.engine.inputClosed(cut.now);
        FakePeer next = FakePeer.sending(1);
        next.raw(frame);
        assertThat(next.events.deliveries).hasSize(1);
        assertThat(cut.events.deliveries).isEmpty();
    }

    @Test
    @Spec("B29")
    void b29_what_came_in_one_read_is_answered_in_order() {
        FakePeer peer = FakePeer.begun(o -> o);
        var open = peer.events.onLink;
        peer.events.onLink = link -> {
            open.accept(link);
            EnginePair.send((EngineSender) link, "m");
        };
        byte[] attach = FakePeer.frame(0, FakePeer.attach("out", 0, Role.RECEIVER), new byte[0]);
        byte[] flow = FakePeer.frame(0, FakePeer.flow(0, 1), new byte[0]);
        byte[] both = Arrays.copyOf(attach, attach.length + flow.length);
        System.arraycopy(flow, 0, both, attach.length, flow.length);
        peer.raw(both);
        peer.read(Attach.class);
        peer.read(Transfer.class);
        peer.readNothing();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 11, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL})
    @Spec("B31")
    void b31_no_idle_time_out_makes_the_clock_spin(long idle) {
        FakePeer peer = FakePeer.ofServer(o -> o.idleTimeout(0)).header();
        peer.send(0, Open.builder("peer").idleTimeOut(idle).build());
        peer.read(Open.class);
        if (idle > 0 && idle < IdleTimers.SHORTEST_REMOTE) {
            peer.readCloseWith(AmqpError.INVALID_FIELD);
            return;
        }
        int ticks = 0;
        for (long now = peer.now; now < peer.now + 10_000; ticks++) {
            now = Math.min(peer.engine.tick(now), now + 20_000);
            EnginePair.take(peer.engine);
        }
        assertThat(ticks).isLessThanOrEqualTo(idle == 0 ? 1 : (int) Math.max(1, 2 * 10_000 / idle) + 1_000);
        assertThat(peer.engine.outputDone()).isFalse();
    }

    @Test
    @Spec("B34")
    void b34_neither_who_never_settles_nor_who_never_accepts_makes_us_grow() {
        EnginePair pair = new EnginePair(o -> o.maxUnsettled(50), o -> o.maxUnsettled(60));
        EngineSender sender = pair.sender("a");
        EngineReceiver receiver = pair.serverReceiver();
        receiver.addCredit(10_000);
        pair.drive();
        for (int i = 0; i < 200; i++) {
            EnginePair.send(sender, "m");
            pair.drive();
        }
        assertThat(sender.unsettled()).isEqualTo(50);
        assertThat(receiver.unsettled()).isEqualTo(50);

        FakePeer greedy = FakePeer.sending(10_000, o -> o.maxUnsettled(60));
        for (int id = 0; id < 100; id++) {
            greedy.send(0, FakePeer.transfer(id).build(), "m");
        }
        assertThat(greedy.events.deliveries).hasSize(60);
        greedy.readDetachWith(LinkError.TRANSFER_LIMIT_EXCEEDED);
    }

    @Test
    @Spec("B35")
    void b35_channels_and_handles_end_where_they_were_said_to() {
        FakePeer channels = FakePeer.opened(o -> o.channelMax(3));
        for (int channel = 0; channel < 4; channel++) {
            channels.send(channel, FakePeer.begin());
            channels.read(Begin.class);
        }
        channels.send(4, FakePeer.begin());
        channels.readCloseWith(ConnectionError.FRAMING_ERROR);

        FakePeer handles = FakePeer.begun(o -> o.handleMax(3));
        for (int handle = 0; handle < 4; handle++) {
            handles.send(0, FakePeer.attach("link-" + handle, handle, Role.SENDER));
            handles.read(Attach.class);
        }
        handles.send(0, FakePeer.attach("one more", 4, Role.SENDER));
        handles.readCloseWith(ConnectionError.FRAMING_ERROR);
    }
}
