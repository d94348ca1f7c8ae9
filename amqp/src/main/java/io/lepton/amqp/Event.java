// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

/**
 * Something that happened in a container. Events are handed to a {@link MessagingHandler} on the loop of the connection
 * they belong to. What an event gives access to shows the state of now, not a copy of the state when it happened.
 */
public interface Event {

    /** The container in which it happened. */
    Container container();
}
