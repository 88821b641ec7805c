package io.afterclick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.ManifestJson;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backtest publishes models, and they score as the job did. */
final class ScoreCommandTest {

    private static final int SEGMENTS = 4;
    private static final long DAY = 86_400_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void backtest() throws IOException {
        Generator.generate(
                GenerateSettings.of(Profile.EVENTS, 6_000, 14, 5, folder.resolve("input")), ProgressListener.NONE);
        CommandRun run = run(
                "backtest",
                "--input",
                "events:input",
                "--models",
                "tesla:rows=deferred:name=t,reader,pretrained",
                "--pretrain",
                "0..3",
                "--stream",
                "10..12",
                "--out",
                "backtest",
                "-Dsegment.length=12 h",
                "-Dsnapshot.every=3",
                "-Dstore.secret-key=hunter2",
                "-Dtrainer.embedding-dimension=4",
                "-Dtrainer.cache-size=32 mb",
                "-Djourney.gmv-attribution=2 d");
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
    }

    private static CommandRun run(String... arguments) {
        String[] inPlace = arguments.clone();
        for (int i = 1; i < inPlace.length; i++) {
            if (inPlace[i - 1].equals("--out") || inPlace[i - 1].equals("--snapshot")) {
                inPlace[i] = folder.resolve(inPlace[i]).toString();
            } else if (inPlace[i - 1].equals("--input")) {
                inPlace[i] = inPlace[i].replaceFirst(":", ":" + folder + "/");
            }
        }
        return CommandRun.of(inPlace);
    }

    @Test
    void everyVariantThatTrainsIsPublishedWhenAskedForAndAtTheEnd() throws IOException {
        try (Stream<Path> models = Files.list(folder.resolve("backtest/snapshots"))) {
            assertThat(models.map(model -> model.getFileName().toString()))
                    .containsExactlyInAnyOrder("reader-000003", "reader-000004", "t-000003", "t-000004");
        }
    }

