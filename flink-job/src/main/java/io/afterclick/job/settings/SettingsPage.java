package io.afterclick.job.settings;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.jspecify.annotations.Nullable;

/** The reference of all settings, made of the options themselves. */
public final class SettingsPage {

    private SettingsPage() {}

    /** In Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Settings

                Set with `-Dkey=value` or in a file with `--config FILE` (YAML). Durations are written as `15 min`, `0.1 d` or `PT15M`, sizes as
                `256 mb`. `cascade:` and `trace:` input sets the published protocol as default where the README says so. Keys of Flink itself are passed
                through; keys that begin with `kafka.client.` are passed to Kafka's clients. `afterclick settings` prints this page.

                | key | default | |
                |---|---|---|
                """);
        List<ConfigOption<?>> options = Settings.options().stream()
                .sorted(Comparator.comparing(ConfigOption::key))
                .toList();
        for (ConfigOption<?> option : options) {
            page.append("| `")
                    .append(option.key())
                    .append("` | ")
                    .append(shown(option.defaultValue()))
                    .append(" | ")
                    .append(new HtmlFormatter().format(option.description()).replace("|", "\\|"))
                    .append(" |\n");
        }
        return page.toString();
    }

    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "none";
        }
        if (value instanceof Duration duration) {
            return DurationText.of(duration);
        }
        if (value instanceof MemorySize size) {
            return size.toString();
        }
        return value instanceof Enum<?> ? value.toString().toLowerCase(Locale.ROOT) : value.toString();
    }
}
