// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port that does not answer whoever wants to connect: its queue is full, and nobody takes from it. */
public final class Deafness implements AutoCloseable {
    private static final int FILLERS = 8;

    private final ServerSocket listener;
    private final List<SocketChannel> fillers = new ArrayList<>();

    public Deafness() {
        try {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            for (int i = 0; i < FILLERS; i++) {
                SocketChannel filler = SocketChannel.open();
                filler.configureBlocking(false);
                filler.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()));
                fillers.add(filler);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code amqp://127.0.0.1:PORT}. */
    public String url() {
        return "amqp://127.0.0.1:" + listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            for (SocketChannel filler : fillers) {
                filler.close();
            }
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
