// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.netty.channel.ChannelId;
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
import org.jspecify.annotations.Nullable;

/**
 * What makes the loops and channels of one kind of sockets. The native kinds need libraries that are optional; each is
 * touched by its own nested class alone, which the JVM loads when it is asked for. So it does with the classes of channels that
 * a program doesn't use, because each is named in the method alone that makes it.
 */
abstract class Sockets {

    /** The sockets of a kind that {@linkplain SocketKind#check can be used}. */
    static Sockets of(SocketKind kind) {
        return switch (kind) {
            case NIO -> new OfNio();
            case EPOLL -> new OfEpoll();
            case KQUEUE -> new OfKqueue();
            case IO_URING -> new OfIoUring();
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

    /** What a loop waits with. */
    abstract IoHandlerFactory handlers();

    /** A channel to connect over TCP. */
    abstract DuplexChannel tcp();

    /** A channel to accept with over TCP. */
    abstract ServerChannel tcpListener();

    /** A channel to connect over a Unix domain socket. */
    abstract DuplexChannel unix();

    /** A channel to accept with over a Unix domain socket. */
    abstract ServerChannel unixListener();

    /** The address that stands for a file, in the form of Netty's own sockets. */
    SocketAddress unixAddress(Path file) {
        return new DomainSocketAddress(file.toString());
    }

    private static final class OfNio extends Sockets {

        @Override
        IoHandlerFactory handlers() {
            return NioIoHandler.newFactory();
        }

        @Override
        DuplexChannel tcp() {
            return new Numbered();
        }

        @Override
        ServerChannel tcpListener() {
            return new NioServerSocketChannel();
        }

        @Override
        DuplexChannel unix() {
            return new NioDomainSocketChannel();
        }

        @Override
        ServerChannel unixListener() {
            return new NioServerDomainSocketChannel();
        }

        @Override
        SocketAddress unixAddress(Path file) {
            return UnixDomainSocketAddress.of(file);
        }
    }

    private static final class OfEpoll extends Sockets {

        static @Nullable Throwable unavailable() {
            return Epoll.unavailabilityCause();
        }

        @Override
        IoHandlerFactory handlers() {
            return EpollIoHandler.newFactory();
        }

        @Override
        DuplexChannel tcp() {
            return new EpollSocketChannel();
        }

        @Override
        ServerChannel tcpListener() {
            return new EpollServerSocketChannel();
        }

        @Override
        DuplexChannel unix() {
            return new EpollDomainSocketChannel();
        }

        @Override
        ServerChannel unixListener() {
            return new EpollServerDomainSocketChannel();
        }
    }

    private static final class OfKqueue extends Sockets {

        static @Nullable Throwable unavailable() {
            return KQueue.unavailabilityCause();
        }

        @Override
        IoHandlerFactory handlers() {
            return KQueueIoHandler.newFactory();
        }

        @Override
        DuplexChannel tcp() {
            return new KQueueSocketChannel();
        }

        @Override
        ServerChannel tcpListener() {
            return new KQueueServerSocketChannel();
        }

        @Override
        DuplexChannel unix() {
            return new KQueueDomainSocketChannel();
        }

        @Override
        ServerChannel unixListener() {
            return new KQueueServerDomainSocketChannel();
        }
    }

    private static final class OfIoUring extends Sockets {

        static @Nullable Throwable unavailable() {
            return IoUring.unavailabilityCause();
        }

        @Override
        IoHandlerFactory handlers() {
            return IoUringIoHandler.newFactory();
        }

        @Override
        DuplexChannel tcp() {
            return new IoUringSocketChannel();
        }

        @Override
        ServerChannel tcpListener() {
            return new IoUringServerSocketChannel();
        }

        @Override
        DuplexChannel unix() {
            return new IoUringDomainSocketChannel();
        }

        @Override
        ServerChannel unixListener() {
            return new IoUringServerDomainSocketChannel();
        }
    }

    /** Netty's own identifier asks for the process and all network interfaces, just to be told in its logs. */
    private static final class Numbered extends NioSocketChannel {

        @Override
        protected ChannelId newId() {
            return new ChannelNumber();
        }
    }
}
