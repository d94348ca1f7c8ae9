// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * The messaging API: containers, connections, senders, receivers and the events they raise.
 *
 * <p>A {@link io.lepton.amqp.Container} connects and listens; what happens is told to a
 * {@link io.lepton.amqp.MessagingHandler}. Hello World, over any broker:
 *
 * <pre>{@code
 * Container.create(new MessagingHandler() {
 *     public void onStart(ContainerEvent event) {
 *         Connection connection = event.container().connect("amqp://localhost");
 *         connection.createReceiver("examples");
 *         connection.createSender("examples");
 *     }
 *
 *     public void onSendable(SenderEvent event) {
 *         event.sender().send(Message.of("Hello World!"));
 *         event.sender().close();
 *     }
 *
 *     public void onMessage(MessageEvent event) {
 *         System.out.println(event.message().body());
 *         event.connection().close();
 *     }
 * }).run();
 * }</pre>
 *
 * <p><b>Threads.</b> All that concerns one connection happens on one event loop: its callbacks, its input and its output.
 * Every method may nevertheless be called from any thread. On the loop it acts in place; elsewhere what it asks for is
 * queued for the loop, in order, and the call returns at once. Nothing in this package blocks but
 * {@link io.lepton.amqp.Container#run()} and {@link io.lepton.amqp.Container#close()}, and callbacks must not block either.
 *
 * <p><b>Errors.</b> Misuse is told at the call, by {@link java.lang.IllegalArgumentException} or
 * {@link java.lang.IllegalStateException}. What the network or the peer does is told by events and futures, as subclasses of
 * {@link io.lepton.amqp.types.AmqpException} that carry the AMQP condition.
 */
@NullMarked
package io.lepton.amqp;

import org.jspecify.annotations.NullMarked;
