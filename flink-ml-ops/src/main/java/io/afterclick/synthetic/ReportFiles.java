package io.afterclick.synthetic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes statistics.json and ledger.json. */
final class ReportFiles {

    static final String STATISTICS = "statistics.json";
    static final String LEDGER = "ledger.json";
    static final String LEDGER_LINES = "ledger.csv";

    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

    private ReportFiles() {}

    /** An undefined statistic is null. */
    static void writeStatistics(GenerateSettings settings, List<Statistic> statistics) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("settings", describe(settings));
        Map<String, Object> values = new LinkedHashMap<>();
        for (Statistic statistic : statistics) {
            double value = statistic.value();
            values.put(statistic.name(), Double.isNaN(value) ? null : value);
        }
        root.put("statistics", values);
        write(settings.out().resolve(STATISTICS), root);
    }

    static void writeLedger(GenerateSettings settings, Ledger ledger) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("settings", describe(settings));
        DamageSettings damage = settings.damage();
        Map<String, Object> rates = new LinkedHashMap<>();
        rates.put("outOfOrder", damage.outOfOrder());
        rates.put("duplicates", damage.duplicates());
        rates.put("unmatched", damage.unmatched());
        rates.put("late", damage.late());
        rates.put("malformed", damage.malformed());
        rates.put("notFinite", damage.notFinite());
        rates.put("seed", damage.seed());
        rates.put("maxOutOfOrdernessMs", damage.maxOutOfOrderness().toMillis());
        rates.put("overlapping", damage.overlapping());
        root.put("damage", rates);
        root.put("damaged", ledger.damages());
        root.put("expected", ledger.expected());
        write(settings.out().resolve(LEDGER), root);
    }

    /** The folder is left out: equal settings give equal bytes wherever they go. */
    private static Map<String, Object> describe(GenerateSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("profile", settings.profile().label());
        map.put("clicks", settings.clicks());
        map.put("days", settings.days());
        map.put("seed", settings.seed());
        map.put("refundShare", settings.refundShare());
        map.put("gzip", settings.gzip());
        map.put("raw", settings.raw());
        return map;
    }

    private static void write(Path path, Object value) throws IOException {
        JSON.writeValue(path.toFile(), value);
    }
}
