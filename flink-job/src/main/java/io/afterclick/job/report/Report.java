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
        WholeFile.write(folder.resolve(FILE), page(run, title(run, folder)).getBytes(StandardCharsets.UTF_8));
    }

    private static String page(ReportedRun run, String title) throws IOException {
        JsonNode results = JSON.valueToTree(run.results());
        StringBuilder verdict = new StringBuilder();
        List<String> lines = Verdict.of(run.variants(), results);
        for (int i = 0; i < lines.size(); i++) {
            verdict.append(i == 0 ? "<p class=\"verdict\">" : "<p class=\"more\">")
                    .append(PageTemplate.text(lines.get(i)))
                    .append("</p>\n");
        }
        return PageTemplate.fill(Map.of(
                "title", PageTemplate.text(title),
                "verdict", verdict.toString(),
                "facts", PageTemplate.text(facts(run)),
                "version", PageTemplate.text(JobVersion.CURRENT),
                "data", PageTemplate.json(JSON.writeValueAsString(ReportData.of(run, results)))));
    }

    /** By the name of its input; one that lies among the results was made for the run. */
    private static String title(ReportedRun run, Path folder) {
        Path input = run.input().path().toAbsolutePath().normalize();
        return input.startsWith(folder.toAbsolutePath().normalize())
                ? "A synthetic stream"
                : run.input().kind().prefix() + ":" + input.getFileName();
    }

    private static String facts(ReportedRun run) {
        return String.format(
                Locale.ROOT,
                "%,d clicks; %s, stream of days %s; seed %d; done in %.1f s",
                run.summary().clicks(),
                run.plan().init() == null
                        ? "pretrained on days " + RunFacts.days(run.plan().pretrain())
                        : "begun from networks of an earlier run",
                RunFacts.days(run.plan().stream()),
                run.settings().get(RunOptions.SEED),
                run.seconds());
    }
}
