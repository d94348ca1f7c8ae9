// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.TransactionCapability;
import io.lepton.amqp.protocol.TransactionalState;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.TransactionError;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionTest {

    private final List<String> log = new ArrayList<>();
    private ErrorCondition commitFailure;
    private TransactionCoordinator coordinator;
    private final EnginePair pair = new EnginePair();

    private final TransactionCoordinator.Resource resource = new TransactionCoordinator.Resource() {
        private byte next = 1;

        @Override
        public Binary begin(Object globalId) {
            return Binary.of(new byte[] {next++});
        }

        @Override
        public ErrorCondition commit(Binary txnId) {
            log.add("commit " + txnId.get(0));
            return commitFailure;
        }

        @Override
        public void rollBack(Binary txnId) {
            log.add("roll back " + txnId.get(0));
        }
    };

    private TransactionController controller(Source source) {
        pair.serverEvents.onLink = link -> {
            link.source(link.remoteSource()).target(link.remoteTarget());
            if (TransactionCoordinator.isFor(link)) {
                coordinator = new TransactionCoordinator((EngineReceiver) link, resource, 2);
                ((EngineReceiver) link).addCredit(100);
            }
            link.open();
        };
        pair.serverEvents.onDelivery = delivery -> {
            if (TransactionCoordinator.isFor(delivery.link())) {
                coordinator.received(delivery);
            }
        };
        pair.serverEvents.onDetach = link -> coordinator.closed();
        TransactionController controller =
                new TransactionController(pair.session(), "tx", List.of(TransactionCapability.LOCAL_TRANSACTIONS));
        if (source != null) {
            controller.link().source(source);
        }
        controller.link().open();
        pair.drive();
        return controller;
    }

    private Binary declare(TransactionController controller) {
        OutgoingDelivery question = controller.declare(null, "why");
        pair.drive();
        assertThat(question.context()).isEqualTo("why");
        return TransactionController.declared(question);
    }

    @Test
    @Spec({"TX-001", "TX-002", "TX-003"})
    void declareCommitAndRollBack() {
        TransactionController controller = controller(null);
        assertThat(controller.can(TransactionCapability.LOCAL_TRANSACTIONS)).isTrue();
        Binary one = declare(controller);
        Binary two = declare(controller);
        assertThat(one).isEqualTo(Binary.of(new byte[] {1}));
        assertThat(coordinator.isOpen(two)).isTrue();
        OutgoingDelivery commit = controller.discharge(one, false, null);
        OutgoingDelivery rollBack = controller.discharge(two, true, null);
        pair.drive();
        assertThat(commit.remoteState()).isEqualTo(Accepted.INSTANCE);
        assertThat(rollBack.remoteState()).isEqualTo(Accepted.INSTANCE);
        assertThat(log).containsExactly("commit 1", "roll back 2");
        assertThat(coordinator.isOpen(one)).isFalse();
        assertThat(controller.link().unsettled()).isZero();
    }

    @Test
    @Spec({"TX-003", "TX-009"})
    void aFailedCommitIsRejected() {
        TransactionController controller = controller(null);
        Binary txn = declare(controller);
        commitFailure = ErrorCondition.of(TransactionError.ROLLBACK, "conflict");
        OutgoingDelivery commit = controller.discharge(txn, false, null);
        pair.drive();
        assertThat(commit.remoteState()).isEqualTo(new Rejected(commitFailure));
    }

    @Test
    @Spec("TX-003")
    void whereRejectedIsNoOutcomeTheLinkIsClosed() {
        TransactionController controller = controller(Source.builder()
                .outcomes(List.of(Symbol.of("amqp:accepted:list")))
                .build());
        Binary txn = declare(controller);
        commitFailure = ErrorCondition.of(TransactionError.ROLLBACK, "conflict");
        controller.discharge(txn, false, null);
        pair.drive();
        assertThat(controller.link().remoteError()).isEqualTo(commitFailure);
    }

    @Test
    @Spec("TX-004")
    void whatWasNotDischargedIsRolledBackWithTheLink() {
        TransactionController controller = controller(null);
        declare(controller);
        declare(controller);
        controller.link().close();
        pair.drive();
        assertThat(log).containsExactly("roll back 1", "roll back 2");
    }

    @Test
    @Spec("TX-009")
    void anUnknownTransactionIsTold() {
        TransactionController controller = controller(null);
        OutgoingDelivery commit = controller.discharge(Binary.of(new byte[] {9}), false, null);
        pair.drive();
        assertThat(((Rejected) commit.remoteState()).error().condition()).isEqualTo(TransactionError.UNKNOWN_ID);
    }

    @Test
    void openTransactionsAreBounded() {
        TransactionController controller = controller(null);
        declare(controller);
        declare(controller);
        OutgoingDelivery third = controller.declare(null, null);
        pair.drive();
        assertThat(((Rejected) third.remoteState()).error().condition()).isEqualTo(AmqpError.RESOURCE_LIMIT_EXCEEDED);
    }

    @Test
    @Spec("TX-010")
    void globalIdsNeedACoordinatorThatDistributes() {
        TransactionController controller = controller(null);
        assertThatThrownBy(() -> controller.declare("global", null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nonsenseIsRejectedAndSettledRequestsCloseTheLink() {
        TransactionController controller = controller(null);
        OutgoingDelivery nonsense = EnginePair.send(controller.link(), "nonsense");
        pair.drive();
        assertThat(((Rejected) nonsense.remoteState()).error().condition()).isEqualTo(AmqpError.DECODE_ERROR);

        EngineSender other = pair.session().sender("other");
        other.target(controller.link().target()).open();
        pair.drive();
        other.sendSettled(EnginePair.bytes("x"), 0, null);
        pair.drive();
        assertThat(other.remoteError().condition()).isEqualTo(AmqpError.NOT_ALLOWED);
    }

    @Test
    @Spec({"TX-005", "TX-006", "TX-008"})
    void workNamesItsTransactionOnTheFirstFrameAndOnDispositions() {
        EnginePair small = new EnginePair(o -> o, o -> o.maxFrameSize(512));
        EngineSender sender = small.sender("a");
        small.serverReceiver().addCredit(10);
        small.drive();
        TransactionalState work = new TransactionalState(Binary.of(new byte[] {1}), null);
        OutgoingDelivery posted = sender.send(EnginePair.bytes("x".repeat(2_000)), 0, false, work, null);
        small.drive();
        IncomingDelivery received = small.serverEvents.deliveries.get(0);
        assertThat(received.remoteState()).isEqualTo(work);
        assertThat(small.clientTrace.stream().filter(line -> line.contains("txn-id")))
                .hasSize(1);

        TransactionalState retired = new TransactionalState(Binary.of(new byte[] {1}), Accepted.INSTANCE);
        received.disposition(retired, false);
        small.drive();
        assertThat(posted.remoteState()).isEqualTo(retired);
        received.disposition(Accepted.INSTANCE, true);
        small.drive();
        assertThat(posted.remotelySettled()).isTrue();
        assertThat(posted.remoteState()).isEqualTo(Accepted.INSTANCE);
    }

    @Test
    @Spec("TX-001")
    void aPeerWithoutTransactionsRefusesTheLink() {
        pair.serverEvents.onLink = link -> link.close(ErrorCondition.of(AmqpError.NOT_IMPLEMENTED, "no transactions"));
        TransactionController controller =
                new TransactionController(pair.session(), "tx", List.of(TransactionCapability.LOCAL_TRANSACTIONS));
        controller.link().open();
        pair.drive();
        assertThat(pair.clientEvents.events).endsWith("refused tx amqp:not-implemented: no transactions");
    }

    @Test
    @Spec("TX-011")
    void aDischargeWithoutAnAnswerIsInDoubtAndNeverCommitted() {
        TransactionController controller = controller(null);
        Binary txn = declare(controller);
        OutgoingDelivery commit = controller.discharge(txn, false, null);
        pair.client.flush();
        pair.client.inputClosed(pair.now);
        assertThat(commit.remoteState()).isNull();
        assertThat(commit.settled()).isFalse();
        assertThat(controller.link().leftovers()).containsExactly(commit);
    }
}
