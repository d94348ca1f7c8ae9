// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes connections on to a port of this machine until they are cut. */
final class CuttableProxy implements AutoCloseable {

    private volatile boolean closed;
    private final ServerSocket listener;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    CuttableProxy(int port) throws IOException {
        this.port = port;
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    String url() {
        return "amqp://127.0.0.1:" + listener.getLocalPort();
    }

    /** Cuts all connections that there are; new ones are passed on. */
    void cut() {
        for (Socket socket : sockets) {
            close(socket);
        }
        sockets.clear();
    }

    /** Cuts all connections and takes no more. */
    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        cut();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.addAll(List.of(client, server));
                if (closed) { // the JDK's port still listens while this thread is in accept
                    cut();
                    return;
                }
                thread(() -> copy(client, server));
                thread(() -> copy(server, client));
            }
        } catch (IOException e) {
            // closed, or the server is gone: what the client sees is the test
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // cut
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
