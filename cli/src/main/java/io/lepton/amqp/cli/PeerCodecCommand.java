// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.cli.peer.Codec;
import io.lepton.amqp.cli.peer.JsonLine;
import io.lepton.amqp.cli.peer.JsonLines;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code lepton peer codec}: values and messages to bytes and back. */
@Command(
        name = "codec",
        description = "Answers requests to encode and decode, one JSON object a line, until the end of input.")
final class PeerCodecCommand implements Callable<Integer> {

    @ParentCommand
    private PeerCommand peer;

    @Override
    public Integer call() throws IOException {
        Codec codec = new Codec(peer.events());
        JsonLines lines = peer.lines();
        while (answerNext(codec, lines)) {}
        return 0;
    }

    /** Holds a line no longer than its answer takes: the next may need the memory. */
    private static boolean answerNext(Codec codec, JsonLines lines) throws IOException {
        JsonLine line = lines.next();
        if (line == null) {
            return false;
        }
        codec.answer(line);
        return true;
    }
}
