// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

/**
 * A sending and a receiving engine in one thread, each fed with what the other writes: the protocol without a socket. The
 * link is open and the receiver grants as much credit as messages have come.
 */
interface JoinedEngines {

    /** Bytes of the payload of each message. */
    int SIZE = 100;

    /** Credit that the receiver keeps granted. */
    int WINDOW = 1000;

    /** Sender: sends unsettled messages, so many as there is credit for. */
    void send(int count);

    /** Receiver: takes what the sender wrote, accepts and settles each message, and grants new credit. */
    void receive();

    /** Sender: takes what the receiver wrote, and settles. */
    void settle();

    /** How many messages the sender knows to be accepted and has settled. */
    long accepted();

    /** How many bytes of payload the receiver has read. */
    long bytesRead();
}
