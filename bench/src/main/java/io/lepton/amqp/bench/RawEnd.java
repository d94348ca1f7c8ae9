// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The same bytes without AMQP, over the transport that this library uses (Netty's NIO, the JDK's TLS): what is left to win.
 * A frame is a body with {@link #OVERHEAD} bytes before it; each read is answered by one acknowledgement of
 * {@link #ACKNOWLEDGEMENT} bytes, as a disposition of a range would be.
 */
final class RawEnd {

    /** What AMQP adds to a body of 100 bytes: the frame's header, the transfer, the section's descriptor. */
    static final int OVERHEAD = 40;

    /** Bytes of an acknowledgement; its first four say of how many messages. */
    static final int ACKNOWLEDGEMENT = 32;

    private RawEnd() {}

    static void run(Arguments arguments, Report report) {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            RawCourse course = new RawCourse(arguments, report);
            List<Channel> channels = switch (arguments.mode()) {
                case "direct-receiver" -> List.of(listen(group, arguments, course));
                case "direct-sender" -> connect(group, arguments, course);
                default -> throw new IllegalArgumentException("--raw is for direct-sender and direct-receiver");
            };
            for (Channel channel : channels) {
                channel.closeFuture().syncUninterruptibly();
            }
        } catch (SSLException e) {
            throw new IllegalArgumentException("no certificate or key that can be used in " + arguments.tls(), e);
        } finally {
            group.shutdownGracefully().syncUninterruptibly();
        }
    }

    private static Channel listen(EventLoopGroup group, Arguments arguments, RawCourse course) throws SSLException {
        Path tls = arguments.tls();
        SslContext context = tls == null
                ? null
                : SslContextBuilder.forServer(file(Arguments.certificate(tls)), file(Arguments.key(tls)))
                        .sslProvider(SslProvider.JDK)
                        .build();
        Channel listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(initializer(context, arguments, () -> new RawReceiver(arguments, course)))
                .bind(arguments.host(), arguments.port())
                .syncUninterruptibly()
                .channel();
        course.whenOver(() -> listener.unsafe().close(listener.voidPromise())); // on its loop, which is the only one
        return listener;
    }

    private static List<Channel> connect(EventLoopGroup group, Arguments arguments, RawCourse course)
            throws SSLException {
        Path tls = arguments.tls();
        SslContext context = tls == null
                ? null
                : SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .trustManager(file(Arguments.certificate(tls)))
                        .build();
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(initializer(context, arguments, () -> new RawSender(arguments, course, context != null)));
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < arguments.connections(); i++) {
            channels.add(bootstrap
                    .connect(arguments.host(), arguments.port())
                    .syncUninterruptibly()
                    .channel());
        }
        return channels;
    }

    private static File file(Path path) {
        return path.toFile();
    }

    private static ChannelInitializer<Channel> initializer(
            @Nullable SslContext context, Arguments arguments, Supplier<RawConnection> end) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                if (context != null) {
                    channel.pipeline().addLast(context.newHandler(channel.alloc(), arguments.host(), arguments.port()));
                }
                channel.pipeline().addLast(end.get());
            }
        };
    }

    /** An acknowledgement of so many messages. */
    static ByteBuf acknowledgement(ByteBuf room, int messages) {
        return room.writeInt(messages).writeZero(ACKNOWLEDGEMENT - Integer.BYTES);
    }
}
