package io.afterclick.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.EventKind;
import io.afterclick.event.RefusalReason;
import io.afterclick.intake.InputSpec;
import io.afterclick.job.count.CountNames;
import io.afterclick.job.output.FileFormat;
import io.afterclick.letter.LetterFolder;
import io.afterclick.letter.RepairFile;
import io.afterclick.letter.Replay;
import io.afterclick.synthetic.DamageSettings;
import io.afterclick.synthetic.ExpectedCounts;
import io.afterclick.synthetic.GenerateReport;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * One stream with a hundredth of its records corrupt, a thousandth with an amount that is no number, a twentieth twice,
 * and strays and late records: nothing fails, everything bad is found again, and repaired it is as if it had never been.
 */
final class DeadLetterReplayTest {

    private static final int CLICKS = 20_000;
    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final DamageSettings DAMAGE = new DamageSettings(0, .05, .02, .02, .01, .001, 11, BOUND, false);
    private static final DamageSettings NEVER_BROKEN = new DamageSettings(0, .05, .02, .02, 0, 0, 11, BOUND, false);

    @RegisterExtension
    static final TestCluster CLUSTER = new TestCluster();

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before the first test
    private static GenerateReport report;

    @SuppressWarnings("NullAway.Init") // before the first test
    private static Pipeline damaged;

    private static int restarts;

    @BeforeAll
    static void runOverDamage() throws Exception {
        generate("sound", DamageSettings.NONE);
        report = generate("damaged", DAMAGE);
        damaged = pipeline("damaged", "of-damaged");
        JobID job = CLUSTER.submit(damaged.job(2));
        CLUSTER.awaitEnd(job);
        restarts = CLUSTER.restarts(job);
    }

    private static GenerateReport generate(String name, DamageSettings damage) throws IOException {
        return Generator.generate(
                new GenerateSettings(Profile.EVENTS, CLICKS, 6, 3, folder.resolve(name), .25, false, false, damage),
                ProgressListener.NONE);
    }

    private static Pipeline pipeline(String input, String out) throws IOException {
        return Pipeline.of(folder.resolve(input), folder.resolve(out), "tesla+reader", FileFormat.AVRO);
    }

    @Test
    void everyRecordIsAccountedForWithoutARestart() throws Exception {
        ExpectedCounts expected = report.expected().orElseThrow();
        for (EventKind kind : EventKind.values()) {
            assertThat(damaged.summary().count(CountNames.records(kind)))
                    .as("%s", kind)
                    .isEqualTo(expected.records().get(kind.plural()));
        }
        for (RefusalReason reason : RefusalReason.values()) {
            assertThat(damaged.summary().count(CountNames.deadLetters(reason)))
                    .as("%s", reason)
                    .isEqualTo(expected.deadLetters().get(reason.name()))
                    .isPositive();
        }
        assertThat(damaged.summary().applied()).isEqualTo(expected.applied());
        assertThat(damaged.summary().lettersWithoutBytes()).isZero();
        assertThat(restarts).isZero();
    }

    @Test
    void everyBrokenRecordIsFoundWithItsBytesAndItsPlace() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        Map<String, String[]> lines = new TreeMap<>();
        List<String> ledger = Files.readAllLines(folder.resolve("damaged/ledger.csv"));
        for (String line : ledger.subList(1, ledger.size())) {
            String[] damage = line.split(",");
            if (damage[2].equals("malformed") || damage[2].equals("notFinite")) {
                String[] file = lines.computeIfAbsent(damage[0], DeadLetterReplayTest::lines);
                expected.put(damage[0] + ":" + damage[1], file[Integer.parseInt(damage[1]) - 1]);
            }
        }
        Map<String, String> found = new TreeMap<>();
        LetterFolder.open(folder.resolve("of-damaged")).forEach(letter -> {
            if (Set.of("MALFORMED", "INVALID").contains(letter.letter().getReason())) {
                String place =
                        letter.letter().getSource() + ":" + letter.letter().getLine();
                found.put(place, new String(letter.raw(), StandardCharsets.ISO_8859_1));
            }
        });
        assertThat(found).hasSizeGreaterThan(CLICKS / 100).isEqualTo(expected);
    }

    /** Every byte is a character, so that broken ones stay what they are. */
    private static String[] lines(String file) {
        try {
            return Files.readString(folder.resolve("damaged").resolve(file), StandardCharsets.ISO_8859_1)
                    .split("\n", -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void cleanSubsetSaysTheSameAndHasNoDeadLetters() throws Exception {
        Path repairs = Repairs.dropping(folder.resolve("of-damaged"), folder.resolve("drop.jsonl"));
        Replay.Result result = replay(repairs, "clean");
        assertThat(result.dropped()).isEqualTo(damaged.summary().deadLetters());
        RunContent clean = pipeline("clean", "of-clean").run(CLUSTER, 2).content();
        new RunContent(clean.samples(), clean.outcomes(), damaged.content().deadLetters())
                .assertSameAs(damaged.content());
        assertThat(clean.deadLetters()).isEmpty();
        assertThat(clean.samples()).hasSizeGreaterThan(CLICKS);
    }

    @Test
    void repairedRecordsAreAsIfTheyHadNeverBeenBroken() throws Exception {
        Path repairs = Repairs.restoring(
                folder.resolve("of-damaged"),
                folder.resolve("sound"),
                Set.of("MALFORMED", "INVALID"),
                folder.resolve("repairs.jsonl"));
        Replay.Result result = replay(repairs, "repaired");
        long broken = damaged.summary().count(CountNames.deadLetters(RefusalReason.MALFORMED))
                + damaged.summary().count(CountNames.deadLetters(RefusalReason.INVALID));
        assertThat(result.repaired()).isEqualTo(broken);
        assertThat(result.left()).isEqualTo(damaged.summary().deadLetters() - broken);
        generate("never-broken", NEVER_BROKEN);
        RunContent neverBroken =
                pipeline("never-broken", "of-never-broken").run(CLUSTER, 2).content();
        RunContent repaired =
                pipeline("repaired", "of-repaired").run(CLUSTER, 2).content();
        assertThat(repaired.samples()).isNotEqualTo(damaged.content().samples());
        new RunContent(repaired.samples(), repaired.outcomes(), List.of())
                .assertSameAs(new RunContent(neverBroken.samples(), neverBroken.outcomes(), List.of()));
    }

    private static Replay.Result replay(Path repairs, String out) throws IOException {
        Replay replay = Replay.prepare(
                LetterFolder.open(folder.resolve("of-damaged")),
                InputSpec.parse("events:" + folder.resolve("damaged")),
                RepairFile.read(repairs));
        replay.write(Files.createDirectories(folder.resolve(out)));
        return replay.result();
    }
}
