// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/** The messaging API and its Netty transport. */
module io.lepton.amqp {
    requires transitive io.lepton.amqp.codec;
    requires transitive io.lepton.amqp.engine;
    requires com.fasterxml.jackson.core;
    requires com.ongres.scram.client;
    requires com.ongres.scram.common;
    requires java.security.jgss;
    requires java.security.sasl;
    requires io.netty.buffer;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.handler.proxy;
    requires io.netty.transport;
    requires org.slf4j;
    requires static io.netty.transport.classes.epoll;
    requires static io.netty.transport.classes.io_uring;
    requires static io.netty.transport.classes.kqueue;
    requires static io.netty.transport.unix.common;
    requires static transitive org.jspecify;

    exports io.lepton.amqp;
    exports io.lepton.amqp.sasl;
}
