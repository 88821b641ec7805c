package io.afterclick.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.event.Arrival;
import io.afterclick.event.Click;
import io.afterclick.event.EventKind;
import io.afterclick.feature.OfficialSpaces;
import io.afterclick.intake.EventFile;
import io.afterclick.intake.EventFiles;
import io.afterclick.intake.FilePosition;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.InputFormat;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.LocalFiles;
import io.afterclick.intake.Parsed;
import io.afterclick.job.bench.LearnerBench;
import io.afterclick.job.settings.Settings;
import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.matrix.Nd4jEngine;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Speed of a model's online step. */
@Command(
        name = "learner",
        mixinStandardHelpOptions = true,
        description =
                "Times TESLA's online step on one thread, next to the machine's own rate for a large matrix product.")
final class BenchLearnerCommand implements Callable<Integer> {

    private static final int SAMPLES = 200_000;
    private static final int DAYS = 5;
    private static final int SMALL = 1000;

    @Option(
            names = "--batch",
            defaultValue = "5000",
            paramLabel = "N",
            description = "Samples of a step. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--vocabulary",
            defaultValue = "official",
            description =
                    "Rows of each table: ${COMPLETION-CANDIDATES}; small has at most 1,000. Default: ${DEFAULT-VALUE}.")
    private Vocabulary vocabulary = Vocabulary.OFFICIAL;

    @Option(
            names = "--ids",
            defaultValue = "generated",
            description = "How ids are spread: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Ids ids = Ids.GENERATED;

    @Option(
            names = "--products",
            defaultValue = "nd4j",
            description = "What takes matrix products: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Products products = Products.ND4J;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the figures as JSON too.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec;

    /** Sizes of tables. */
    enum Vocabulary {
        SMALL,
        OFFICIAL
    }

    /** Spreads of ids. */
    enum Ids {
        GENERATED,
        UNIFORM
    }

    /** Engines. */
    enum Products {
        ND4J,
        JAVA
    }

    @Override
    public Integer call() throws Exception {
        if (batch < 2) {
            throw new IllegalArgumentException("--batch: expected 2 or more, found " + batch);
        }
        MatrixEngine engine = products == Products.ND4J ? new Nd4jEngine() : new JavaEngine();
        LearnerBench.Result result = new LearnerBench(engine, keys(), batch).run();
        PrintWriter text = spec.commandLine().getOut();
        text.printf(Locale.ROOT, "%-34s %,12.0f%n", "examples/s", result.examplesPerSecond());
        text.printf(Locale.ROOT, "%-34s %12.0f %%%n", "of the time in matrix products", 100 * result.productShare());
        text.printf(Locale.ROOT, "%-34s %12.1f GFLOP/s%n", "matrix products", result.gemmGflops());
        text.printf(Locale.ROOT, "%-34s %12.1f GFLOP/s%n", "one large product", result.machineGemmGflops());
        text.printf(Locale.ROOT, "%-34s %,12d bytes%n", "allocated per step", result.allocatedBytesPerStep());
        text.printf("%s%n", engine.describe());
        text.flush();
        if (out != null) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("examplesPerSecond", result.examplesPerSecond());
            figures.put("gemmGflops", result.gemmGflops());
            figures.put("machineGemmGflops", result.machineGemmGflops());
            figures.put("allocatedBytesPerStep", result.allocatedBytesPerStep());
            Files.write(out, new ObjectMapper().writeValueAsBytes(figures));
        }
        return 0;
    }

    private long[][] keys() throws IOException {
        List<long[]> keys = ids == Ids.GENERATED ? generated() : uniform();
        if (vocabulary == Vocabulary.SMALL) {
            for (long[] row : keys) {
                for (int f = 0; f < row.length; f++) {
                    row[f] %= SMALL;
                }
            }
        }
        return keys.toArray(new long[0][]);
    }

    private static List<long[]> uniform() {
        SplittableRandom random = new SplittableRandom(1);
        List<long[]> keys = new ArrayList<>(SAMPLES);
        int fields = OfficialSpaces.processedCascade().fields().size();
        for (int s = 0; s < SAMPLES; s++) {
            long[] row = new long[fields];
            for (int f = 0; f < fields; f++) {
                row[f] = random.nextLong(
                        OfficialSpaces.processedCascade().fields().get(f).buckets());
            }
            keys.add(row);
        }
        return keys;
    }

    private static List<long[]> generated() throws IOException {
        Path folder = Files.createTempDirectory("afterclick-bench");
        try {
            Generator.generate(GenerateSettings.of(Profile.CASCADE, SAMPLES, DAYS, 1, folder), ProgressListener.NONE);
            Path file = folder.resolve("cascade.tsv");
            InputFile input = new InputFile(InputFormat.CASCADE, EventKind.CLICK, file.toString(), "cascade.tsv");
            EventFiles files = new EventFiles(new LocalFiles());
            Settings settings = Settings.of(InputSpec.Kind.CASCADE, null, Map.of());
            List<long[]> keys = new ArrayList<>(SAMPLES);
            try (EventFile rows =
                    files.open(input, settings.intake(files.declaredFeatures(input), false), FilePosition.START)) {
                for (Parsed row = rows.next(); row != null; row = rows.next()) {
                    keys.add(keys(row.arrivals().get(0)));
                }
            }
            return keys;
        } finally {
            OutputFolder.delete(folder);
        }
    }

    private static long[] keys(Arrival first) {
        if (!(first.event() instanceof Click click)) {
            throw new IllegalStateException("expected a click first, found " + first.event());
        }
        return click.features().values().stream().mapToLong(Long::parseLong).toArray();
    }
}
