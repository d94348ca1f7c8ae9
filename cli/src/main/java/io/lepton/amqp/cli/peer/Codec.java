// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

/** Answers requests to encode and decode; a request that cannot be met is an answer too. */
public final class Codec {

    private final PeerEvents events;

    /** A codec that writes its answers to {@code events}. */
    public Codec(PeerEvents events) {
        this.events = events;
    }

    /** Answers the request that is on this line. */
    public void answer(JsonLine line) {
        CodecRequest request = new CodecRequest(line);
        PeerEvents.Members members;
        boolean ok = false;
        try {
            request.scan();
            members = CodecAnswer.to(request);
            ok = true;
        } catch (RuntimeException e) {
            members = error(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } catch (OutOfMemoryError e) {
            // the request asked for more than there is; what it had so far is garbage now
            members = error("not enough memory for this request");
        }
        write(request.id(), ok, members);
    }

    private static PeerEvents.Members error(String text) {
        return json -> json.writeStringField("error", text);
    }

    private void write(String id, boolean ok, PeerEvents.Members members) {
        events.line(json -> {
            json.writeFieldName("id");
            json.writeRawValue(id);
            json.writeBooleanField("ok", ok);
            members.write(json);
        });
    }
}
