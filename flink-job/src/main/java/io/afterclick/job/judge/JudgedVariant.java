package io.afterclick.job.judge;

import io.afterclick.learn.Quantity;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A model variant as the judge knows it.
 *
 * @param quantities that it predicts, at least one
 * @param scoredFrom time of the first click that it may score, in milliseconds
 * @param scoredUntil first time after the clicks that it scores, in milliseconds
 * @param delay how far its clock runs behind event time, in milliseconds: 0, but for an oracle
 */
public record JudgedVariant(String name, Set<Quantity> quantities, long scoredFrom, long scoredUntil, long delay)
        implements Serializable {

    /** @throws IllegalArgumentException if it predicts nothing, or has a negative delay */
    public JudgedVariant {
        if (quantities.isEmpty()) {
            throw new IllegalArgumentException("variant " + name + ": expected a quantity to predict, found none");
        }
        if (delay < 0) {
            throw new IllegalArgumentException(
                    "variant " + name + ": expected a delay of 0 ms or more, found " + delay + " ms");
        }
        quantities = Collections.unmodifiableSet(EnumSet.copyOf((Collection<Quantity>) quantities));
    }

    /** Whether it predicts something of a click of that time. */
    boolean scores(long clickTime) {
        return clickTime >= scoredFrom && clickTime < scoredUntil;
    }

    /** Whether it is measured against outcomes of GMV. */
    boolean needsGmv() {
        return quantities.contains(Quantity.GMV);
    }

    /** Whether it is measured against outcomes of net conversion. */
    boolean needsNetConversion() {
        return quantities.size() > (needsGmv() ? 1 : 0);
    }
}
