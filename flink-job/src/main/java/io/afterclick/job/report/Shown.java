package io.afterclick.job.report;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Numbers as the page holds them: six digits are more than anybody can see. */
final class Shown {

    private static final MathContext DIGITS = new MathContext(6);

    private Shown() {}

    /** A finite number, or null. */
    static @Nullable Double rounded(@Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            return null;
        }
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }
}
