// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.Connection;
import io.lepton.amqp.LinkException;
import io.lepton.amqp.Receiver;
import io.lepton.amqp.Sender;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.DistributionMode;
import io.lepton.amqp.protocol.LifetimePolicy;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.TerminusDurability;
import io.lepton.amqp.protocol.TerminusExpiryPolicy;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Symbol;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Which nodes there are, how long, and what an attach is told of them. */
class NodesTest extends BrokerFixture {

    private static final String GONE = "dynamic-" + UUID.randomUUID();

    @Test
    void whatALinkToAGoneDynamicNodeIsToldIsNotFound() {
        Connection connection = connect(broker());
        refused(
                () -> await(
                        connection.createSender(GONE, o -> o.handler(TOLERANT)).opened()),
                AmqpError.NOT_FOUND);
        refused(
                () -> await(connection
                        .createReceiver(GONE, o -> o.handler(TOLERANT))
                        .opened()),
                AmqpError.NOT_FOUND);
    }

    /** M-019 */
    @Test
    void aMessageToAGoneDynamicNodeIsRejected() throws Exception {
        Sender relay = connect(broker()).createSender(null);
        Outcome outcome = await(relay.send(Message.of("late").to(GONE)).outcome());
        assertThat(((Rejected) outcome).error().condition()).isEqualTo(AmqpError.NOT_FOUND);
    }

    @Test
    void whoUsesADynamicNodeIsToldThatItIsGone() throws Exception {
        Connection connection = connect(broker());
        Receiver node = dynamic(connection, LifetimePolicy.DELETE_ON_CLOSE);
        Sender sender = connection.createSender(node.address());
        Receiver another = connection.createReceiver(node.address(), o -> o.handler(TOLERANT));
        await(another.opened());
        await(sender.opened());
        node.close();
        refused(() -> await(another.closed()), AmqpError.RESOURCE_DELETED);
        Outcome late = send(sender, "late");
        assertThat(((Rejected) late).error().condition()).isEqualTo(AmqpError.RESOURCE_DELETED);
    }

    /** M-014 */
    @Test
    void aDynamicNodeMayOutliveItsLinkAsLongAsItHasMessages() throws Exception {
        Broker broker = broker();
        Connection connection = connect(broker);
        Receiver node = dynamic(connection, LifetimePolicy.DELETE_ON_NO_MESSAGES);
        assertThat(LifetimePolicy.in(node.remoteSource().dynamicNodeProperties()))
                .isEqualTo(LifetimePolicy.DELETE_ON_NO_MESSAGES);
        String address = node.address();
        Sender sender = connection.createSender(address);
        send(sender, "one");
        sender.close();
        await(sender.closed());
        node.close();
        await(node.closed());
        Inbox inbox = new Inbox();
        connection.createReceiver(
                address, o -> o.autoAccept(false).handler(TOLERANT).onMessage(inbox::add));
        inbox.next().accept();
        awaitCount(broker, address, 0);
        refused(
                () -> await(connection
                        .createSender(address, o -> o.handler(TOLERANT))
                        .opened()),
                AmqpError.NOT_FOUND);
    }

    /** M-014 */
    @Test
    void aDynamicNodeMayOutliveItsLinkAsLongAsItHasOthers() throws Exception {
        Connection connection = connect(broker());
        Receiver node = dynamic(connection, LifetimePolicy.DELETE_ON_NO_LINKS);
        String address = node.address();
        Sender sender = connection.createSender(address);
        await(sender.opened());
        node.close();
        await(node.closed());
        assertThat(send(sender, "one")).isInstanceOf(Accepted.class);
        sender.close();
        await(sender.closed());
        refused(
                () -> await(connection
                        .createSender(address, o -> o.handler(TOLERANT))
                        .opened()),
                AmqpError.NOT_FOUND);
    }

