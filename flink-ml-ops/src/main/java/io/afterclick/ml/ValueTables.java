package io.afterclick.ml;

import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.GmvState;
import io.afterclick.journey.SampleTask;
import io.afterclick.journey.Trajectory;
import io.afterclick.learn.SettledClick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.api.Table;

/** Tables that READER is trained on. */
final class ValueTables {

    static final String SETTLED = "settled samples";
    static final String SAMPLES = "samples";

    private static final String DELIVERY = "reader";

    private ValueTables() {}

    /** Samples of gross value as they were delivered: a row for each purchase, and one at the close. */
    static List<GmvSample> samples(Table table, FeatureParams<?> params) {
        return samples(SAMPLES, table, params);
    }

    /** Clicks of whose samples the one at the close is in the table; purchases of other clicks are left out. */
    static List<SettledClick> settled(Table table, FeatureParams<?> params) {
        Map<String, List<GmvSample>> byClick = new TreeMap<>();
        for (GmvSample sample : samples(SETTLED, table, params)) {
            byClick.computeIfAbsent(sample.click().id(), id -> new ArrayList<>())
                    .add(sample);
        }
        List<SettledClick> settled = new ArrayList<>();
        for (List<GmvSample> samples : byClick.values()) {
            samples.sort(Comparator.comparing(GmvSample::task)
                    .thenComparing(sample -> sample.now().count()));
            if (samples.get(samples.size() - 1).task() == SampleTask.GMV_GROUND_TRUTH) {
                settled.add(settled(samples));
            }
        }
        return settled;
    }

    private static SettledClick settled(List<GmvSample> samples) {
        GmvSample close = samples.get(samples.size() - 1);
        List<GmvState> purchases = new ArrayList<>();
        for (GmvSample sample : samples.subList(0, samples.size() - 1)) {
            purchases.add(sample.now());
            if (sample.now().count() != purchases.size()) {
                throw incomplete(close, samples);
            }
        }
        if (close.now().count() != purchases.size()) {
            throw incomplete(close, samples);
        }
        // How a click ended as to refunds is nothing that READER looks at.
        return new SettledClick(close.click(), Trajectory.D_CONV, purchases);
    }

    private static IllegalArgumentException incomplete(GmvSample close, List<GmvSample> samples) {
        List<Integer> counts =
                samples.stream().map(sample -> sample.now().count()).toList();
        return new IllegalArgumentException(SETTLED + ", click " + close.click().id()
                + ": expected a row for each of its " + close.now().count()
                + " purchases and one at the close, found rows of purchase_count " + counts);
    }

    private static List<GmvSample> samples(String name, Table table, FeatureParams<?> params) {
        TableColumns columns = new TableColumns(name, table)
                .requireText(ClickRow.CLICK_ID, "task")
                .requireWholeNumber(ClickRow.CLICK_TIME, "delivered_at_ms", "sequence")
                .requireWholeNumber("purchase_count", "gmv_micros", "elapsed_ms")
                .requireWholeNumber("previous_count", "previous_gmv_micros", "previous_elapsed_ms");
        FeatureColumns features = FeatureColumns.of(params, columns);
        return BoundedRows.read(name, table, row -> sample(new ClickRow(name, row), features));
    }

    private static GmvSample sample(ClickRow row, FeatureColumns features) {
        return new GmvSample(
                row.click(features.read(row.row())),
                DELIVERY,
                task(row),
                row.number("delivered_at_ms"),
                row.count("sequence"),
                "",
                new GmvState(row.number("elapsed_ms", 0), row.count("purchase_count"), row.number("gmv_micros", 0)),
                new GmvState(
                        row.number("previous_elapsed_ms", 0),
                        row.count("previous_count"),
                        row.number("previous_gmv_micros", 0)));
    }

    private static SampleTask task(ClickRow row) {
        String task = row.text("task").toUpperCase(Locale.ROOT);
        if (task.equals(SampleTask.GMV_PURCHASE.name())) {
            return SampleTask.GMV_PURCHASE;
        }
        if (task.equals(SampleTask.GMV_GROUND_TRUTH.name())) {
            return SampleTask.GMV_GROUND_TRUTH;
        }
        throw row.refused("task", "GMV_PURCHASE or GMV_GROUND_TRUTH", task);
    }
}
