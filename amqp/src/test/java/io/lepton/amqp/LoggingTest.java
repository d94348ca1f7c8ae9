// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.lepton.amqp.engine.FrameListener;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of connections in the log, and the trace of frames. */
class LoggingTest {

    private final Pair pair = new Pair(new Recorder(), new Recorder());

    @Test
    void openAndCloseAreToldWithContainerConnectionAndPeer() {
        try (Logged log = new Logged(Connection.class.getName(), Level.INFO)) {
            Connection connection = pair.connect();
            connection.close();
            pair.drive();

            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("INFO container client: " + connection + ": open to container \"server\" at ")
                            .endsWith(", by ANONYMOUS"))
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("INFO container server: connection from ")
                            .contains(": open to container \"client\""))
                    .contains("INFO container client: " + connection + ": closed");
        }
    }

    @Test
    void b25_whatAPeerSaysCannotPoseAsALineOfItsOwn() {
        String forged = "x\n2026-01-01 ERROR forged\r";
        try (Logged log = new Logged("io.lepton", Level.TRACE)) {
            Connection connection = pair.connect(o -> o.containerId(forged));
            connection.createSender("q" + forged, o -> o.name("n" + forged));
            pair.drive();
            connection.close(ErrorCondition.of(AmqpError.INTERNAL_ERROR, "d" + forged));
            pair.drive();

            assertThat(log.lines())
                    .noneMatch(line -> line.contains("\n") || line.contains("\r"))
                    .anyMatch(line -> line.contains("open to container \"x\\u000a2026-01-01 ERROR forged\\u000d\""))
                    .anyMatch(line -> line.contains("closed by the peer: amqp:internal-error: dx\\u000a"));
        }
    }

    @Test
    void aLossIsAWarningToItsMakerAndNewsToTheListener() {
        Connection connection = pair.connect();
        try (Logged log = new Logged(Connection.class.getName(), Level.INFO)) {
            pair.network.cut();

            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("WARN container client: " + connection + ": connection reset by the test"))
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("INFO container server: connection from ")
                            .contains("connection reset by the test"));
        }
    }

    @Test
    void anErrorInThePeersCloseIsAWarning() {
        Pair refusing = new Pair(new Recorder(), new MessagingHandler() {
            @Override
            public void onConnectionOpened(ConnectionEvent event) {
                event.connection().close(ErrorCondition.of(AmqpError.NOT_ALLOWED, "maintenance"));
            }
        });
        try (Logged log = new Logged(Connection.class.getName(), Level.WARN)) {
            refusing.connect();

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN container client: connection to amqp://")
                    .contains("amqp:not-allowed", "maintenance");
        }
    }

    @Test
    void framesAreLoggedAtTraceAndCostNothingOtherwise() {
        assertThat(FrameTracing.to("peer")).isNull();
        try (Logged log = new Logged(FrameTracing.LOGGER, Level.TRACE)) {
            Connection connection = pair.connect();

            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("TRACE " + connection.url() + " -> [0] Open{container-id=\"client\""));
        }
    }

    @Test
    void theEnvironmentCanAskForFramesOnStandardError() {
        List<String> printed = new ArrayList<>();
        FrameListener trace = FrameTracing.to("amqp://h:5672", true, printed::add);
        trace.onFrame(FrameListener.Direction.IN, 3, "Begin{}", 0);

        assertThat(printed).singleElement().asString().startsWith("amqp://h:5672 <- [3] Begin{}");
        assertThat(FrameTracing.wanted("frame")).isTrue();
        assertThat(FrameTracing.wanted("other, FRAME")).isTrue();
        assertThat(FrameTracing.wanted("frames")).isFalse();
        assertThat(FrameTracing.wanted(null)).isFalse();
    }
}