    /** M-015: what was asked for and is not there is missing from the answer. */
    @Test
    void theAnswerToAReceiverTellsWhatThereIs() throws Exception {
        Receiver receiver = await(connect(broker())
                .createReceiver(
                        "q",
                        o -> o.durableSubscription()
                                .selector("colour = 'red'")
                                .capabilities("queue", "shared")
                                .source(s -> s.timeout(60)
                                        .outcomes(List.of(Symbol.of("amqp:accepted:list"), Symbol.of("x")))))
                .opened());
        assertThat(receiver.remoteSource().filter()).isEmpty();
        assertThat(receiver.remoteSource().durable()).isEqualTo(TerminusDurability.NONE);
        assertThat(receiver.remoteSource().expiryPolicy()).isEqualTo(TerminusExpiryPolicy.LINK_DETACH);
        assertThat(receiver.remoteSource().timeout()).isZero();
        assertThat(receiver.remoteSource().distributionMode()).isEqualTo(DistributionMode.MOVE);
        assertThat(receiver.remoteSource().outcomes()).containsExactly(Symbol.of("amqp:accepted:list"));
        assertThat(receiver.remoteSource().capabilities()).containsExactly(Symbol.of("queue"));
    }

    @Test
    void theAnswerToASenderTellsWhatThereIs() throws Exception {
        Sender sender = await(connect(broker())
                .createSender(
                        "q",
                        o -> o.target(t -> t.durable(TerminusDurability.UNSETTLED_STATE)
                                .expiryPolicy(TerminusExpiryPolicy.NEVER)
                                .capabilities(List.of(Symbol.of("topic")))))
                .opened());
        assertThat(sender.remoteTarget().durable()).isEqualTo(TerminusDurability.NONE);
        assertThat(sender.remoteTarget().expiryPolicy()).isEqualTo(TerminusExpiryPolicy.LINK_DETACH);
        assertThat(sender.remoteTarget().capabilities()).isEmpty();
    }

    @Test
    void thereAreSoManyQueuesAndNoMoreUntilOneIsEmptyAndUnused() throws Exception {
        Connection connection = connect(broker(o -> o.maxQueues(2)));
        Sender first = await(connection.createSender("q1").opened());
        await(connection.createSender("q2").opened());
        refused(
                () -> await(connection
                        .createSender("q3", o -> o.handler(TOLERANT).recover(false))
                        .opened()),
                AmqpError.RESOURCE_LIMIT_EXCEEDED);
        refused(
                () -> await(connection
                        .createReceiver(null, o -> o.dynamic().handler(TOLERANT).recover(false))
                        .opened()),
                AmqpError.RESOURCE_LIMIT_EXCEEDED);
        first.close();
        await(first.closed());
        assertThat(send(connection.createSender("q3"), "one")).isInstanceOf(Accepted.class);
    }

    @Test
    void aQueueWithMessagesStaysWithoutLinks() throws Exception {
        Broker broker = broker();
        Connection connection = connect(broker);
        Sender sender = connection.createSender("q");
        send(sender, "one");
        sender.close();
        await(sender.closed());
        assertThat(receive(connection, "q").next().message().body()).isEqualTo("one");
    }

    @Test
    void anAddressHasALongestLength() throws Exception {
        Connection connection = connect(broker());
        await(connection.createSender("x".repeat(Addresses.LONGEST)).opened());
        String tooLong = "x".repeat(Addresses.LONGEST + 1);
        refused(
                () -> await(connection
                        .createSender(tooLong, o -> o.handler(TOLERANT))
                        .opened()),
                AmqpError.INVALID_FIELD);
    }

    private static Receiver dynamic(Connection connection, LifetimePolicy policy) throws Exception {
        return await(connection
                .createReceiver(
                        null,
                        o -> o.dynamic()
                                .creditWindow(0)
                                .source(s ->
                                        s.dynamicNodeProperties(Map.of(LifetimePolicy.PROPERTY, policy.toDescribed()))))
                .opened());
    }

    private static void refused(ThrowingCallable attach, Symbol condition) {
        assertThatThrownBy(attach)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        LinkException.class,
                        e -> assertThat(e.condition().condition()).isEqualTo(condition));
    }
}
