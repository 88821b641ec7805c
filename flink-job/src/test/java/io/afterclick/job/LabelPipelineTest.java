package io.afterclick.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.EventKind;
import io.afterclick.event.RefusalReason;
import io.afterclick.job.count.CountNames;
import io.afterclick.job.output.CommittedFiles;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.Summary;
import io.afterclick.synthetic.DamageSettings;
import io.afterclick.synthetic.ExpectedCounts;
import io.afterclick.synthetic.GenerateReport;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same input gives the same files: at any parallelism, in any order within the bound, whatever fails in between. */
final class LabelPipelineTest {

    private static final int CLICKS = 3_000;
    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final DamageSettings ALL_DAMAGE = new DamageSettings(.1, .05, .02, .02, .02, 5, BOUND, false);
    private static final DamageSettings DISORDER = new DamageSettings(.3, .05, 0, 0, 0, 5, BOUND, false);

    @RegisterExtension
    static final TestCluster CLUSTER = new TestCluster();

    @TempDir
    static Path folder = Path.of("");

    private static Path damaged = Path.of("");
    private static GenerateReport report = new GenerateReport(List.of(), List.of(), Optional.empty());
    private static RunContent truth = new RunContent(List.of(), List.of(), List.of());

    @BeforeAll
    static void runOnceUndisturbed() throws Exception {
        damaged = folder.resolve("damaged");
        report = generate(damaged, ALL_DAMAGE);
        truth = pipeline(damaged, "truth").run(CLUSTER, 1).content();
        assertThat(truth.samples()).hasSizeGreaterThan(CLICKS);
        assertThat(truth.outcomes()).hasSizeGreaterThan(CLICKS * 9 / 10);
        assertThat(truth.deadLetters()).isNotEmpty();
    }

    @ParameterizedTest(name = "parallelism {0}")
    @ValueSource(ints = {2, 4})
    void parallelismChangesNothing(int parallelism) throws Exception {
        pipeline(damaged, "at-" + parallelism)
                .run(CLUSTER, parallelism)
                .content()
                .assertSameAs(truth);
    }

    @Test
    void disorderWithinTheBoundAndDuplicatesChangeNoLabel() throws Exception {
        generate(folder.resolve("sound"), DamageSettings.NONE);
        GenerateReport shuffled = generate(folder.resolve("shuffled"), DISORDER);
        RunContent sound =
                pipeline(folder.resolve("sound"), "of-sound").run(CLUSTER, 2).content();
        RunContent disordered = pipeline(folder.resolve("shuffled"), "of-shuffled")
                .run(CLUSTER, 2)
                .content();
        assertThat(disordered.samples()).isEqualTo(sound.samples());
        assertThat(disordered.outcomes()).isEqualTo(sound.outcomes());
        long duplicates = shuffled.expected().orElseThrow().deadLetters().getOrDefault("DUPLICATE", 0L);
        assertThat(disordered.deadLetters()).hasSize(sound.deadLetters().size() + (int) duplicates);
    }

    @Test
    void everyRecordIsAccountedForAsTheLedgerSays() throws Exception {
        // READER keeps journeys open for as long as the log's purchases may take.
        Pipeline reader = Pipeline.of(damaged, folder.resolve("of-reader"), "reader", FileFormat.AVRO);
        Summary found = reader.run(CLUSTER, 2).summary();
        ExpectedCounts expected = report.expected().orElseThrow();
        for (EventKind kind : EventKind.values()) {
            assertThat(found.count(CountNames.records(kind)))
                    .as("%s", kind)
                    .isEqualTo(expected.records().get(kind.plural()));
        }
        for (RefusalReason reason : RefusalReason.values()) {
            assertThat(found.count(CountNames.deadLetters(reason)))
                    .as("%s", reason)
                    .isEqualTo(expected.deadLetters().getOrDefault(reason.name(), 0L));
        }
        assertThat(found.applied()).isEqualTo(expected.applied());
        assertThat(found.outOfAttribution()).isEqualTo(expected.outOfAttribution());
        assertThat(found.records()).isEqualTo(found.applied() + found.outOfAttribution() + found.deadLetters());
        assertThat(reader.content().deadLetters()).hasSize((int) found.deadLetters());
        assertThat(reader.content().outcomes()).hasSize((int) found.count(CountNames.OUTCOMES));
    }

