package io.afterclick.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.event.Click;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.feature.OfficialSpaces;
import io.afterclick.job.bench.BenchCase;
import io.afterclick.job.bench.LearnerBench;
import io.afterclick.job.bench.ReaderBenchCase;
import io.afterclick.job.bench.TeslaBenchCase;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.matrix.MatrixEngines;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
                "Times a model's online step on one thread, next to the machine's own rate for a large matrix product.")
final class BenchLearnerCommand implements Callable<Integer> {

    private static final int SMALL = 1000;

    @Option(
            names = "--model",
            defaultValue = "tesla",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Model model = Model.TESLA;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Samples of a step. Default: 5000 for tesla, 1024 for reader.")
    private @Nullable Integer batch;

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
            description =
                    "What takes matrix products: ${COMPLETION-CANDIDATES}; java too where natives do not load. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Products products = Products.ND4J;

    @Option(
            names = "--threads",
            defaultValue = "1",
            paramLabel = "N",
            description = "Threads that train, always 1: each variant of a model trains on a core of its own.")
    private int threads;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the figures as JSON too.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec;

    /** Models, with the features of their official logs. */
    enum Model {
        TESLA(5000, OfficialSpaces.processedCascade()),
        READER(1024, OfficialSpaces.trace());

        private final int batch;
        private final FeatureSpace features;

        Model(int batch, FeatureSpace features) {
            this.batch = batch;
            this.features = features;
        }
    }

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
        if (threads != 1) {
            throw new IllegalArgumentException(
                    "--threads: expected 1, since each variant of a model trains on a core of its own, found "
                            + threads);
        }
        int size = batch == null ? model.batch : batch;
        if (size < 2) {
            throw new IllegalArgumentException("--batch: expected 2 or more, found " + size);
        }
        MatrixEngine engine = products == Products.ND4J ? MatrixEngines.best() : new JavaEngine();
        LearnerBench.Result result = new LearnerBench(engine, learner(size)).run();
        print(result, engine.describe());
        if (out != null) {
            Files.write(out, new ObjectMapper().writeValueAsBytes(figures(result)));
        }
        return 0;
    }

    private Function<MatrixEngine, BenchCase> learner(int size) throws IOException {
        if (model == Model.TESLA) {
            long[][] keys = keys(BenchLog.clicks());
            return engine -> new TeslaBenchCase(engine, keys, size);
        }
        List<GmvSample> samples = BenchLog.gmvSamples();
        long[][] keys = keys(samples.stream().map(GmvSample::click).toList());
        long window = BenchLog.gmvWindow();
        return engine -> new ReaderBenchCase(engine, samples, keys, window, size);
    }

    /** Row keys of each click, {@code [clicks, fields]}. */
    private long[][] keys(List<Click> clicks) {
        FeatureSpace features = model.features;
        SplittableRandom random = new SplittableRandom(1);
        long[][] keys = new long[clicks.size()][features.size()];
        for (int i = 0; i < keys.length; i++) {
            if (ids == Ids.GENERATED) {
                features.rows(clicks.get(i).features(), keys[i], 0);
            }
            for (int f = 0; f < features.size(); f++) {
                if (ids == Ids.UNIFORM) {
                    keys[i][f] = random.nextLong(features.fields().get(f).buckets());
                }
                if (vocabulary == Vocabulary.SMALL) {
                    keys[i][f] %= SMALL;
                }
            }
        }
        return keys;
    }

    private void print(LearnerBench.Result result, String engine) {
        PrintWriter text = spec.commandLine().getOut();
        text.printf(Locale.ROOT, "%-34s %,12.0f%n", "examples/s", result.examplesPerSecond());
        text.printf(Locale.ROOT, "%-34s %,12.0f%n", "examples per CPU second", result.examplesPerCpuSecond());
        text.printf(Locale.ROOT, "%-34s %12.0f %%%n", "of the time in matrix products", 100 * result.productShare());
        text.printf(Locale.ROOT, "%-34s %12.1f GFLOP/s%n", "matrix products", result.gemmGflops());
        text.printf(Locale.ROOT, "%-34s %12.1f GFLOP/s%n", "one large product", result.machineGemmGflops());
        text.printf(Locale.ROOT, "%-34s %,12d bytes%n", "allocated per step", result.allocatedBytesPerStep());
        text.printf(
                Locale.ROOT,
                "%-34s %,12.0f bytes (%,d of parameters and moments; %,d rows)%n",
                "state of a touched row",
                result.state().totalBytesPerRow(),
                result.state().bytesPerRow(),
                result.state().rows());
        text.printf("%s%n", engine);
        text.flush();
    }

    private static Map<String, Object> figures(LearnerBench.Result result) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("examplesPerSecond", result.examplesPerSecond());
        figures.put("examplesPerCpuSecond", result.examplesPerCpuSecond());
        figures.put("productShare", result.productShare());
        figures.put("gemmGflops", result.gemmGflops());
        figures.put("machineGemmGflops", result.machineGemmGflops());
        figures.put("allocatedBytesPerStep", result.allocatedBytesPerStep());
        figures.put("stateBytesPerRow", result.state().totalBytesPerRow());
        return figures;
    }
}
