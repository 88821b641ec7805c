package io.afterclick.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of runs that have little to show. */
final class ReportInBrowserTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(ints = {390, 1200})
    void runOfReaderAloneShowsGmv(int width) throws Exception {
        JsonNode page = show(Runs.reader(folder), width);
        assertThat(page.path("text").asText())
                .contains("reader beats reader-pretrained by 0.1250 GMV AUC (0.7500 against 0.6250).")
                .contains("No variant reported its cost.", "it covers no click whole", "No history: ");
        assertThat(page.path("plots").toString())
                .isEqualTo("[{\"title\":\"AUC of GMV\",\"state\":\"drawn\"},"
                        + "{\"title\":\"PCOC of GMV by segment\",\"state\":\"drawn\"},"
                        + "{\"title\":\"Reliability of GMV\",\"state\":\"drawn\"}]");
    }

    @Test
    void hostileNamesRunNothingAndUndefinedMetricsBreakNothing() throws Exception {
        JsonNode page = show(Runs.hostile(folder), 390);
        assertThat(page.path("text").asText())
                .contains("No variant could be ranked", "Undefined in every segment: AUC, PCOC.")
                .contains("window.wrong.push('ran')", "1 completed, 1 abandoned or failed");
    }

    private JsonNode show(ReportedRun run, int width) throws Exception {
        Browser browser = Browser.find(folder);
        Report.write(run, Files.createDirectories(folder.resolve("out")));
        JsonNode page = browser.show(folder.resolve("out").resolve(Report.FILE), width, Browser.Scheme.LIGHT);
        assertThat(page.path("wrong")).isEmpty();
        assertThat(page.path("overflow").asInt()).isZero();
        return page;
    }
}
