package io.afterclick.job.report;

import io.afterclick.event.EventKind;
import io.afterclick.event.Money;
import io.afterclick.intake.InputSpec;
import io.afterclick.job.count.AgeScale;
import io.afterclick.job.count.CountNames;
import io.afterclick.job.count.CoveredCount;
import io.afterclick.job.output.Summary;
import io.afterclick.job.settings.InputOptions;
import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.Settings;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the clicks whose windows the log covers whole: delays, ages and hours of the day. */
final class ClickCurves {

    private static final int SECONDS_AN_HOUR = 3600;

    private ClickCurves() {}

    /** Counts by step of age; the last one is what took longer than all steps. */
    static Map<String, Object> clicks(ReportedRun run) {
        Summary summary = run.summary();
        Settings settings = run.settings();
        Map<String, Object> clicks = new LinkedHashMap<>();
        clicks.put(
                "covered",
                counts(summary, CoveredCount.CLICKS).stream()
                        .mapToLong(Long::longValue)
                        .sum());
        clicks.put("all", summary.count(CountNames.applied(EventKind.CLICK)));
        clicks.put("steps", AgeScale.steps());
        clicks.put("purchaseDelay", counts(summary, CoveredCount.PURCHASE_DELAY));
        clicks.put("refundDelay", counts(summary, CoveredCount.REFUND_DELAY));
        clicks.put("refundAge", counts(summary, CoveredCount.REFUND_AGE));
        clicks.put("gmvAge", amounts(summary, CoveredCount.GMV_AGE_UNITS, CoveredCount.GMV_AGE_MICROS));
        clicks.put(
                "observation",
                settings.get(JourneyOptions.CONVERSION_OBSERVATION).toMillis());
        clicks.put(
                "refundObservation",
                settings.get(JourneyOptions.REFUND_OBSERVATION).toMillis());
        clicks.put("gmvWindow", gmvWindow(run));
        return clicks;
    }

    /** Without a variant that predicts GMV, purchases are followed for as long as they count as a conversion. */
    private static long gmvWindow(ReportedRun run) {
        long attribution = run.settings().get(JourneyOptions.GMV_ATTRIBUTION).toMillis();
        boolean followed = run.variants().stream().anyMatch(RunFacts::predictsGmv);
        return followed
                ? attribution
                : Math.min(
                        attribution,
                        run.settings()
                                .get(JourneyOptions.CONVERSION_ATTRIBUTION)
                                .toMillis());
    }

    /** Counts by hour of the day, from midnight on; of the input's own zone if it is whole hours from UTC. */
    static Map<String, Object> hours(ReportedRun run) {
        Summary summary = run.summary();
        ZoneOffset zone = zone(run);
        int shift = zone.getTotalSeconds() / SECONDS_AN_HOUR;
        Map<String, Object> hours = new LinkedHashMap<>();
        hours.put("zone", zone.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + zone.getId());
        hours.put("clicks", shifted(counts(summary, CoveredCount.CLICKS), shift));
        hours.put("conversions", shifted(counts(summary, CoveredCount.CONVERSIONS), shift));
        hours.put("refunds", shifted(counts(summary, CoveredCount.REFUNDS), shift));
        hours.put("gmv", shifted(amounts(summary, CoveredCount.GMV_UNITS, CoveredCount.GMV_MICROS), shift));
        return hours;
    }

    private static ZoneOffset zone(ReportedRun run) {
        if (run.input().kind() == InputSpec.Kind.EVENTS) {
            return ZoneOffset.UTC;
        }
        ZoneOffset zone =
                OffsetDateTime.parse(run.settings().get(InputOptions.EPOCH)).getOffset();
        return zone.getTotalSeconds() % SECONDS_AN_HOUR == 0 ? zone : ZoneOffset.UTC;
    }

    private static <E extends @Nullable Object> List<E> shifted(List<E> hours, int shift) {
        List<E> shifted = new ArrayList<>(hours);
        Collections.rotate(shifted, shift);
        return shifted;
    }

    private static List<Long> counts(Summary summary, CoveredCount count) {
        Long[] counts = new Long[count.places()];
        Arrays.setAll(counts, place -> summary.count(count.name(place)));
        return Arrays.asList(counts);
    }

    /** In major currency units. */
    private static List<@Nullable Double> amounts(Summary summary, CoveredCount units, CoveredCount micros) {
        List<@Nullable Double> amounts = new ArrayList<>();
        for (int place = 0; place < units.places(); place++) {
            amounts.add(BigDecimal.valueOf(summary.count(micros.name(place)), Money.DECIMALS)
                    .add(BigDecimal.valueOf(summary.count(units.name(place))))
                    .doubleValue());
        }
        return amounts;
    }
}
