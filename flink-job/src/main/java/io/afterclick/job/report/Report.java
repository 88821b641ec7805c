package io.afterclick.job.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.job.output.JobVersion;
import io.afterclick.job.output.WholeFile;
import io.afterclick.job.settings.RunOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes {@code report.html}: one page with everything in it, readable in a browser without a network. */
public final class Report {

    /** Name of the file. */
    public static final String FILE = "report.html";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Report() {}

    /** Writes the page into the folder of the run, whole or not at all. */
    public static void write(ReportedRun run, Path folder) throws IOException {
        WholeFile.write(folder.resolve(FILE), page(run).getBytes(StandardCharsets.UTF_8));
    }

    private static String page(ReportedRun run) throws IOException {
        JsonNode results = JSON.valueToTree(run.results());
        StringBuilder verdict = new StringBuilder();
        List<String> lines = Verdict.of(run.variants(), results);
        for (int i = 0; i < lines.size(); i++) {
            verdict.append(i == 0 ? "<p class=\"verdict\">" : "<p class=\"more\">")
                    .append(PageTemplate.text(lines.get(i)))
                    .append("</p>\n");
        }
        return PageTemplate.fill(Map.of(
                "title", PageTemplate.text(title(run)),
                "verdict", verdict.toString(),
                "facts", PageTemplate.text(facts(run)),
                "version", PageTemplate.text(JobVersion.CURRENT),
                "data", PageTemplate.json(JSON.writeValueAsString(ReportData.of(run, results)))));
    }

    private static String title(ReportedRun run) {
        return run.input().kind().prefix() + ":"
                + run.input().path().toAbsolutePath().normalize().getFileName();
    }

    private static String facts(ReportedRun run) {
        return String.format(
                Locale.ROOT,
                "%,d clicks; pretrained on days %s, stream of days %s; seed %d; done in %.1f s",
                run.summary().clicks(),
                RunFacts.days(run.pretrain()),
                RunFacts.days(run.stream()),
                run.settings().get(RunOptions.SEED),
                run.seconds());
    }
}
