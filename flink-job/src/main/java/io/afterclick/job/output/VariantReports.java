package io.afterclick.job.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What trainers said of their variants at the end, read from committed output, for {@code summary.json}. */
public final class VariantReports {

    private static final ObjectMapper JSON = new ObjectMapper();

    private VariantReports() {}

    /**
     * Adds to what is known of each variant.
     *
     * @param variants by name; changed
     */
    public static void addTo(Map<String, Map<String, Object>> variants, Path reportFolder) throws IOException {
        for (Path file : CommittedFiles.of(reportFolder)) {
            for (String line : Files.readAllLines(file)) {
                add(JSON.readTree(line), variants);
            }
        }
    }

    private static void add(JsonNode report, Map<String, Map<String, Object>> variants) {
        Map<String, Object> variant = variants.get(report.get("variant").textValue());
        if (variant != null) {
            report.properties().forEach(field -> variant.putIfAbsent(field.getKey(), field.getValue()));
        }
    }
}
