package io.afterclick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchModelsTest {

    @TempDir
    private Path folder = Path.of("");

    private JsonNode run(String model, String variants, String... more) throws IOException {
        Path figures = folder.resolve("figures.json");
        List<String> arguments = new ArrayList<>(List.of("bench", "models", "--model", model, "--variants", variants));
        arguments.addAll(List.of("--dimension", "2", "--batch", "128", "--segment", "1 d", "--init-std", "0.05"));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--out", figures.toString()));
        CommandRun run = CommandRun.of(arguments.toArray(new String[0]));
        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        for (String variant : variants.split(",")) {
            assertThat(run.out()).contains(variant + ", lazy");
        }
        return new ObjectMapper().readTree(figures.toFile());
    }

    @Test
    void everyVariantOfTeslaRuns() throws IOException {
        JsonNode runs = run(
                "tesla",
                "pretrained,hybrid,tesla,tesla-online,oracle,shared,separate",
                "--clicks",
                "2000",
                "--pretrain",
                "0..1",
                "--stream",
                "7..9",
                "--rows",
                "lazy");
        assertThat(runs).hasSize(7);
        for (JsonNode run : runs) {
            boolean learns = !run.get("variant").asText().equals("pretrained");
            assertThat(run.get("samples").asInt() > 300).isEqualTo(learns);
            assertThat(run.get("refused").asInt()).isZero();
            assertThat(run.at("/cvr/auc").isNumber()).isTrue();
            assertThat(run.at("/netcvr/pcoc").isNumber()).isTrue();
            assertThat(run.at("/cvr/aucSegments").asInt()).isEqualTo(2);
        }
        assertThat(runs.get(0).at("/cvr/riAuc").asDouble()).isZero();
        assertThat(runs.get(4).at("/cvr/riAuc").asDouble()).isEqualTo(1);
    }

    @Test
    void everyVariantOfReaderRunsWithBothKindsOfRows() throws IOException {
        JsonNode runs = run(
                "reader",
                "pretrained,reader,no-router,no-calibration,no-alignment,no-unlearning,oracle,single-branch",
                "--clicks",
                "900",
                "--pretrain",
                "0..3",
                "--stream",
                "10..12",
                "--rows",
                "lazy,deferred");
        assertThat(runs).hasSize(16);
        for (JsonNode run : runs) {
            assertThat(run.get("samples").asInt() > 0)
                    .isEqualTo(!run.get("variant").asText().equals("pretrained"));
            assertThat(run.get("refused").asInt()).isZero();
            assertThat(run.at("/gmv/auc").isNumber()).isTrue();
            assertThat(run.at("/gmv/alpr").isNumber()).isTrue();
        }
    }
}
