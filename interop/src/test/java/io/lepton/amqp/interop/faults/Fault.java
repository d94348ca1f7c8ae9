// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

/**
 * Something that goes wrong once on one connection: when, and what.
 *
 * @param moment when it strikes
 * @param deed what it does
 */
public record Fault(Moment moment, Deed deed) {

    /** Tells for each piece whether the fault strikes there. */
    @FunctionalInterface
    public interface Moment {
        /** Not at this piece. */
        int LATER = -1;

        /**
         * How many bytes of the piece pass before the fault strikes, zero to its length; {@link #LATER} if it doesn't.
         *
         * @param piece what is about to pass
         * @param progress what has come so far on this connection, this piece included
         */
        int at(Piece piece, Progress progress);
    }

    /** Just before the nth piece of a kind from one side passes. */
    public static Fault before(Side from, Kind kind, int nth, Deed deed) {
        return inside(from, kind, nth, 0, deed);
    }

    /** Just after the nth piece of a kind from one side has passed. */
    public static Fault after(Side from, Kind kind, int nth, Deed deed) {
        return inside(from, kind, nth, Integer.MAX_VALUE, deed);
    }

    /** When so many bytes of the nth piece of a kind have passed. */
    public static Fault inside(Side from, Kind kind, int nth, int bytes, Deed deed) {
        return new Fault(
                (piece, progress) -> piece.from() == from && piece.kind() == kind && piece.nth() == nth
                        ? Math.min(bytes, piece.length())
                        : Moment.LATER,
                deed);
    }

    /** When so many bytes from one side have passed, whatever they are. */
    public static Fault atByte(Side from, long bytes, Deed deed) {
        return new Fault(
                (piece, progress) -> piece.from() == from && piece.offset() + piece.length() >= bytes
                        ? (int) Math.max(0, bytes - piece.offset())
                        : Moment.LATER,
                deed);
    }

    /** So many bytes into the next piece from one side once so many transfers have come, from both sides together. */
    public static Fault afterTransfers(long transfers, Side from, int bytes, Deed deed) {
        return new Fault(
                (piece, progress) -> piece.from() == from
                                && progress.count(Side.CLIENT, Kind.TRANSFER)
                                                + progress.count(Side.SERVER, Kind.TRANSFER)
                                        >= transfers
                        ? Math.min(bytes, piece.length())
                        : Moment.LATER,
                deed);
    }
}
