// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection that a proxy passes on, and what may be done to it, from any thread. */
final class Passage {
    private final FaultProxy proxy;
    private final Map<Side, Socket> sockets = new EnumMap<>(Side.class);
    private final Map<Side, Gate> gates = new EnumMap<>(Side.class);
    private final Progress progress = new Progress();
    private final List<Fault> faults;
    private int ended;

    Passage(FaultProxy proxy, Socket client, Socket server, List<Fault> faults) {
        this.proxy = proxy;
        this.faults = new ArrayList<>(faults);
        sockets.put(Side.CLIENT, client);
        sockets.put(Side.SERVER, server);
        for (Side side : Side.values()) {
            gates.put(side, new Gate());
        }
    }

    void start(Pace.Maker pace) throws IOException {
        for (Side from : Side.values()) {
            Pace out = pace.of(socket(from.other()).getOutputStream());
            Threads.start(
                    "from the " + from.name().toLowerCase(Locale.ROOT),
                    new Pump(this, from, socket(from), gate(from), out, progress));
        }
    }

    /** Whether one of the faults strikes at this piece; that one is used up. */
    @Nullable
    Strike strike(Piece piece) {
        proxy.seen(piece);
        synchronized (faults) {
            for (Fault fault : faults) {
                int bytes = fault.moment().at(piece, progress);
                if (bytes != Fault.Moment.LATER) {
                    faults.remove(fault);
                    return new Strike(bytes, () -> strike(fault.deed(), piece.from()));
                }
            }
        }
        return null;
    }

    void strike(Deed deed, Side from) {
        proxy.struck();
        deed.strike(this, from);
    }

    void mute(Side from) {
        gate(from).mute();
    }

    void hold(Side from) {
        gate(from).hold();
    }

    void release() {
        gates.values().forEach(Gate::release);
    }

    /** The end of the stream, to this side. */
    void endOutput(Side to) {
        try {
            socket(to).shutdownOutput();
        } catch (IOException e) {
            // gone already: it has seen an end
        }
    }

    /** The server hears of it first: by the time that the client comes again, the old connection is dead. */
    void reset() {
        reset(socket(Side.SERVER));
        reset(socket(Side.CLIENT));
        release();
        proxy.over(this);
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // gone already
        }
    }

    /** One side has ended its stream, which goes on to the other. */
    void ended(Side from) {
        boolean both;
        synchronized (this) {
            ended++;
            both = ended == 2;
        }
        endOutput(from.other());
        if (both) {
            close(socket(Side.SERVER));
            close(socket(Side.CLIENT));
            proxy.over(this);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // gone already
        }
    }

    /** One side is gone without an end: the other shall not wait for it. */
    void broken() {
        reset();
    }

    private Socket socket(Side side) {
        return Objects.requireNonNull(sockets.get(side));
    }

    private Gate gate(Side side) {
        return Objects.requireNonNull(gates.get(side));
    }
}
