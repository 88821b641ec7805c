package io.afterclick.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page asks for nothing that is not in it, and what a run calls its variants stays text. */
final class ReportTest {

    private static final Pattern DATA =
            Pattern.compile("(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void pageRefersToNothingOutsideOfIt() throws IOException {
        String page = page(Runs.reader(folder));
        String withoutComments = page.replaceAll("(?s)/\\*!.*?\\*/", "").replaceAll("(?s)<!--.*?-->", "");
        assertThat(withoutComments)
                .doesNotContainPattern("https?://")
                .doesNotContain("sourceMappingURL", "@import", "url(")
                .doesNotContainPattern("<(script|img|iframe|source)[^>]*\\ssrc")
                .doesNotContainPattern("<link[^>]*href=\"(?!data:,\")");
        assertThat(page).contains("MIT", "Chart.js Contributors", "Permission is hereby granted");
        assertThat(page.length()).isLessThan(400_000);
    }

    @Test
    void namesOfVariantsAndSettingsStayText() throws IOException {
        String page = page(Runs.hostile(folder));
        assertThat(page).doesNotContain(Runs.HOSTILE).doesNotContain("<b>");
        assertThat(page.split("</script>", -1)).hasSize(4);
        assertThat(data(page).at("/variants/0/name").asText()).isEqualTo(Runs.HOSTILE);
        assertThat(page).contains("<h1>events:&lt;b&gt;clicks &amp; co</h1>");
    }

    @Test
    void undefinedMetricIsNullAndKeepsItsPlace() throws IOException {
        JsonNode segments = data(page(Runs.reader(folder))).path("segments");
        assertThat(segments.path("days").toString()).isEqualTo("[3.04167,3.08333,3.125]");
        assertThat(segments.at("/values/gmv.auc/reader").toString()).isEqualTo("[null,0.75,null]");
    }

    private String page(ReportedRun run) throws IOException {
        Report.write(run, Files.createDirectories(folder.resolve("out")));
        return Files.readString(folder.resolve("out").resolve(Report.FILE));
    }

    private static JsonNode data(String page) throws IOException {
        Matcher data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }
}
