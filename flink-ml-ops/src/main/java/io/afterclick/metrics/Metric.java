package io.afterclick.metrics;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** A finite number, or why there is none. In JSON a number, or null. */
public sealed interface Metric {

    /** A number that is finite; zero has no sign. */
    record Value(double value) implements Metric {
        public Value {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("Value of a metric: expected a finite number, found " + value);
            }
            value += 0.0;
        }
    }

    /** No number: the segment leaves the run's mean and is counted. */
    record Missing(MissingReason reason) implements Metric {}

    /** The number, if it is one and finite. */
    static Metric of(double value) {
        if (Double.isNaN(value)) {
            return missing(MissingReason.NOT_A_NUMBER);
        }
        return Double.isInfinite(value) ? missing(MissingReason.INFINITE) : new Value(value);
    }

    static Metric missing(MissingReason reason) {
        return new Missing(reason);
    }

    @JsonValue
    default @Nullable Double orNull() {
        return this instanceof Value defined ? (Double) defined.value() : null;
    }
}
