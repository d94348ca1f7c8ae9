// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Passes one connection on to a port of this machine, and cuts it after so many bytes from the client. */
final class CuttingProxy {
    private final ServerSocket listener;

    CuttingProxy(int port, long bytes) {
        try {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread("proxy", () -> pass(port, bytes));
    }

    String url() {
        return "amqp://127.0.0.1:" + listener.getLocalPort();
    }

    private void pass(int port, long bytes) {
        try (ServerSocket once = listener;
                Socket client = once.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            thread("proxy-back", () -> copy(server, client, Long.MAX_VALUE));
            copy(client, server, bytes);
        } catch (IOException e) {
            // the client never came, or the server is not there: what the client sees is the test
        }
    }

    private static void copy(Socket from, Socket to, long bytes) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            long left = bytes;
            int read = 0;
            while (left > 0 && read >= 0) {
                out.write(buffer, 0, read);
                left -= read;
                read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            }
        } catch (IOException e) {
            // cut already
        }
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
