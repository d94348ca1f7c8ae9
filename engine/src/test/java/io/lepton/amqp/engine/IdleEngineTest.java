// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Open;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an engine holds that has nothing to do: a server has thousands of them. */
class IdleEngineTest {

    @Test
    void anIdleEngineHoldsNoBuffers() {
        EnginePair pair = new EnginePair();
        pair.sender("link");
        pair.client.output().release();
        assertThat(bytesInArrays(pair.client)).isLessThan(256);
    }

    @Test
    void theOutputOfBusierTimesIsGivenBackWithTheFirstEmptyFrame() {
        FakePeer peer = FakePeer.ofServer(o -> o.idleTimeout(0)).header();
        peer.send(0, Open.builder("peer").idleTimeOut(1_000L).build());
        peer.engine.flush();
        peer.engine.output().ensureWritable(100_000);
        EnginePair.take(peer.engine);
        long deadline = peer.engine.tick(1_000);
        peer.engine.tick(deadline);
        assertThat(EnginePair.take(peer.engine)).containsExactly(0, 0, 0, 8, 2, 0, 0, 0);
        assertThat(peer.engine.output().array().length).isLessThan(1_000);
    }

    @Test
    void objectsOfBusierTimesAreGivenBackWithTheFirstEmptyFrame() {
        EnginePair pair = new EnginePair(
                new EngineListener() {
                    @Override
                    public void onDeliveryUpdated(OutgoingDelivery delivery) {
                        delivery.settle();
                        assertThat(delivery.recycle()).isTrue();
                    }
                },
                new AcceptingListener(100) {
                    @Override
                    public void onDelivery(IncomingDelivery delivery) {
                        delivery.disposition(Accepted.INSTANCE, true);
                    }
                },
                o -> o,
                o -> o.idleTimeout(1_000));
        EngineSender sender = pair.sender("link");
        for (int i = 0; i < 100; i++) {
            EnginePair.send(sender, "one of many");
        }
        pair.drive();
        assertThat(deliveries(pair.client)).isEqualTo(100);
        pair.client.tick(pair.client.tick(pair.now));
        assertThat(deliveries(pair.client)).isZero();
        EnginePair.send(sender, "one more");
        pair.drive();
        assertThat(sender.unsettled()).isZero();
    }

    private static long deliveries(Engine engine) {
        return reachable(engine).stream()
                .filter(held -> held instanceof OutgoingDelivery)
                .count();
    }

    @Test
    void credentialsAreLetGoOnceTheyHaveServed() {
        SaslClientOptions alice = SaslClientOptions.builder()
                .credentials(SaslCredentials.of("alice", "secret".toCharArray()))
                .allowInsecureMechs(true)
                .build();
        SaslServerOptions anybody = SaslServerOptions.builder()
                .mechanisms(SaslServerMechanismFactory.plain(SaslAuthenticator.checking(login -> true)))
                .allowInsecureMechs(true)
                .build();
        EnginePair pair = new EnginePair(o -> o.sasl(alice), o -> o.sasl(anybody)).open();
        assertThat(pair.client.authenticatedUser()).isEqualTo("alice");
        assertThat(pair.client.mechanism()).isEqualTo("PLAIN");
        assertThat(pair.server.authenticatedUser()).isEqualTo("alice");
        assertThat(pair.client.options().saslClient()).isNull();
        assertThat(pair.server.options().saslServer()).isNull();
        for (Object held : reachable(pair.client)) {
            assertThat(held).isNotInstanceOfAny(SaslCredentials.class, SaslClientOptions.class, SaslLayer.class);
        }
    }

    private static int bytesInArrays(Engine engine) {
        int sum = 0;
        for (Object held : reachable(engine)) {
            if (held instanceof byte[] array) {
                sum += array.length;
            }
        }
        return sum;
    }

    /** All that the engine leads to by fields of this module's classes. */
    private static Set<Object> reachable(Engine engine) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        ArrayDeque<Object> todo = new ArrayDeque<>();
        todo.add(engine);
        while (!todo.isEmpty()) {
            Object one = todo.remove();
            if (one instanceof RecordingListener || !seen.add(one)) {
                continue;
            }
            if (one instanceof Object[] array) {
                for (Object element : array) {
                    if (element != null) {
                        todo.add(element);
                    }
                }
            }
            for (Class<?> type = one.getClass(); type != null; type = type.getSuperclass()) {
                if (type.getName().startsWith("io.lepton.amqp.engine.")) {
                    addFields(one, type, todo);
                }
            }
            if (one instanceof io.lepton.amqp.codec.Buffer buffer) {
                todo.add(buffer.array());
            }
        }
        return seen;
    }

    private static void addFields(Object owner, Class<?> type, ArrayDeque<Object> todo) {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
                continue;
            }
            try {
                field.setAccessible(true);
                Object value = field.get(owner);
                if (value != null) {
                    todo.add(value);
                }
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
    }
}
