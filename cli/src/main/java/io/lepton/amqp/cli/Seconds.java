// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time in seconds, with a fraction if need be. */
final class Seconds implements ITypeConverter<Duration> {

    /** Some thirty years: more than any deadline, and few enough nanoseconds for a long. */
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    @Override
    public Duration convert(String value) {
        BigDecimal seconds;
        try {
            seconds = new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + value + "' is no number of seconds");
        }
        if (seconds.signum() < 0 || seconds.compareTo(MOST) > 0) {
            throw new TypeConversionException("'" + value + "' is not between 0 and " + MOST + " seconds");
        }
        return Duration.ofNanos(
                seconds.multiply(NANOS).setScale(0, RoundingMode.UP).longValueExact());
    }

    /** The time as one would have given it. */
    static String text(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.toNanos()).divide(NANOS);
        return (seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString()) + " s";
    }
}
