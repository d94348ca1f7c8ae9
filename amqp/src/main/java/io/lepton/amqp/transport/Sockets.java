// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueDomainSocketChannel;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerDomainSocketChannel;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerDomainSocketChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What makes the loops and channels of one kind of sockets. The native kinds need libraries that are optional; each is
 * touched by its own nested class alone, which the JVM loads when it is asked for.
 *
 * @param handlers what a loop waits with
 * @param tcp a channel to connect over TCP
 * @param tcpListener a channel to accept with over TCP
 * @param unix a channel to connect over a Unix domain socket
 * @param unixListener a channel to accept with over a Unix domain socket
 * @param unixAddress the address that stands for a file
 */
record Sockets(
        IoHandlerFactory handlers,
        Supplier<DuplexChannel> tcp,
        Supplier<ServerChannel> tcpListener,
        Supplier<DuplexChannel> unix,
        Supplier<ServerChannel> unixListener,
        Function<Path, SocketAddress> unixAddress) {

    /** The sockets of a kind that {@linkplain SocketKind#check can be used}. */
    static Sockets of(SocketKind kind) {
        return switch (kind) {
            case NIO ->
                new Sockets(
                        NioIoHandler.newFactory(),
                        NioSocketChannel::new,
                        NioServerSocketChannel::new,
                        NioDomainSocketChannel::new,
                        NioServerDomainSocketChannel::new,
                        UnixDomainSocketAddress::of);
            case EPOLL -> OfEpoll.sockets();
            case KQUEUE -> OfKqueue.sockets();
            case IO_URING -> OfIoUring.sockets();
        };
    }

    /** Why a kind cannot be used; null if it can. Throws a linkage error if its classes are missing. */
    static @Nullable Throwable unavailable(SocketKind kind) {
        return switch (kind) {
            case NIO -> null;
            case EPOLL -> OfEpoll.unavailable();
            case KQUEUE -> OfKqueue.unavailable();
            case IO_URING -> OfIoUring.unavailable();
        };
    }

    private static final class OfEpoll {

        static @Nullable Throwable unavailable() {
            return Epoll.unavailabilityCause();
        }

        static Sockets sockets() {
            return new Sockets(
                    EpollIoHandler.newFactory(),
                    EpollSocketChannel::new,
                    EpollServerSocketChannel::new,
                    EpollDomainSocketChannel::new,
                    EpollServerDomainSocketChannel::new,
                    file -> new DomainSocketAddress(file.toString()));
        }
    }

    private static final class OfKqueue {

        static @Nullable Throwable unavailable() {
            return KQueue.unavailabilityCause();
        }

        static Sockets sockets() {
            return new Sockets(
                    KQueueIoHandler.newFactory(),
                    KQueueSocketChannel::new,
                    KQueueServerSocketChannel::new,
                    KQueueDomainSocketChannel::new,
                    KQueueServerDomainSocketChannel::new,
                    file -> new DomainSocketAddress(file.toString()));
        }
    }

    private static final class OfIoUring {

        static @Nullable Throwable unavailable() {
            return IoUring.unavailabilityCause();
        }

        static Sockets sockets() {
            return new Sockets(
                    IoUringIoHandler.newFactory(),
                    IoUringSocketChannel::new,
                    IoUringServerSocketChannel::new,
                    IoUringDomainSocketChannel::new,
                    IoUringServerDomainSocketChannel::new,
                    file -> new DomainSocketAddress(file.toString()));
        }
    }
}
