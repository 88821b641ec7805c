package io.afterclick.job.report;

import io.afterclick.event.EventKind;
import io.afterclick.event.RefusalReason;
import io.afterclick.job.count.CountNames;
import io.afterclick.job.output.Summary;
import io.afterclick.job.settings.DurationText;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.variant.ModelKind;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.journey.Trajectory;
import io.afterclick.trial.Days;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;

/** The run's counts and its settings. */
final class RunFacts {

    private RunFacts() {}

    static String days(Days days) {
        return days.from() + ".." + days.to();
    }

    static boolean predictsGmv(VariantSpec variant) {
        return variant.kind().family() == ModelKind.Family.READER;
    }

    /** Tables of counts, each with its title. */
    static List<Map<String, Object>> counts(Summary summary) {
        List<List<Object>> records = new ArrayList<>();
        for (EventKind kind : EventKind.values()) {
            records.add(List.of(kind.plural(), summary.count(CountNames.records(kind))));
        }
        records.add(List.of("applied", summary.applied()));
        records.add(List.of("out of attribution", summary.outOfAttribution()));
        for (RefusalReason reason : RefusalReason.values()) {
            long refused = summary.count(CountNames.deadLetters(reason));
            if (refused > 0) {
                records.add(List.of("dead letters: " + reason.name().toLowerCase(Locale.ROOT), refused));
            }
        }
        records.add(List.of("dead letters", summary.deadLetters()));
        List<List<Object>> outcomes = new ArrayList<>();
        outcomes.add(List.of("outcomes", summary.count(CountNames.OUTCOMES)));
        outcomes.add(List.of("cut short by the log's end", summary.count(CountNames.INCOMPLETE_OUTCOMES)));
        for (Trajectory trajectory : Trajectory.values()) {
            outcomes.add(List.of(trajectory.label(), summary.count(CountNames.trajectory(trajectory))));
        }
        outcomes.add(List.of("clicks with GMV", summary.count(CountNames.GMV_CLICKS)));
        outcomes.add(List.of("with repurchases", summary.count(CountNames.GMV_REPURCHASE_CLICKS)));
        outcomes.add(List.of("final GMV", summary.finalGmv()));
        outcomes.add(List.of("predictions judged", summary.count(CountNames.JUDGED)));
        outcomes.add(List.of("without an outcome in time", summary.count(CountNames.EXPIRED_PREDICTIONS)));
        return List.of(Map.of("title", "records", "counts", records), Map.of("title", "outcomes", "counts", outcomes));
    }

    /** Key, value in force and description of every option, then what was passed through to Flink. */
    static List<List<String>> settings(Settings settings) {
        List<List<String>> shown = new ArrayList<>();
        Map<String, String> passed = new TreeMap<>(settings.shown());
        for (ConfigOption<?> option : Settings.options()) {
            String description = new HtmlFormatter().format(option.description());
            shown.add(List.of(option.key(), value(settings, option), description));
            passed.remove(option.key());
        }
        passed.forEach((key, value) -> shown.add(List.of(key, value, "A key of Flink.")));
        return shown;
    }

    private static String value(Settings settings, ConfigOption<?> option) {
        return option.hasDefaultValue()
                ? value(settings.get(option))
                : settings.find(option).map(RunFacts::value).orElse("not set");
    }

    private static String value(Object value) {
        return value instanceof Duration duration
                ? DurationText.of(duration)
                : value instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : value.toString();
    }
}
