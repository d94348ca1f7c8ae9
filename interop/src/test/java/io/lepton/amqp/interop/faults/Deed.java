// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

/** What is done to a connection when a {@link Fault} strikes. */
public enum Deed {
    /** Both ends get a reset; what was not read yet may be lost. */
    RESET {
        @Override
        void strike(Passage passage, Side from) {
            passage.reset();
        }
    },
    /** Both ends see the other's stream end, and are heard no more. */
    FIN {
        @Override
        void strike(Passage passage, Side from) {
            passage.mute(Side.CLIENT);
            passage.mute(Side.SERVER);
            passage.endOutput(Side.SERVER);
            passage.endOutput(Side.CLIENT);
        }
    },
    /** The other end sees the stream of the side that the fault waited for end; the way back stays open. */
    HALF_CLOSE {
        @Override
        void strike(Passage passage, Side from) {
            passage.mute(from);
            passage.endOutput(from.other());
        }
    },
    /** What the side sends that the fault waited for vanishes from now on; the way back stays open. */
    SILENCE_ONE_WAY {
        @Override
        void strike(Passage passage, Side from) {
            passage.mute(from);
        }
    },
    /** What either side sends vanishes from now on; the sockets stay. */
    SILENCE {
        @Override
        void strike(Passage passage, Side from) {
            passage.mute(Side.CLIENT);
            passage.mute(Side.SERVER);
        }
    },
    /** Nothing more of what the side sends is read until the test {@linkplain FaultProxy#release() says so}. */
    HOLD {
        @Override
        void strike(Passage passage, Side from) {
            passage.hold(from);
        }
    };

    abstract void strike(Passage passage, Side from);
}
