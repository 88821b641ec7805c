package io.afterclick.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.job.output.FileFormat;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job without an end: files come one after the other, it is stopped, goes on elsewhere, and is drained. */
final class WatchedFolderTest {

    /** A click long after all windows, which moves the watermark and stays open itself. */
    private static final String SENTINEL = "sentinel";

    private static final Instant LONG_AFTER = Instant.parse("2025-12-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final TestCluster CLUSTER = new TestCluster();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void filesThatComeOneByOneGiveWhatTheyGiveAtOnce() throws Exception {
        Path all = folder.resolve("all");
        Path watched = Files.createDirectories(folder.resolve("watched"));
        Generator.generate(GenerateSettings.of(Profile.EVENTS, 1_000, 3, 9, all), ProgressListener.NONE);
        addSentinels(all);
        RunContent truth = Pipeline.of(all, folder.resolve("truth"), "tesla", FileFormat.AVRO)
                .run(CLUSTER, 1)
                .content();
        List<String> samples = without(SENTINEL, truth.samples());
        List<String> outcomes = without(SENTINEL, truth.outcomes());

        Path out = folder.resolve("out");
        split(all, watched, 1);
        Pipeline first = Pipeline.watching(watched, out, "tesla");
        JobID job = CLUSTER.submit(first.job(2));
        checkpointUntil(job, first, content -> content.samples().size() > 100);
        String savepoint = CLUSTER.stop(job, folder.resolve("savepoints"));
        assertThat(first.content().outcomes()).hasSizeLessThan(outcomes.size());

        split(all, watched, 2);
        Pipeline second = Pipeline.watching(watched, out, "tesla");
        job = CLUSTER.submit(second.resumed(4, savepoint));
        checkpointUntil(job, second, content -> content.outcomes().size() == outcomes.size());
        assertThat(second.content().outcomes()).isEqualTo(outcomes);
        assertThat(second.content().samples()).isEqualTo(samples);

        CLUSTER.drain(job, folder.resolve("savepoints"));
        assertThat(second.content().outcomes())
                .as("the log goes on after a drain")
                .isEqualTo(outcomes);
        assertThat(second.content().samples()).isEqualTo(samples);
        // The watermark has not passed the sentinels, so they still wait.
        assertThat(second.summary().applied())
                .isEqualTo(second.summary().records()
                        - List.of("click", "purchase", "refund").size());
    }

    private static void checkpointUntil(JobID job, Pipeline pipeline, Predicate<RunContent> enough) throws Exception {
        long start = System.nanoTime();
        while (!(CLUSTER.checkpoint(job) && enough.test(pipeline.content()))) {
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(
                            "time to get there; so far %d outcomes",
                            pipeline.content().outcomes().size())
                    .isLessThan(PATIENCE);
        }
    }

    /** Moves one half of each file; a file must appear whole, so it is written aside and renamed. */
    private static void split(Path from, Path to, int half) throws IOException {
        for (String kind : List.of("clicks", "purchases", "refunds")) {
            List<String> lines = Files.readAllLines(from.resolve(kind + ".csv"));
            int middle = 1 + lines.size() / 2;
            List<String> part = new ArrayList<>(List.of(lines.get(0)));
            part.addAll(half == 1 ? lines.subList(1, middle) : lines.subList(middle, lines.size()));
            Path aside = Files.write(to.resolve("." + kind), part);
            Files.move(aside, to.resolve(kind + "-" + half + ".csv"));
        }
    }

    private static void addSentinels(Path all) throws IOException {
        long time = LONG_AFTER.toEpochMilli();
        List<String> clicks = new ArrayList<>(Files.readAllLines(all.resolve("clicks.csv")));
        String features = ",0".repeat(clicks.get(0).split(",").length - 4);
        clicks.add(SENTINEL + ",u,i," + time + features);
        Files.write(all.resolve("clicks.csv"), clicks);
        List<String> purchases = new ArrayList<>(Files.readAllLines(all.resolve("purchases.csv")));
        purchases.add(SENTINEL + ",nobody," + time + ",1");
        Files.write(all.resolve("purchases.csv"), purchases);
        List<String> refunds = new ArrayList<>(Files.readAllLines(all.resolve("refunds.csv")));
        refunds.add(SENTINEL + ",nothing,nobody," + time + ",1");
        Files.write(all.resolve("refunds.csv"), refunds);
    }

    private static List<String> without(String id, List<String> lines) {
        return lines.stream().filter(line -> !line.contains(id)).toList();
    }
}
