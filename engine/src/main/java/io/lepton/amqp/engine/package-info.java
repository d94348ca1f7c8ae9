// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/**
 * The AMQP 1.0 protocol as a sans-I/O state machine: bytes and time in, bytes and callbacks out.
 *
 * <h2>Embedding</h2>
 *
 * <p>An {@link io.lepton.amqp.engine.Engine} is one end of one connection. Whoever embeds it brings the transport and the clock:
 *
 * <ol>
 *   <li>Make an engine with its {@link io.lepton.amqp.engine.EngineOptions} and an
 *       {@link io.lepton.amqp.engine.EngineListener}, and {@link io.lepton.amqp.engine.Engine#start start} it when the transport is
 *       connected. After a drop the engine is of no more use: all state of a connection goes with it.
 *   <li>Give it what the peer sends by {@link io.lepton.amqp.engine.Engine#receive receive}, cut in any way, and the end of
 *       the stream by {@link io.lepton.amqp.engine.Engine#inputClosed inputClosed}. Callbacks run inside.
 *   <li>At the end of each batch of input and commands {@link io.lepton.amqp.engine.Engine#flush flush}, and send what is
 *       readable in {@link io.lepton.amqp.engine.Engine#output output}; repeat while
 *       {@link io.lepton.amqp.engine.Engine#morePending morePending}. One flush a batch rather than one a message is what makes
 *       dispositions and flows share frames.
 *   <li>Call {@link io.lepton.amqp.engine.Engine#tick tick} no later than it asked for; it may add output.
 *   <li>Close the transport when {@link io.lepton.amqp.engine.Engine#outputDone outputDone} and the output is taken.
 * </ol>
 *
 * <p>Times are milliseconds of a clock that never goes back. Nothing in this package reads a clock, makes a thread, waits, or
 * draws a random number: the same calls have the same effects, which is what simulations and tests live on.
 *
 * <h2>Threads</h2>
 *
 * <p>Nothing here is thread-safe but what is immutable: options, credentials and states. An engine with all its sessions, links
 * and deliveries belongs to one thread at a time.
 *
 * <h2>Endpoints</h2>
 *
 * <p>{@link io.lepton.amqp.engine.EngineConnection}, {@link io.lepton.amqp.engine.EngineSession} and
 * {@link io.lepton.amqp.engine.EngineLink} are the same for both ends of the connection. Each has two states, this end's and the
 * peer's ({@link io.lepton.amqp.engine.EndpointState}). What the peer opens waits until this end opens it too, or closes it;
 * what the peer closes is closed here by itself after the callback. An object stands for one life of an endpoint: after a
 * detach, attach a new link of the same name. Each carries a {@code context} of the layer above.
 *
 * <h2>Messages</h2>
 *
 * <p>The engine moves encoded messages and never looks into them. {@link io.lepton.amqp.engine.EngineSender#send send} takes what
 * it is given at any time and keeps a copy of what credit or window does not allow yet; a sender that goes by
 * {@link io.lepton.amqp.engine.EngineSender#credit credit} has nothing copied. Incoming payloads are given out as exact
 * arrays, in place, or in parts as they come. Both ends hold each other to credit, windows, sizes and settlement modes.
 *
 * <h2>Errors</h2>
 *
 * <p>Misuse is thrown at the call: {@link java.lang.IllegalArgumentException} for a value that can't be,
 * {@link java.lang.IllegalStateException} for a call at the wrong time; the state is then as before. What the peer does wrong
 * makes no method throw: it is answered by a detach, an end or a close with the condition that the standard names, and told by
 * {@link io.lepton.amqp.engine.EngineListener#onLinkFailure onLinkFailure},
 * {@link io.lepton.amqp.engine.EngineListener#onSessionFailure onSessionFailure} or
 * {@link io.lepton.amqp.engine.EngineListener#onFailure onFailure}. Everything that a peer controls has a limit in
 * {@link io.lepton.amqp.engine.EngineOptions}.
 *
 * <h2>Security</h2>
 *
 * <p>SASL is part of the engine, with a small interface for further mechanisms
 * ({@link io.lepton.amqp.engine.SaslClientMechanismFactory}, {@link io.lepton.amqp.engine.SaslServerMechanismFactory}); TLS is the
 * transport's.
 */
@NullMarked
package io.lepton.amqp.engine;

import org.jspecify.annotations.NullMarked;
