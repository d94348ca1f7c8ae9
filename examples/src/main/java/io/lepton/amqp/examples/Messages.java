// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.Binary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes a message, and passes one on. */
public final class Messages {

    private Messages() {}

    static Message order() {
        // region make
        Message message = Message.of(Map.of("article", "lamp", "count", 2))
                .id("order-1")
                .subject("order.created")
                .durable(true)
                .ttl(Duration.ofMinutes(10))
                .property("tenant", "blue")
                .annotation("x-opt-delivery-delay", 5_000L);
        // end make
        return message;
    }

    static Message large(Path file) throws IOException {
        // region large
        byte[] picture = Files.readAllBytes(file);
        return Message.of(Binary.wrap(picture, 0, picture.length)).contentType("image/png");
        // end large
    }

    static byte[] forward(byte[] received, String router) {
        // region forward
        Message message = Message.decode(received);
        message.check(); // throws DecodeException if a part of it could not be read
        message.deliveryCount(message.deliveryCount() + 1)
                .annotation("x-opt-route", List.of(router))
                .instructions(Map.of());
        return message.encode();
        // end forward
    }

    public static void main(String[] args) {
        System.out.println(Message.decode(forward(order().encode(), "here")));
    }
}
