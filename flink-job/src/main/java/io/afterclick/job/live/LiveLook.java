package io.afterclick.job.live;

import io.afterclick.job.local.JobGauges;
import io.afterclick.job.local.Look;
import java.io.IOException;
import java.util.Locale;

/** Sees how many segments the variants of a live job have done. */
final class LiveLook implements Look {

    private static final String GROUP = ".variant.";
    private static final String SEGMENT = ".segment";

    @Override
    public Seen look(JobGauges gauges, double seconds) throws IOException, InterruptedException {
        double done = gauges.sums(name -> name.contains(GROUP) && name.endsWith(SEGMENT)).values().stream()
                .mapToDouble(segment -> segment)
                .sum();
        return new Seen(Double.NaN, String.format(Locale.ROOT, "%.0f segments of all variants", done));
    }
}
