package io.afterclick.job.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.job.record.ModelSlice;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.VariantReport;
import io.afterclick.job.trainer.TrainerHarness.Backend;
import io.afterclick.learn.embedding.RowAgeing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that are admitted late and expire: the same with and without an engine, across failures, and told when they are gone. */
final class AgeingTest {

    private static final String MODELS =
            "tesla,tesla:rows=deferred:name=deferred,reader,tesla:weighting=online:name=online";

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before the first test
    private static GeneratedStream stream;

    @BeforeAll
    static void generate() throws Exception {
        stream = GeneratedStream.in(folder);
    }

    private static TrainerSettings settings(RowAgeing ageing, int publishEvery, long cacheBytes) {
        TrainerSettings settings = stream.settings(stream.plans(MODELS), cacheBytes, 64 << 20);
        return new TrainerSettings(
                settings.variants(),
                settings.segments(),
                settings.batchSizes(),
                settings.features(),
                settings.cacheBytes(),
                settings.waitingBytes(),
                true,
                publishEvery,
                ageing);
    }

    @ParameterizedTest(name = "expires after {0}, admitted after {1}, {2}")
    @CsvSource({"1, 1, ROCKSDB", "0, 3, HEAP", "1, 2, ROCKSDB", "2, 2, HEAP"})
    void agesAreAFunctionOfTheBatches(int expireAfter, int admitAfter, Backend backend) throws Exception {
        TrainerSettings settings = settings(new RowAgeing(expireAfter, admitAfter), 1, 4_000);
        TrainerSettings forGood = settings(RowAgeing.NONE, 1, 64 << 20);
        List<Feed.Step> feed = Feed.of(stream.log(), settings.variants());
        int half = feed.size() * 3 / 5;
        List<Predicted> predictions = new ArrayList<>();
        try (TrainerHarness before = TrainerHarness.start(settings, backend)) {
            before.follow(feed.subList(0, half));
            predictions.addAll(before.predictions());
            try (TrainerHarness after = TrainerHarness.restore(settings, backend, before.snapshot())) {
                after.follow(feed.subList(half, feed.size()));
                after.end();
                predictions.addAll(after.predictions());
                List<VariantReport> reports = after.reports();
                assertThat(reports).hasSize(4);
                for (int i = 0; i < reports.size(); i++) {
                    VariantPlan plan = settings.variants().get(i);
                    Truth truth = Truth.of(plan, stream.log(), settings);
                    VariantReport report = reports.get(i);
                    assertThat(report.parametersSha256())
                            .isEqualTo(truth.parametersSha256())
                            .isNotEqualTo(Truth.of(plan, stream.log(), forGood).parametersSha256());
                    assertThat(report.optimiserSha256()).isEqualTo(truth.optimiserSha256());
                    assertThat(predictions.stream()
                                    .filter(one -> one.variant().equals(plan.name()))
                                    .toList())
                            .isEqualTo(truth.predictions());
                }
            }
        }
    }

    @Test
    void publishedModelsNameTheRowsThatAreGone() throws Exception {
        TrainerSettings settings = settings(new RowAgeing(1, 1), 1, 4_000);
        try (TrainerHarness trainer = TrainerHarness.start(settings, Backend.ROCKSDB)) {
            trainer.follow(Feed.of(stream.log(), settings.variants()));
            trainer.end();
            Set<RowKey> before = new HashSet<>();
            Set<RowKey> now = new HashSet<>();
            long gone = 0;
            for (ModelSlice slice : trainer.slices()) {
                if (!slice.variant().equals("tesla")) {
                    continue;
                }
                if (slice instanceof ModelSlice.Rows rows) {
                    now.addAll(keys(rows.fields(), rows.ids()));
                } else if (slice instanceof ModelSlice.Gone some) {
                    List<RowKey> keys = keys(some.fields(), some.ids());
                    gone += keys.size();
                    assertThat(now).doesNotContainAnyElementsOf(keys);
                    before.removeAll(keys);
                } else if (slice instanceof ModelSlice.End) {
                    // Whoever takes the named rows away and adds those that came has the whole model.
                    assertThat(now).containsAll(before);
                    before = now;
                    now = new HashSet<>();
                }
            }
            assertThat(gone).isPositive();
        }
    }

    @Test
    void sweepsGoOnWhereverTheyAreInterrupted() throws Exception {
        TrainerSettings settings = settings(new RowAgeing(1, 1), 1, 4_000);
        List<Feed.Step> feed = Feed.of(stream.log(), settings.variants());
        Set<String> expected = new HashSet<>();
        try (TrainerHarness undisturbed = TrainerHarness.start(settings, Backend.HEAP)) {
            undisturbed.follow(feed);
            undisturbed.end();
            undisturbed.slices().forEach(slice -> gone(slice, expected));
            assertThat(expected).isNotEmpty();
        }
        Set<String> found = new HashSet<>();
        TrainerHarness trainer = TrainerHarness.start(settings, Backend.HEAP);
        try {
            for (Feed.Step step : feed) {
                trainer.take(step);
                int turns = 0;
                int patience = 1;
                while (trainer.turn()) {
                    // Later and later, since what is under way begins again: so all kinds of work are interrupted, and
                    // end.
                    if (++turns == patience) {
                        turns = 0;
                        patience++;
                        trainer.slices().forEach(slice -> gone(slice, found));
                        long mark = ((Feed.Mark) step).time();
                        TrainerHarness after = TrainerHarness.restore(settings, Backend.HEAP, trainer.snapshot());
                        trainer.close();
                        trainer = after;
                        trainer.watermark(mark);
                    }
                }
            }
            trainer.end();
            trainer.slices().forEach(slice -> gone(slice, found));
            for (VariantReport report : trainer.reports()) {
                VariantPlan plan = settings.variants().stream()
                        .filter(one -> one.name().equals(report.variant()))
                        .findFirst()
                        .orElseThrow();
                assertThat(report.parametersSha256())
                        .isEqualTo(Truth.of(plan, stream.log(), settings).parametersSha256());
            }
        } finally {
            trainer.close();
        }
        assertThat(found).isEqualTo(expected);
    }

    private static void gone(ModelSlice slice, Set<String> into) {
        if (slice instanceof ModelSlice.Gone some) {
            keys(some.fields(), some.ids()).forEach(key -> into.add(some.variant() + some.epoch() + key));
        }
    }

    private static List<RowKey> keys(int[] fields, long[] ids) {
        List<RowKey> keys = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            keys.add(new RowKey(fields[i], ids[i]));
        }
        return keys;
    }
}
