// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import io.lepton.amqp.Container;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.RejectException;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;

/** Receives messages and says of each what becomes of it. */
public final class Acknowledging implements MessagingHandler {

    private final String url;
    private final String address;

    Acknowledging(String url, String address) {
        this.url = url;
        this.address = address;
    }

    @Override
    public void onStart(ContainerEvent event) {
        // region receiver
        event.container()
                .connect(url)
                .createReceiver(
                        address, o -> o.creditWindow(100).autoAccept(false).onMessage(Acknowledging::handle));
        // end receiver
    }

    // region handle
    private static void handle(MessageEvent event) {
        Object body = event.message().body();
        if (!(body instanceof String text)) {
            event.reject(ErrorCondition.of(AmqpError.DECODE_ERROR, "this consumer reads strings"));
        } else if (text.isEmpty()) {
            event.release();
        } else if (event.message().deliveryCount() > 3) {
            event.modify(true, true);
        } else {
            System.out.println(text);
            event.accept();
        }
    }
    // end handle

    // region throwing
    @Override
    public void onMessage(MessageEvent event) {
        if (event.message().subject() == null) {
            throw new RejectException(ErrorCondition.of(AmqpError.PRECONDITION_FAILED, "a subject is needed"));
        }
        System.out.println(event.message().subject());
    }
    // end throwing

    public static void main(String[] args) {
        Container.create(new Acknowledging(args[0], args[1])).run();
    }
}
