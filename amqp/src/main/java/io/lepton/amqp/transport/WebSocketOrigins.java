// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.List;

/**
 * Turns web pages away that come from elsewhere. A browser lets any page open a WebSocket to any host, from within the user's
 * network and with the user's certificate, and tells by the header Origin whose page it is (RFC 6455, 10.2). Who is no browser
 * sends none, or the name of the listener.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the connection ends anyway
final class WebSocketOrigins extends ChannelInboundHandlerAdapter {

    private static final String ANY = "*";

    private final List<String> allowed;

    /** @param allowed origins beside the host that the request names; {@code *} for all */
    WebSocketOrigins(List<String> allowed) {
        this.allowed = allowed;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof HttpRequest request) || welcome(request.headers())) {
            ctx.fireChannelRead(message);
            return;
        }
        String origin = Failures.readable(request.headers().get(HttpHeaderNames.ORIGIN));
        ReferenceCountUtil.release(message);
        DefaultFullHttpResponse refusal =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.FORBIDDEN, Unpooled.EMPTY_BUFFER);
        refusal.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        ctx.writeAndFlush(refusal, ctx.voidPromise());
        ctx.fireExceptionCaught(
                new IllegalStateException("a web page from " + origin + " may not connect; see webSocketOrigins"));
    }

    private boolean welcome(HttpHeaders headers) {
        String host = headers.get(HttpHeaderNames.HOST, "");
        return headers.getAll(HttpHeaderNames.ORIGIN).stream().allMatch(origin -> welcome(origin, host));
    }

    private boolean welcome(String origin, String host) {
        int scheme = origin.indexOf("://");
        boolean own = scheme >= 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
        return own || allowed.contains(ANY) || allowed.stream().anyMatch(origin::equalsIgnoreCase);
    }
}
