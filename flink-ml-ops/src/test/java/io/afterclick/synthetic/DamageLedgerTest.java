package io.afterclick.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ledger of every damaged log equals a recount that knows nothing of how it was made. */
final class DamageLedgerTest {

    private static final Duration BOUND = Duration.ofMinutes(5);

    @TempDir
    Path out;

    @ParameterizedTest(name = "seed {0}, {1} clicks, each damage {2}, overlapping {3}")
    @CsvSource({"1,20000,.02,false", "2,20000,.18,false", "3,20000,.05,true", "4,20000,.4,true", "5,300,.15,false"})
    void ledgerOfEventsEqualsRecount(long seed, long clicks, double rate, boolean overlapping) throws IOException {
        DamageSettings damage =
                new DamageSettings(rate, rate, rate, rate, rate, rate / 2, seed + 7, BOUND, overlapping);
        GenerateReport report = generate(Profile.EVENTS, clicks, seed, damage, false);
        assertSame(report, EventsRecount.of(out, BOUND.toMillis()));
    }

    @ParameterizedTest(name = "only {0}")
    @CsvSource({
        "outOfOrder,.3,0,0,0,0,0",
        "duplicates,0,.3,0,0,0,0",
        "unmatched,0,0,.3,0,0,0",
        "late,0,0,0,.3,0,0",
        "malformed,0,0,0,0,.3,0",
        "notFinite,0,0,0,0,0,.3"
    })
    void eachDamageAloneIsCounted(
            String name,
            double outOfOrder,
            double duplicates,
            double unmatched,
            double late,
            double malformed,
            double notFinite)
            throws IOException {
        DamageSettings damage =
                new DamageSettings(outOfOrder, duplicates, unmatched, late, malformed, notFinite, 3, BOUND, false);
        GenerateReport report = generate(Profile.EVENTS, 10_000, 11, damage, false);
        assertSame(report, EventsRecount.of(out, BOUND.toMillis()));
        JsonNode damaged = json().get("damaged");
        for (JsonNode file : damaged) {
            assertThat(file.has(name)).isTrue();
            // What was to be late and met the end of its file first is only out of order.
            int others = name.equals("late") ? file.path("outOfOrder").asInt() : 0;
            assertThat(others).isLessThan(10);
            assertThat(file).hasSize(others > 0 ? 2 : 1);
        }
        // Clicks match nothing and have no amount.
        boolean notOfClicks = name.equals("unmatched") || name.equals("notFinite");
        String file = notOfClicks ? "purchases.csv" : "clicks.csv";
        long records = notOfClicks ? (long) report.value("purchases") : 10_000;
        assertThat(damaged.get(file).get(name).asLong()).isBetween((long) (.25 * records), (long) (.35 * records));
    }

    @ParameterizedTest(name = "{0}, raw {1}, overlapping {2}")
    @CsvSource({
        "CASCADE,false,false",
        "CASCADE,true,false",
        "CASCADE,false,true",
        "TRACE,false,false",
        "TRACE,false,true"
    })
    void ledgerOfOfficialRowsEqualsRecount(Profile profile, boolean raw, boolean overlapping) throws IOException {
        DamageSettings damage = new DamageSettings(.1, 0, .1, 0, .1, 5, BOUND, overlapping);
        GenerateReport report = generate(profile, 10_000, 4, damage, raw);
        Path file = report.files().get(0);
        assertSame(report, profile == Profile.TRACE ? RowsRecount.ofTrace(file) : RowsRecount.ofCascade(file));
        assertThat(report.expected().orElseThrow().deadLetters().values().stream()
                        .filter(count -> count > 0))
                .hasSize(2);
    }

    @Test
    void damageIsListedLineByLine() throws IOException {
        generate(Profile.EVENTS, 5_000, 2, new DamageSettings(.02, .02, .02, .02, .02, 5, BOUND, false), false);
        List<String> listed = Files.readAllLines(out.resolve(ReportFiles.LEDGER_LINES));
        long counted = 0;
        for (JsonNode file : json().get("damaged")) {
            for (JsonNode count : file) {
                counted += count.asLong();
            }
        }
        assertThat(listed).hasSize((int) counted + 1).startsWith("file,line,damage");
        List<byte[]> clicks = Recount.lines(out.resolve("clicks.csv"));
        for (String line : listed) {
            String[] columns = line.split(",");
            if (columns[0].equals("clicks.csv") && columns[2].equals("malformed")) {
                String[] broken = Recount.columns(clicks.get(Integer.parseInt(columns[1]) - 1), ",");
                assertThat(broken.length == 26 && broken[3].matches("\\d+")).isFalse();
            }
        }
    }

    @Test
    void damageSeedLeavesTheLogUnderItAlone() throws IOException {
        GenerateReport sound = generate(Profile.EVENTS, 3_000, 2, DamageSettings.NONE, false);
        DamageSettings damage = new DamageSettings(.1, .1, .1, .1, .1, 5, BOUND, false);
        GenerateReport damaged = generate(Profile.EVENTS, 3_000, 2, damage, false);
        assertThat(damaged.statistics()).isEqualTo(sound.statistics());
    }

    @Test
    void soundLogHasNoLedgerNotEvenAnOldOne() throws IOException {
        generate(Profile.EVENTS, 100, 2, new DamageSettings(.1, .1, .1, .1, .1, 5, BOUND, false), false);
        assertThat(out.resolve(ReportFiles.LEDGER)).exists();
        generate(Profile.EVENTS, 100, 2, DamageSettings.NONE, false);
        assertThat(out.resolve(ReportFiles.LEDGER)).doesNotExist();
        assertThat(out.resolve(ReportFiles.LEDGER_LINES)).doesNotExist();
        ExpectedCounts counts = EventsRecount.of(out, 0);
        assertThat(counts.deadLetters().values()).containsOnly(0L);
    }

    private void assertSame(GenerateReport report, ExpectedCounts recount) throws IOException {
        assertThat(report.expected()).contains(recount);
        JsonNode expected = json().get("expected");
        assertThat(new ObjectMapper().treeToValue(expected, ExpectedCounts.class))
                .isEqualTo(recount);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.resolve(ReportFiles.LEDGER).toFile());
    }

    private GenerateReport generate(Profile profile, long clicks, long seed, DamageSettings damage, boolean raw)
            throws IOException {
        return Generator.generate(
                new GenerateSettings(profile, clicks, 2, seed, out, 0.25, false, raw, damage), ProgressListener.NONE);
    }
}
