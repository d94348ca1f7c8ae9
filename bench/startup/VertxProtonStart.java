// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.proton.ProtonClient;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonSender;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.message.Message;

/** One message, accepted, with Vert.x Proton: {@code VertxProtonStart PORT}. */
public final class VertxProtonStart {

    public static void main(String[] words) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        ProtonClient.create(vertx).connect("127.0.0.1", Integer.parseInt(words[0]), result -> {
            ProtonConnection connection = result.result().open();
            ProtonSender sender = connection.createSender("bench").open();
            Message message = Message.Factory.create();
            message.setBody(new Data(new Binary(Start.body())));
            sender.send(message, delivery -> {
                Start.accepted();
                connection.closeHandler(closed -> vertx.close()).close();
            });
        });
    }
}