    @ParameterizedTest(name = "{0} fail after {1} records")
    @CsvSource({"CLICK, 1500", "PURCHASE, 150", "CLICK, 10"})
    void failureDoublesNothingAndLosesNothing(EventKind kind, long records) throws Exception {
        String name = "failed-" + kind + "-" + records;
        Pipeline undisturbed = pipeline(damaged, "whole-" + name).run(CLUSTER, 2);
        Pipeline disturbed =
                pipeline(damaged, name).failing(kind, name, records).run(CLUSTER, 2);
        assertThat(HaltingSource.reached(name)).isCompleted();
        disturbed.content().assertSameAs(truth);
        assertThat(disturbed.summary().content(0))
                .isEqualTo(undisturbed.summary().content(0));
    }

    @ParameterizedTest(name = "from {0} to {1}")
    @CsvSource({"1, 2", "4, 1"})
    void stoppedJobGoesOnAtAnotherParallelism(int before, int after) throws Exception {
        String name = "stopped-" + before + "-" + after;
        Map<EventKind, Long> halts = Map.of(EventKind.CLICK, 1500L, EventKind.PURCHASE, 200L, EventKind.REFUND, 40L);
        Pipeline first = pipeline(damaged, name);
        halts.forEach((kind, records) -> first.stopping(kind, name + kind, records));
        JobID job = CLUSTER.submit(first.job(before));
        for (EventKind kind : halts.keySet()) {
            HaltingSource.reached(name + kind).get(60, TimeUnit.SECONDS);
        }
        String savepoint = CLUSTER.stop(job, folder.resolve("savepoints"));
        assertThat(first.content().samples()).hasSizeLessThan(truth.samples().size());

        Pipeline second = pipeline(damaged, name);
        CLUSTER.awaitEnd(CLUSTER.submit(second.resumed(after, savepoint)));
        second.content().assertSameAs(truth);
        Summary whole = pipeline(damaged, "whole-" + name).run(CLUSTER, 1).summary();
        assertThat(second.summary().content(0)).isEqualTo(whole.content(0));
    }

    @Test
    void commaSeparatedFilesSayTheSame() throws Exception {
        Path avro = folder.resolve("truth");
        Path csv = folder.resolve("of-csv");
        Pipeline.of(damaged, csv, "tesla", FileFormat.CSV).run(CLUSTER, 2);
        for (String output : List.of("samples", "outcomes", "dead-letters")) {
            List<String> expected = new ArrayList<>();
            for (GenericRecord record : RunContent.records(avro.resolve(output))) {
                expected.add(row(record));
            }
            List<String> found = new ArrayList<>();
            TreeSet<String> headers = new TreeSet<>();
            for (Path file : CommittedFiles.of(csv.resolve(output))) {
                List<String> lines = Files.readAllLines(file);
                headers.add(lines.get(0));
                found.addAll(lines.subList(1, lines.size()));
            }
            assertThat(headers).as(output).hasSize(1);
            expected.sort(Comparator.naturalOrder());
            found.sort(Comparator.naturalOrder());
            assertThat(found).as(output).isEqualTo(expected);
        }
    }

    private static String row(GenericRecord record) {
        List<String> values = new ArrayList<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (value instanceof List<?> list) {
                list.forEach(element -> values.add(String.valueOf(element)));
            } else if (value instanceof ByteBuffer bytes) {
                values.add(Base64.getEncoder().encodeToString(bytes.array()));
            } else {
                values.add(value == null ? "" : String.valueOf(value));
            }
        }
        return values.stream().map(LabelPipelineTest::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static Pipeline pipeline(Path input, String out) throws IOException {
        return Pipeline.of(input, folder.resolve(out), "tesla", FileFormat.AVRO);
    }

    private static GenerateReport generate(Path out, DamageSettings damage) throws IOException {
        return Generator.generate(
                new GenerateSettings(Profile.EVENTS, CLICKS, 5, 1, out, .25, false, false, damage),
                ProgressListener.NONE);
    }
}
