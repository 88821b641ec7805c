package io.afterclick.ml;

import io.afterclick.event.Click;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.SampleTask;
import io.afterclick.journey.Trajectory;
import io.afterclick.learn.SettledClick;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.table.api.Table;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/** Tables that TESLA is trained on. */
final class ConversionTables {

    static final String SETTLED = "settled clicks";
    static final String SAMPLES = "samples";

    private static final String DELIVERY = "tesla";

    private ConversionTables() {}

    /** Clicks to which nothing can happen any more: a row each, with how it ended. */
    static List<SettledClick> settled(Table table, FeatureParams<?> params) {
        TableColumns columns = new TableColumns(SETTLED, table)
                .requireText(ClickRow.CLICK_ID, "trajectory")
                .requireWholeNumber(ClickRow.CLICK_TIME);
        FeatureColumns features = FeatureColumns.of(params, columns);
        return BoundedRows.read(SETTLED, table, row -> settled(row, features));
    }

    private static SettledClick settled(Row row, FeatureColumns features) {
        ClickRow click = new ClickRow(SETTLED, row);
        String label = click.text("trajectory");
        for (Trajectory trajectory : Trajectory.values()) {
            if (trajectory.label().equals(label)) {
                return new SettledClick(click.click(features.read(row)), trajectory, List.of());
            }
        }
        String known = Arrays.stream(Trajectory.values()).map(Trajectory::label).collect(Collectors.joining(", "));
        throw click.refused("trajectory", "one of " + known, label);
    }

    /** Samples of conversions and refunds as they were delivered. */
    static List<ConversionSample> samples(Table table, FeatureParams<?> params) {
        TableColumns columns = new TableColumns(SAMPLES, table)
                .requireText(ClickRow.CLICK_ID, "task")
                .requireWholeNumber(ClickRow.CLICK_TIME, "delivered_at_ms", "sequence", "label")
                .requireWholeNumber("conversion_delay_ms", "refund_delay_ms");
        FeatureColumns features = FeatureColumns.of(params, columns);
        return BoundedRows.read(SAMPLES, table, row -> sample(new ClickRow(SAMPLES, row), features));
    }

    private static ConversionSample sample(ClickRow row, FeatureColumns features) {
        Click click = row.click(features.read(row.row()));
        String task = row.text("task").toUpperCase(Locale.ROOT);
        boolean refunds = task.equals(SampleTask.RFR.name());
        if (!refunds && !task.equals(SampleTask.CVR.name())) {
            throw row.refused("task", "CVR or RFR", task);
        }
        long label = row.number("label");
        if (label != 0 && label != 1) {
            throw row.refused("label", "0 or 1", Long.toString(label));
        }
        // The ranking loss weighs a positive by its delay.
        String delay = refunds ? "refund_delay_ms" : "conversion_delay_ms";
        if (label == 1) {
            row.number(delay, 0);
        }
        return new ConversionSample(
                click,
                DELIVERY,
                refunds ? SampleTask.RFR : SampleTask.CVR,
                row.number("delivered_at_ms"),
                row.count("sequence"),
                refunds || label == 1,
                refunds && label == 1,
                null,
                known(row.numberOrNull("conversion_delay_ms")),
                known(row.numberOrNull("refund_delay_ms")));
    }

    private static long known(@Nullable Long delay) {
        return delay == null ? Delivered.UNKNOWN : delay;
    }
}
