package io.afterclick.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.EventKind;
import io.afterclick.job.trainer.GeneratedStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A job that was interrupted in the middle goes on to the same parameters, predictions and metrics, however its state was kept,
 * whatever it is restored from, and at another parallelism. A pass over each value takes a minute and is part of every build;
 * {@code -Drestore.matrix=all} runs all combinations and writes a table.
 */
final class RestoreMatrixTest {

    /** Clicks that are read before the interruption: those of two thirds of the stream. */
    private static final long CLICKS = 2_600;

    private static final String MODELS = "tesla,reader:rows=deferred:name=reader,oracle";

    @RegisterExtension
    static final TestCluster CLUSTER = new TestCluster();

    @TempDir
    static Path folder = Path.of("");

    private static final List<String> TABLE = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // before the first test
    private static GeneratedStream stream;

    @SuppressWarnings("NullAway.Init") // before the first test
    private static TrainingResult truth;

    /** Where state and timers live. */
    private enum Home {
        ROCKSDB("rocksdb", "rocksdb"),
        ROCKSDB_HEAP_TIMERS("rocksdb", "heap"),
        HEAP("heap", "heap");

        private final Map<String, String> settings;

        Home(String backend, String timers) {
            settings = Map.of("run.state-backend", backend, "run.timers", timers);
        }
    }

    /** What a job is restored from. */
    private enum Source {
        CANONICAL_SAVEPOINT,
        NATIVE_SAVEPOINT,
        RETAINED_CHECKPOINT,
        TERMINAL_FAILURE
    }

    /** A way to be interrupted and restored. */
    private record Cell(Home before, Home after, Source source, int from, int to) {
        @Override
        public String toString() {
            return String.format("%-20s -> %-20s %-20s %d -> %d", before, after, source, from, to);
        }

        /** Flink 2.2 leaves heap timers out of native savepoints of RocksDB, which is why no command runs with them. */
        boolean losesTimers() {
            return before == Home.ROCKSDB_HEAP_TIMERS && source == Source.NATIVE_SAVEPOINT;
        }

        boolean isInEveryBuild() {
            boolean crossed = before != after;
            return crossed
                    ? from == 2
                    : switch (source) {
                        case CANONICAL_SAVEPOINT -> before == Home.ROCKSDB_HEAP_TIMERS && from < to;
                        case NATIVE_SAVEPOINT -> before == Home.HEAP && from > to;
                        case RETAINED_CHECKPOINT -> before == Home.ROCKSDB && from < to;
                        case TERMINAL_FAILURE -> before == Home.ROCKSDB && from > to;
                    };
        }
    }

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Home home : Home.values()) {
            for (Source source : Source.values()) {
                cells.add(new Cell(home, home, source, 2, 2));
                cells.add(new Cell(home, home, source, 2, 4));
                cells.add(new Cell(home, home, source, 4, 2));
            }
        }
        // Only the canonical form is the same for all of them.
        cells.add(new Cell(Home.ROCKSDB, Home.HEAP, Source.CANONICAL_SAVEPOINT, 2, 4));
        cells.add(new Cell(Home.HEAP, Home.ROCKSDB, Source.CANONICAL_SAVEPOINT, 2, 4));
        boolean all = System.getProperty("restore.matrix", "").equals("all");
        return cells.stream()
                .filter(cell -> all ? !cell.losesTimers() : cell.isInEveryBuild())
                .toList();
    }

    @BeforeAll
    static void runOnceUndisturbed() throws Exception {
        stream = GeneratedStream.in(folder);
        truth = TrainingResult.of(pipeline("truth", Map.of()).run(CLUSTER, 1));
    }

    private static TrainingPipeline pipeline(String out, Map<String, String> settings) throws IOException {
        return new TrainingPipeline(stream, stream.events(), MODELS, folder.resolve(out), settings);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void interruptedJobGoesOnToTheSameResult(Cell cell) throws Exception {
        String name = "cell-" + TABLE.size();
        TABLE.add(cell + " FAILED");
        String restored = interrupt(cell, name);
        int predictions =
                RunContent.records(folder.resolve(name).resolve("predictions")).size();
        // A failure may come before anything was committed.
        assertThat(predictions)
                .isBetween(
                        cell.source() == Source.TERMINAL_FAILURE ? 0 : 1,
                        truth.predictions().size() - 1);
        TrainingPipeline second = pipeline(name, cell.after().settings);
        CLUSTER.awaitEnd(CLUSTER.submit(second.resumed(cell.to(), restored)));
        TrainingResult.of(second).assertSameAs(truth);
        TABLE.set(TABLE.size() - 1, cell + " equal");
    }

    /** Runs half of the job; returns what it is to be restored from. */
    private static String interrupt(Cell cell, String name) throws Exception {
        Map<String, String> settings = new HashMap<>(cell.before().settings);
        settings.put("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        if (cell.source() == Source.TERMINAL_FAILURE) {
            settings.put("restart-strategy.type", "disable");
        }
        TrainingPipeline first = pipeline(name, settings);
        // The other sources end: they have fewer records than bring a watermark.
        if (cell.source() == Source.TERMINAL_FAILURE) {
            JobID job =
                    CLUSTER.submit(first.failing(EventKind.CLICK, name, CLICKS).job(cell.from()));
            CLUSTER.awaitFailure(job);
            return retained(first.checkpoints());
        }
        JobID job = CLUSTER.submit(first.stopping(EventKind.CLICK, name, CLICKS).job(cell.from()));
        HaltingSource.reached(name).get(60, TimeUnit.SECONDS);
        CLUSTER.awaitEnded(job, 2);
        first.awaitPredictions();
        return switch (cell.source()) {
            case CANONICAL_SAVEPOINT -> CLUSTER.stop(job, folder.resolve("savepoints"), SavepointFormatType.CANONICAL);
            case NATIVE_SAVEPOINT -> CLUSTER.stop(job, folder.resolve("savepoints"), SavepointFormatType.NATIVE);
            case RETAINED_CHECKPOINT -> {
                CLUSTER.cancel(job);
                yield retained(first.checkpoints());
            }
            case TERMINAL_FAILURE -> throw new IllegalStateException("it has failed before");
        };
    }

    private static String retained(Path checkpoints) throws IOException {
        try (Stream<Path> all = Files.walk(checkpoints)) {
            return all.filter(file -> file.endsWith("_metadata"))
                    .map(file -> Objects.requireNonNull(file.getParent()))
                    .max(Comparator.comparingLong(RestoreMatrixTest::number))
                    .orElseThrow()
                    .toUri()
                    .toString();
        }
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(String.valueOf(checkpoint.getFileName()).substring("chk-".length()));
    }

    @AfterAll
    static void writeTable() throws IOException {
        Files.write(Files.createDirectories(Path.of("target")).resolve("restore-matrix.txt"), TABLE);
    }
}