    @Test
    void secretIsInNoFileOfTheResults() throws IOException {
        assertThat(manifest("t").provenance().settings()).containsEntry("store.secret-key", "******");
        try (Stream<Path> all = Files.walk(folder.resolve("backtest"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain("hunter2");
            }
        }
        assertThat(folder.resolve("backtest/report.html")).content().contains("store.secret-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "reader"})
    void lastModelIsTheOneOfTheSummary(String variant) throws IOException {
        JsonNode summary = JSON.readTree(folder.resolve("backtest/summary.json").toFile());
        JsonNode report = summary.path("variants").path(variant);
        Manifest manifest = manifest(variant);
        assertThat(manifest.parametersSha256())
                .isEqualTo(report.path("parametersSha256").asText());
        assertThat(manifest.provenance().steps())
                .isEqualTo(report.path("totals").path("steps").asLong())
                .isPositive();
        assertThat(manifest.provenance().segments()).isEqualTo(SEGMENTS);
        assertThat(manifest.provenance().seed()).isEqualTo(42);
        assertThat(manifest.provenance().settings()).containsEntry("snapshot.every", "3");
        long from = Objects.requireNonNull(manifest.provenance().trainedFromMs());
        assertThat(manifest.provenance().trainedToMs()).isBetween(from + 1, from + 2 * DAY);
    }

    private static Manifest manifest(String variant) throws IOException {
        Path file = folder.resolve("backtest/snapshots/" + variant + "-000004/manifest.json");
        return ManifestJson.read(file.toString(), Files.readAllBytes(file));
    }

    /** Clicks of a segment are scored by the parameters of its start, which are those of a model of that epoch. */
    @ParameterizedTest
    @CsvSource({"t, 3", "t, 4", "reader, 3", "reader, 4"})
    void modelScoresAsTheJobDid(String variant, int epoch) throws IOException {
        String out = "scored-" + variant + epoch;
        CommandRun run = run(
                "score",
                "--snapshot",
                "backtest/snapshots/" + variant + "-00000" + epoch,
                "--input",
                "events:input",
                "--out",
                out);
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out()).contains("6,000 clicks scored by " + variant + ", epoch " + epoch);
        Map<String, GenericRecord> found = predictions(out);
        assertThat(found).hasSize(6_000);
        int compared = 0;
        for (Map.Entry<String, GenericRecord> expected : predictions("backtest").entrySet()) {
            boolean same = expected.getKey().startsWith(variant + "/");
            if (same && expected.getValue().get("segment").equals((long) epoch)) {
                expected.getValue().put("segment", -1L);
                assertThat(found.get(expected.getKey())).isEqualTo(expected.getValue());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(100);
        JsonNode summary =
                JSON.readTree(folder.resolve(out).resolve("summary.json").toFile());
        assertThat(summary.path("predictions").asLong()).isEqualTo(6_000);
        assertThat(summary.path("records").path("clicks").asLong()).isEqualTo(6_000);
        assertThat(summary.path("snapshot").path("variant").asText()).isEqualTo(variant);
        assertThat(folder.resolve(out).resolve(".run")).doesNotExist();
    }

    private static Map<String, GenericRecord> predictions(String run) throws IOException {
        Map<String, GenericRecord> predictions = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(run).resolve("predictions"))) {
            for (Path file : files.toList()) {
                try (DataFileReader<GenericRecord> reader =
                        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
                    reader.forEach(each -> predictions.put(each.get("variant") + "/" + each.get("click_id"), each));
                }
            }
        }
        return predictions;
    }

    @Test
    void inputOfOtherFeaturesIsOneLineWithBothSides() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.write(
                other.resolve("clicks.csv"),
                List.of("click_id,user_id,item_id,event_time_ms,shape", "c,u,i,1746072000000,round"));
        CommandRun run = refused("backtest/snapshots/t-000004", "events:other");
        assertThat(run.err().get(0))
                .contains("--input: expected clicks with the features of ")
                .endsWith(", found [shape]");
    }

    @Test
    void modelThatIsNotCompleteIsOneLine() throws IOException {
        Path half = copy("t-000004", "half");
        Files.delete(half.resolve("manifest.json"));
        assertThat(refused("half", "events:input").err().get(0))
                .contains("--snapshot: ")
                .contains("half: expected a model with a manifest.json, found none");
    }

    @Test
    void modelWithoutItsFrozenNetworksIsOneLine() throws IOException {
        Path alone = copy("t-000004", "alone");
        OutputFolder.delete(alone.resolve("frozen"));
        assertThat(refused("alone", "events:input").err().get(0))
                .contains("alone/frozen: expected a model with a manifest.json, found none");
    }

    @Test
    void modelWithTheFrozenNetworksOfAnotherIsOneLine() throws IOException {
        Path mixed = copy("t-000004", "mixed");
        Path manifest = mixed.resolve("frozen/manifest.json");
        String text = Files.readString(manifest);
        Files.delete(manifest);
        Files.writeString(manifest, text.replace("\"seed\" : 42", "\"seed\" : 43"));
        assertThat(refused("mixed", "events:input").err().get(0))
                .contains("mixed/frozen: expected the frozen networks ");
    }

    @Test
    void networksThatWereOnlyPretrainedAreOneLine() {
        assertThat(refused("backtest/pretrained/tesla", "events:input").err().get(0))
                .contains("pretrained/tesla: expected a published model, with the settings ");
    }

    private static CommandRun refused(String snapshot, String input) {
        CommandRun run = run("score", "--snapshot", snapshot, "--input", input, "--out", "refused");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).hasSize(1);
        assertThat(folder.resolve("refused")).doesNotExist();
        return run;
    }

    private static Path copy(String model, String name) throws IOException {
        Path from = folder.resolve("backtest/snapshots").resolve(model);
        Path to = folder.resolve(name);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
        return to;
    }
}
