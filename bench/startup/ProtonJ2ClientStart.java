// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;

/** One message, accepted, with the protonj2 client: {@code ProtonJ2ClientStart PORT}. */
public final class ProtonJ2ClientStart {

    public static void main(String[] words) throws Exception {
        Client client = Client.create();
        Connection connection = client.connect("127.0.0.1", Integer.parseInt(words[0]));
        Sender sender = connection.openSender("bench");
        sender.send(Message.create(Start.body())).awaitAccepted();
        Start.accepted();
        connection.close();
        client.close();
    }
}
