package io.afterclick.job.judge;

import io.afterclick.event.Money;
import io.afterclick.event.Packing;
import io.afterclick.feature.FeatureHash;
import io.afterclick.job.count.SegmentCounts;
import io.afterclick.job.record.Judged;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.Truth;
import io.afterclick.learn.Quantity;
import io.afterclick.metrics.ConversionMetrics;
import io.afterclick.metrics.GmvMetrics;
import io.afterclick.metrics.GmvScores;
import io.afterclick.metrics.Metric;
import io.afterclick.metrics.ReliabilityBin;
import io.afterclick.metrics.UserScores;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Judged predictions of one variant and segment, or of a part of it; 16 bytes for each prediction in memory. What is measured
 * does not depend on the order in which they came, nor on the parts.
 *
 * <p>CVR is measured over all clicks, RFR over those with a purchase, the probability of a purchase that is kept over all
 * clicks, GMV over clicks with a purchase; all of them with complete outcomes.
 */
final class SegmentRows {

    /** Version of the layout that is written. */
    static final int VERSION = 1;

    private static final Quantity[] QUANTITIES = Quantity.values();

    private final Map<Quantity, UserScores> conversions = new EnumMap<>(Quantity.class);
    private final GmvScores gmv = new GmvScores();
    private long complete;
    private long incomplete;
    private long missing;

    void add(Judged judged) {
        Predicted prediction = judged.prediction();
        Truth.Net net = judged.net();
        if (prediction.aboutNetConversion() && counts(net) && net != null) {
            addConversion(Quantity.CVR, prediction, net.paid());
            addConversion(Quantity.NETCVR, prediction, net.paid() && !net.refunded());
            if (net.paid()) {
                addConversion(Quantity.RFR, prediction, net.refunded());
            }
        }
        Double predicted = prediction.gmv();
        Truth.Gmv value = judged.gmv();
        if (predicted != null && counts(value) && value != null && value.purchases() > 0) {
            gmv.add(predicted, (double) value.grossMicros() / Money.MICROS);
        }
    }

    /** Counts an outcome, and says whether it enters metrics. */
    private boolean counts(@Nullable Truth truth) {
        if (truth == null) {
            missing++;
        } else if (truth.complete()) {
            complete++;
            return true;
        } else {
            incomplete++;
        }
        return false;
    }

    private void addConversion(Quantity quantity, Predicted prediction, boolean happened) {
        Double predicted = prediction.of(quantity);
        if (predicted != null) {
            conversions.computeIfAbsent(quantity, any -> new UserScores()).add(user(prediction), predicted, happened);
        }
    }

    /** Who clicked. If nobody knows, the click stands for itself: clicks of unknown users share no user. */
    private static long user(Predicted prediction) {
        return FeatureHash.fingerprint(prediction.userId().isEmpty() ? prediction.clickId() : prediction.userId());
    }

    /** Takes over the rows of another part, which stays as it is. */
    void merge(SegmentRows other) {
        other.conversions.forEach((quantity, scores) ->
                conversions.computeIfAbsent(quantity, any -> new UserScores()).merge(scores));
        gmv.merge(other.gmv);
        complete += other.complete;
        incomplete += other.incomplete;
        missing += other.missing;
    }

    /**
     * Computes all metrics.
     *
     * @param expected quantities that are measured even if there are no rows
     * @param counts to put rows into, by their names
     * @param metrics to put metrics into, by their names
     */
    void measure(Set<Quantity> expected, SortedMap<String, Long> counts, SortedMap<String, Metric> metrics) {
        counts.put(SegmentCounts.COMPLETE, complete);
        counts.put(SegmentCounts.INCOMPLETE, incomplete);
        counts.put(SegmentCounts.MISSING, missing);
        Set<Quantity> measured = EnumSet.noneOf(Quantity.class);
        measured.addAll(expected);
        measured.addAll(conversions.keySet());
        if (gmv.rows() > 0) {
            measured.add(Quantity.GMV);
        }
        for (Quantity quantity : measured) {
            if (quantity == Quantity.GMV) {
                measureGmv(counts, metrics);
            } else {
                measureConversion(quantity, counts, metrics);
            }
        }
    }

    private void measureConversion(
            Quantity quantity, SortedMap<String, Long> counts, SortedMap<String, Metric> metrics) {
        UserScores scores = conversions.getOrDefault(quantity, new UserScores());
        ConversionMetrics found = scores.conversions().metrics();
        counts.put(SegmentCounts.rows(quantity), found.rows());
        counts.put(SegmentCounts.positives(quantity), found.positives());
        counts.put(SegmentCounts.notANumber(quantity), found.notANumber());
        metrics.put(SegmentCounts.of(quantity, "auc"), found.auc());
        metrics.put(SegmentCounts.of(quantity, "prauc"), found.prAuc());
        metrics.put(SegmentCounts.of(quantity, "nll"), found.nll());
        metrics.put(SegmentCounts.of(quantity, "pcoc"), found.pcoc());
        metrics.put(SegmentCounts.of(quantity, "gauc"), scores.metrics().gauc());
    }

    private void measureGmv(SortedMap<String, Long> counts, SortedMap<String, Metric> metrics) {
        GmvMetrics found = gmv.metrics();
        counts.put(SegmentCounts.rows(Quantity.GMV), found.rows());
        counts.put(SegmentCounts.notANumber(Quantity.GMV), found.notANumber());
        metrics.put(SegmentCounts.of(Quantity.GMV, "auc"), found.auc());
        metrics.put(SegmentCounts.of(Quantity.GMV, "acc"), found.acc());
        metrics.put(SegmentCounts.of(Quantity.GMV, "alpr"), found.alpr());
        metrics.put(SegmentCounts.of(Quantity.GMV, "pcoc"), found.pcoc());
    }

    /** What was predicted and what came, by the height of the prediction; of quantities that have rows. */
    SortedMap<String, List<ReliabilityBin>> reliability() {
        SortedMap<String, List<ReliabilityBin>> reliability = new TreeMap<>();
        conversions.forEach((quantity, scores) -> reliability.put(
                SegmentCounts.name(quantity), scores.conversions().reliability()));
        if (gmv.rows() > 0) {
            reliability.put(SegmentCounts.name(Quantity.GMV), gmv.reliability());
        }
        return reliability;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        Packing.writeLong(complete, out);
        Packing.writeLong(incomplete, out);
        Packing.writeLong(missing, out);
        Packing.writeInt(conversions.size(), out);
        for (Map.Entry<Quantity, UserScores> scores : conversions.entrySet()) {
            out.writeByte(scores.getKey().ordinal());
            scores.getValue().write(out);
        }
        gmv.write(out);
    }

    /** @throws IOException if the bytes were written by a later release, or are none of ours */
    static SegmentRows read(DataInput in) throws IOException {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("Rows of a segment: expected version " + VERSION + ", found " + version);
        }
        SegmentRows rows = new SegmentRows();
        rows.complete = Packing.readLong(in);
        rows.incomplete = Packing.readLong(in);
        rows.missing = Packing.readLong(in);
        for (int rest = Packing.readInt(in); rest > 0; rest--) {
            rows.conversions.put(Packing.readConstant(QUANTITIES, in), UserScores.read(in));
        }
        rows.gmv.merge(GmvScores.read(in));
        return rows;
    }
}
