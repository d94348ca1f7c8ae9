// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.broker.BrokerOptions;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.AmqpException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** {@code serve}: the in-memory broker until the end of input, a signal or the end of its time. */
public final class ServeCall {

    private final PeerEvents events;
    private final CallSteps steps;
    private final boolean echo;
    private final AtomicBoolean failed = new AtomicBoolean();

    /**
     * A call that has not begun to listen.
     *
     * @param echo whether to tell of each message that is put
     */
    public ServeCall(PeerEvents events, CallSteps steps, boolean echo) {
        this.events = events;
        this.steps = steps;
        this.echo = echo;
    }

    /**
     * Serves until it is to end.
     *
     * @param choices where to listen and how
     * @param input ends the call when it ends; what it holds is of no interest
     * @return the exit status
     * @throws IllegalArgumentException if the options are no good
     */
    public int run(Consumer<? super BrokerOptions> choices, InputStream input) {
        try (Broker broker = start(choices)) {
            events.event("listening", json -> json.writeNumberField("port", broker.port()));
            watch(input);
            if (!steps.run()) {
                tell(PeerError.timeout());
            }
        } catch (AmqpException e) {
            tell(PeerError.of(e, false));
        }
        return failed.get() ? ClientCall.FAILED : 0;
    }

    /** Tells the call to come to its end; may be called from any thread. */
    public void stop() {
        steps.postUrgently(steps::end);
    }

    private Broker start(Consumer<? super BrokerOptions> choices) {
        return Broker.start(options -> {
            if (echo) {
                options.onStored(this::stored);
            }
            choices.accept(options);
        });
    }

    /** Waits for the end of input on a thread that keeps nothing alive. */
    private void watch(InputStream input) {
        Thread watcher = new Thread(
                () -> {
                    try {
                        input.transferTo(OutputStream.nullOutputStream());
                        stop();
                    } catch (IOException e) {
                        steps.post(() -> {
                            throw new UncheckedIOException(e);
                        });
                    }
                },
                "lepton-input");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** On the broker's loop: a script that reads slowly slows down those who send. */
    private void stored(String address, MessageEvent event) {
        try {
            if (event.delivery().messageFormat() != 0) {
                String text = "messages of format " + event.delivery().messageFormat() + " cannot be shown";
                tell(new PeerError(AmqpError.NOT_IMPLEMENTED.toString(), text, true));
                return;
            }
            // a copy: what is decoded of it is not kept with the message
            Message message = event.message().copy();
            message.validate();
            events.event("message", json -> {
                json.writeStringField("address", address);
                json.writeFieldName("message");
                MessageWriter.write(json, message);
            });
        } catch (AmqpException garbage) {
            // the broker passes on what it cannot read, as it is not the one to read it
            tell(PeerError.of(garbage, true));
        } catch (IllegalStateException unread) {
            steps.post(() -> {
                throw unread;
            });
        }
    }

    private void tell(PeerError error) {
        failed.set(true);
        events.error(error);
    }
}
