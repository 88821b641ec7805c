package io.afterclick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids and names in the input are anyone's; files are named by us alone. */
final class CraftedNamesTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void noIdOrNameLeavesTheFolderOfTheResults() throws IOException {
        List<String> ids =
                List.of("../../x", "/etc/passwd", "..", "a\0b", "C:\\x", "品牌🙂", "x".repeat(1024), "%2e%2e%2f");
        StringBuilder clicks = new StringBuilder("click_id,user_id,item_id,event_time_ms,../../y,/tmp/z\n");
        for (String id : ids) {
            clicks.append(id).append(",../u,../i,1746028800000,../v,../w\n");
        }
        Path input = Files.createDirectories(folder.resolve("in"));
        Files.writeString(input.resolve("clicks.csv"), clicks);
        Path out = folder.resolve("out");
        CommandRun run =
                CommandRun.of("samples", "--input", "events:" + input, "--out", out.toString(), "--format", "csv");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(names(folder)).containsExactlyInAnyOrder("in", "out");
        assertThat(names(input)).containsExactly("clicks.csv");
        assertThat(names(out)).containsExactlyInAnyOrder("samples", "outcomes", "summary.json");
        for (String output : List.of("samples", "outcomes")) {
            assertThat(names(out.resolve(output))).isNotEmpty().allMatch(name -> name.matches("part-[\\w-]+\\.csv"));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
