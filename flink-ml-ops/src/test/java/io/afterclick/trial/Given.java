package io.afterclick.trial;

import io.afterclick.event.Click;
import io.afterclick.event.Features;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.feature.FieldSpec;
import io.afterclick.feature.RowKeys;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.SampleTask;
import java.util.List;

/** Clicks and samples by hand; the only feature of a click is a row number. */
final class Given {

    static final FeatureSpace SPACE = new FeatureSpace(List.of(new FieldSpec("row", 1000)), RowKeys.IDENTITY);

    private Given() {}

    static Click click(String id, long time, int row) {
        return new Click(id, "u", "i", time, null, Features.of(List.of(Integer.toString(row))));
    }

    static ConversionSample sample(String id, SampleTask task, long deliveredAt, boolean positive) {
        return new ConversionSample(
                click(id, deliveredAt, 7),
                "tesla",
                task,
                deliveredAt,
                0,
                positive || task == SampleTask.RFR,
                positive && task == SampleTask.RFR,
                null,
                Delivered.UNKNOWN,
                Delivered.UNKNOWN);
    }
}
