// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lepton.amqp.codec.Allocation;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DeepValue;
import java.util.Arrays;

/**
 * Anybody's bytes as a message: refused with {@link DecodeException} or read, never anything else; sent on unchanged; and if
 * all of it can be read, then what is encoded anew reads the same. A normal build runs the seeds;
 * {@code .ci/fuzz} looks for more.
 */
class MessageFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void anyBytes(byte[] bytes) {
        Allocation.bounded(bytes, () -> readAll(bytes));
        Message message = decodeOrNull(bytes);
        if (message == null) {
            return;
        }
        require(Arrays.equals(message.encode(), bytes), "an untouched message changed");
        boolean sound = true;
        for (Section section : Section.values()) {
            sound &= reads(message, section);
        }
        require(message.toString().length() < 3_000, "an unbounded text");
        mapToJms(message);
        require(Arrays.equals(message.copy().encode(), bytes), "reading changed a message");
        if (sound) {
            Message.decode(bytes).check();
            sameAnew(message);
        }
    }

    private static void readAll(byte[] bytes) {
        Message message = decodeOrNull(bytes);
        if (message != null) {
            for (Section section : Section.values()) {
                reads(message, section);
            }
        }
    }

    private static Message decodeOrNull(byte[] bytes) {
        try {
            return Message.decode(bytes);
        } catch (DecodeException refused) {
            require(refused.offset() >= 0 && refused.offset() <= bytes.length, "an offset outside");
            return null;
        }
    }

    private static boolean reads(Message message, Section section) {
        try {
            switch (section) {
                case HEADER -> message.ttl();
                case DELIVERY_ANNOTATIONS -> message.instructions();
                case MESSAGE_ANNOTATIONS -> message.annotations();
                case PROPERTIES -> message.creationTime();
                case APPLICATION_PROPERTIES -> message.properties();
                case BODY -> message.body();
                case FOOTER -> message.footer();
            }
            return true;
        } catch (DecodeException malformed) {
            return false;
        }
    }

    private static void mapToJms(Message message) {
        try {
            JmsMapping.typeOf(message);
            JmsMapping.textOf(message);
        } catch (DecodeException malformed) {
            return;
        }
    }

    private static void sameAnew(Message message) {
        Message anew = message.copy();
        anew.durable(anew.durable()).subject(anew.subject());
        anew.annotations(anew.annotations()).instructions(anew.instructions()).footer(anew.footer());
        if (anew.bodyKind() == BodyKind.VALUE) {
            anew.inferred(false).body(anew.body());
        }
        byte[] once = anew.encode();
        Message again = Message.decode(once);
        again.validate();
        require(new DeepValue(again.body()).equals(new DeepValue(message.body())), "another body");
        require(new DeepValue(again.annotations()).equals(new DeepValue(message.annotations())), "other annotations");
        require(new DeepValue(again.properties()).equals(new DeepValue(message.properties())), "other properties");
        require(
                again.subject() == null
                        ? message.subject() == null
                        : again.subject().equals(message.subject()),
                "subject");
        require(again.priority() == message.priority() && again.bodyKind() == message.bodyKind(), "another message");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
