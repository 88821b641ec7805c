package io.afterclick.trial;

import io.afterclick.metrics.ConversionMetrics;
import io.afterclick.metrics.GmvMetrics;
import io.afterclick.metrics.Metric;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What predictions are measured by; {@code io.afterclick.metrics} says what each of them means. */
public enum Measure {
    AUC,
    PRAUC,
    NLL,
    ACC,
    ALPR,
    PCOC;

    /** Lower-case name, as tables and files use it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Map<Measure, Metric> of(ConversionMetrics metrics) {
        Map<Measure, Metric> all = new EnumMap<>(Measure.class);
        all.put(AUC, metrics.auc());
        all.put(PRAUC, metrics.prAuc());
        all.put(NLL, metrics.nll());
        all.put(PCOC, metrics.pcoc());
        return all;
    }

    static Map<Measure, Metric> of(GmvMetrics metrics) {
        Map<Measure, Metric> all = new EnumMap<>(Measure.class);
        all.put(AUC, metrics.auc());
        all.put(ACC, metrics.acc());
        all.put(ALPR, metrics.alpr());
        all.put(PCOC, metrics.pcoc());
        return all;
    }
}
