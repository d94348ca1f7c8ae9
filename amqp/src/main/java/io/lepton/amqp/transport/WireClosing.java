// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a wire: what was written leaves, then each layer says goodbye from the top to TCP's FIN, then the socket is closed
 * once the peer has said its goodbye too, or after a time limit. Lives on the wire's loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails arrives in the wire's exceptionCaught
final class WireClosing {

    private static final Logger log = LoggerFactory.getLogger(WireClosing.class);

    private final NettyLoop loop;
    private final @Nullable TlsLayer tls;
    private final @Nullable WebSocketLayer webSocket;
    private final String place;
    private final Duration limit;
    private boolean inputEnded;
    private boolean saidGoodbye;
    private @Nullable Timer timer;

    @SuppressWarnings("NullAway.Init") // set when the wire is added to its pipeline, before anything else
    private ChannelHandlerContext context;

    WireClosing(
            NettyLoop loop, @Nullable TlsLayer tls, @Nullable WebSocketLayer webSocket, String place, Duration limit) {
        this.loop = loop;
        this.tls = tls;
        this.webSocket = webSocket;
        this.place = place;
        this.limit = limit;
    }

    /** Where the wire stands in its pipeline. */
    void of(ChannelHandlerContext wire) {
        context = wire;
    }

    /** Whether the peer has said that nothing more comes. */
    boolean inputEnded() {
        return inputEnded;
    }

    /**
     * The peer says nothing more, neither through TLS nor, if that was it, through TCP.
     *
     * @return whether that is news and its consequences are left to the wire
     */
    boolean endInput() {
        boolean first = !inputEnded;
        inputEnded = true;
        if (saidGoodbye) {
            cut();
            return false;
        }
        return first;
    }

    /** Ends the output in order. */
    void begin() {
        timer = loop.schedule(limit, this::timedOut);
        // completes when all that was written before has left
        then(context.writeAndFlush(Unpooled.EMPTY_BUFFER), this::sayGoodbye);
    }

    /** Ends it after a handshake that failed, so that the peer can read why. */
    void afterFailure() {
        boolean nothingToTell = tls == null && webSocket == null;
        if (nothingToTell || !context.channel().isActive()) {
            cut();
        } else {
            timer = loop.schedule(limit, this::cut);
            loop.execute(this::endOutput); // TLS tells of a failure before it has written its alert
        }
    }

    private void sayGoodbye() {
        ChannelFuture last = webSocket == null ? context.newSucceededFuture() : webSocket.goodbye(context);
        if (tls == null) {
            then(last, this::endOutput);
        } else {
            then(last, () -> then(tls.closeOutbound(), this::endOutput));
        }
    }

    private void then(ChannelFuture step, Runnable next) {
        step.addListener(done -> {
            if (done.isSuccess()) {
                next.run();
            } else {
                cut();
            }
        });
    }

    /** Says by FIN that nothing more follows; closing at once could make TCP throw away what the peer hasn't read yet. */
    private void endOutput() {
        saidGoodbye = true;
        if (inputEnded) {
            cut();
        } else {
            ((DuplexChannel) context.channel()).shutdownOutput();
        }
    }

    private void timedOut() {
        log.debug("{} did not close its end within {}", place, Failures.words(limit));
        cut();
    }

    /** Closes the socket, past TLS, which has said what it had to say. */
    void cut() {
        ChannelHandlerContext first = context.pipeline().firstContext();
        if (first != null) {
            first.close();
        }
    }

    /** The socket is closed. */
    void done() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
