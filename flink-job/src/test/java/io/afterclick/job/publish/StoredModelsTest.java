package io.afterclick.job.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.intake.InputSpec;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.local.ScoreRun;
import io.afterclick.job.output.CommittedFiles;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.variant.PublishedModel;
import io.afterclick.learn.matrix.MatrixEngines;
import io.afterclick.model.LearnerDigest;
import io.afterclick.snapshot.SnapshotFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Models that released versions have published are read by this one: the same parameters, the same scores. Before a release: a
 * {@code backtest} of a few clicks, its folder {@code snapshots} as {@code models/vN}, some clicks beside it in {@code input}, and
 * {@code -Dmodels.write=vN}, which adds the scores.
 */
final class StoredModelsTest {

    private static final Path STORED = Path.of("src/test/resources/models");
    private static final String SCORES = "scores.csv";
    private static final List<String> VALUES = List.of("cvr", "netcvr", "gmv");
    /** Parameters are stored bits; what is computed from them differs from processor to processor. */
    private static final double ROUNDING = 1e-5;

    @TempDir
    private Path folder = Path.of("");

    static List<Path> models() throws IOException {
        List<Path> models = new ArrayList<>();
        try (Stream<Path> versions = Files.list(STORED)) {
            for (Path version : versions.sorted().toList()) {
                models.addAll(modelsOf(version));
            }
        }
        return models;
    }

    private static List<Path> modelsOf(Path version) throws IOException {
        try (Stream<Path> all = Files.list(version)) {
            return all.filter(SnapshotFolder::isModel).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelHasTheParametersOfItsManifest(Path model) throws IOException {
        PublishedModel.Loaded loaded = PublishedModel.load(model, MatrixEngines.best());
        LearnerDigest digest = new LearnerDigest(loaded.learner());
        loaded.rows().forEach(digest::add);
        assertThat(digest.rows()).isPositive();
        assertThat(digest.parameters()).isEqualTo(loaded.manifest().parametersSha256());
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelScoresAsItDid(Path model) throws Exception {
        Map<String, String[]> expected = new TreeMap<>();
        for (String line : Files.readAllLines(model.resolveSibling(SCORES))) {
            String[] values = line.split(",", -1);
            expected.put(values[0], values);
        }
        Map<String, GenericRecord> found = scores(model);
        assertThat(found).isNotEmpty();
        found.forEach((key, record) -> {
            String[] shall = Objects.requireNonNull(expected.get(key), key);
            for (int i = 0; i < VALUES.size(); i++) {
                if (record.get(VALUES.get(i)) instanceof Double is) {
                    double value = Double.parseDouble(shall[i + 1]);
                    assertThat(is).as(key).isCloseTo(value, Offset.offset(ROUNDING * (1 + value)));
                } else {
                    assertThat(shall[i + 1]).as(key).isEmpty();
                }
            }
        });
    }

    private Map<String, GenericRecord> scores(Path model) throws Exception {
        Path out = Files.createDirectories(folder.resolve(String.valueOf(model.getFileName())));
        InputSources input =
                InputSources.of(new InputSpec(InputSpec.Kind.EVENTS, model.resolveSibling("input")), false);
        Settings settings = Settings.of(InputSpec.Kind.EVENTS, null, Map.of());
        ScoreRun.requireFit(model, input.space());
        new ScoreRun(
                        model.toRealPath(),
                        input,
                        settings,
                        out,
                        FileFormat.AVRO,
                        new PrintStream(OutputStream.nullOutputStream()))
                .execute();
        Map<String, GenericRecord> scores = new TreeMap<>();
        for (Path file : CommittedFiles.of(out.resolve("predictions"))) {
            try (DataFileReader<GenericRecord> records =
                    new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
                for (GenericRecord record : records) {
                    scores.put(model.getFileName() + "/" + record.get("click_id"), record);
                }
            }
        }
        return scores;
    }

    @Test
    @EnabledIfSystemProperty(named = "models.write", matches = "v\\d+", disabledReason = "run on purpose only")
    void writeOfThisVersion() throws Exception {
        Path version = STORED.resolve(System.getProperty("models.write"));
        List<String> lines = new ArrayList<>();
        for (Path model : modelsOf(version)) {
            scores(model).forEach((key, record) -> {
                StringBuilder line = new StringBuilder(key);
                for (String value : VALUES) {
                    line.append(',').append(record.get(value) == null ? "" : record.get(value));
                }
                lines.add(line.toString());
            });
        }
        Files.write(version.resolve(SCORES), lines);
    }
}
