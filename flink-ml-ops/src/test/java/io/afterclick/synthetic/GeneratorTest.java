package io.afterclick.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GeneratorTest {

    private static final long THREE_DAYS_MS = 3 * 24 * 3_600_000L;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Profile.class)
    void sameSettingsGiveSameBytes(Profile profile) throws IOException {
        GenerateReport first = generate(settings(profile, 3_000, 1, "a"));
        GenerateReport second = generate(settings(profile, 3_000, 1, "b"));
        GenerateReport other = generate(settings(profile, 3_000, 2, "c"));
        for (int i = 0; i < first.files().size(); i++) {
            assertThat(second.files().get(i))
                    .hasSameBinaryContentAs(first.files().get(i));
            assertThat(Files.readAllBytes(other.files().get(i)))
                    .isNotEqualTo(Files.readAllBytes(first.files().get(i)));
        }
        assertThat(folder.resolve("b/statistics.json")).hasSameBinaryContentAs(folder.resolve("a/statistics.json"));
    }

    @Test
    void damageIsAsRepeatableAsTheLog() throws IOException {
        DamageSettings damage = new DamageSettings(.05, .05, .05, .05, .05, 9, Duration.ofMinutes(5), false);
        for (String name : List.of("a", "b")) {
            generate(
                    new GenerateSettings(Profile.EVENTS, 3_000, 1, 1, folder.resolve(name), .25, false, false, damage));
        }
        for (String file : List.of("clicks.csv", "purchases.csv", "refunds.csv", "ledger.json", "ledger.csv")) {
            assertThat(folder.resolve("b").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("a").resolve(file));
        }
    }

    @Test
    void compressedFilesHoldTheSame() throws IOException {
        Path plain = generate(settings(Profile.TRACE, 2_000, 1, "a")).files().get(0);
        Path compressed = generate(new GenerateSettings(
                        Profile.TRACE, 2_000, 3, 1, folder.resolve("a"), .25, true, false, DamageSettings.NONE))
                .files()
                .get(0);
        assertThat(compressed.getFileName()).hasToString("trace.tsv.gz");
        // The plain file of the first run is gone, or a reader would find the log twice.
        assertThat(plain).doesNotExist();
        Path again = generate(settings(Profile.TRACE, 2_000, 1, "b")).files().get(0);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(compressed))) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(again));
        }
    }

    @Test
    void conversionsReachThePublishedStatistics() throws IOException {
        GenerateReport report = generate(
                new GenerateSettings(Profile.CASCADE, 200_000, 25, 3, folder, .25, false, false, DamageSettings.NONE));
        assertThat(report.value("clicks")).isEqualTo(200_000);
        assertThat(report.value("cvr")).isCloseTo(.091, within(.003));
        assertThat(report.value("refundShare3d")).isCloseTo(.25, within(.01));
        assertThat(report.value("medianConversionDelayHours")).isCloseTo(.1, within(.006));
        assertThat(report.value("medianRefundDelayHours")).isCloseTo(3.9, within(.3));
        assertThat(report.value("bayesAucCvr")).isBetween(.78, .80);
        assertThat(report.value("bayesAucRfr")).isBetween(.72, .78);
        assertThat(report.value("distinctIdsPer5000")).isBetween(11_000.0, 13_000.0);
        assertThat(report.value("hourlyCvrMax")).isGreaterThan(1.3 * report.value("hourlyCvrMin"));
        assertThat(report.value("hourlyTrafficMax")).isGreaterThan(3 * report.value("hourlyTrafficMin"));
    }

    @Test
    void refundShareIsAsAsked() throws IOException {
        for (double share : new double[] {0, .1, .6}) {
            GenerateReport report = generate(new GenerateSettings(
                    Profile.CASCADE, 50_000, 5, 3, folder, share, false, false, DamageSettings.NONE));
            assertThat(report.value("refundShare3d")).isCloseTo(share, within(.03));
        }
    }

    @Test
    void purchasesReachThePublishedStatistics() throws IOException {
        GenerateReport report = generate(
                new GenerateSettings(Profile.TRACE, 200_000, 83, 3, folder, .25, false, false, DamageSettings.NONE));
        assertThat(report.value("repurchaseShare")).isCloseTo(.535, within(.01));
        assertThat(report.value("bayesAucRepurchase")).isCloseTo(.75, within(.015));
        assertThat(report.value("logGmvMeanSingle")).isCloseTo(4.6, within(.05));
        assertThat(report.value("logGmvMeanRepurchase")).isCloseTo(5.6, within(.05));
        assertThat(report.value("logGmvDeviationSingle")).isCloseTo(1.2, within(.03));
        assertThat(report.value("logGmvDeviationRepurchase")).isCloseTo(1.2, within(.03));
        assertThat(report.value("logGmvExplainedSingle")).isCloseTo(.4, within(.03));
        assertThat(report.value("logGmvExplainedRepurchase")).isCloseTo(.4, within(.03));
        assertThat(report.value("gmvShare2h")).isLessThan(.41);
        assertThat(report.value("gmvShare3h")).isGreaterThan(.39);
        assertThat(report.value("gmvShare24h")).isCloseTo(.63, within(.015));
        assertThat(report.value("hourlyMeanGmvMin")).isCloseTo(340, within(30.0));
        assertThat(report.value("hourlyMeanGmvMax")).isCloseTo(420, within(30.0));
    }

    @Test
    void rowsOfConversionsAreInTimeOrderWithinWindows() throws IOException {
        Path file = generate(settings(Profile.CASCADE, 20_000, 5, "a")).files().get(0);
        long last = 0;
        for (String line : Files.readAllLines(file)) {
            long[] row =
                    Arrays.stream(line.split("\t")).mapToLong(Long::parseLong).toArray();
            assertThat(row).hasSize(25);
            assertThat(row[0]).isBetween(last, 3 * 86_400L - 1);
            last = row[0];
            if (row[1] == -1) {
                assertThat(row[2]).isEqualTo(-1);
            } else {
                assertThat(row[1] - row[0]).isBetween(0L, THREE_DAYS_MS / 1000 - 1);
                assertThat(row[2] == -1 || row[2] >= row[1] && row[2] - row[1] < THREE_DAYS_MS / 1000)
                        .isTrue();
            }
        }
    }

    @Test
    void rawRowsSayTheSameAsProcessedRows() throws IOException {
        Path processed =
                generate(settings(Profile.CASCADE, 5_000, 5, "a")).files().get(0);
        Path raw = generate(new GenerateSettings(
                        Profile.CASCADE, 5_000, 3, 5, folder.resolve("b"), .25, false, true, DamageSettings.NONE))
                .files()
                .get(0);
        List<String> rawLines = Files.readAllLines(raw);
        List<String> lines = Files.readAllLines(processed);
        assertThat(rawLines).hasSameSizeAs(lines);
        for (int i = 0; i < lines.size(); i++) {
            String[] expected = lines.get(i).split("\t");
            String[] found = rawLines.get(i).split("\t", -1);
            assertThat(found).hasSize(25);
            assertThat(Long.parseLong(found[0]) - 1_746_028_800).isEqualTo(Long.parseLong(expected[0]));
            for (int time = 1; time <= 2; time++) {
                String list = expected[time].equals("-1")
                        ? "[]"
                        : "[" + (1_746_028_800 + Long.parseLong(expected[time])) + "]";
                assertThat(found[time]).isEqualTo(list);
            }
            for (int f = 3; f < 25; f++) {
                assertThat(found[f]).matches("|[a-v]\\d+|\\[\"[a-v]\\d+\"(,\"[a-v]\\d+\")?]");
                if (!found[f].isEmpty()) {
                    assertThat(found[f].replaceAll("^\\[?\"?[a-v](\\d+).*", "$1"))
                            .isEqualTo(expected[f]);
                }
            }
        }
    }

    @Test
    void derivedColumnsOfPurchasesAreConsistent() throws IOException {
        List<String> lines = Files.readAllLines(
                generate(settings(Profile.TRACE, 10_000, 5, "a")).files().get(0));
        assertThat(lines.get(0)).startsWith("feature_0\tfeature_1\t").endsWith("\tprev_dirpay_amt\tprev_pay_time");
        String last = "0";
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split("\t");
            assertThat(row).hasSize(30);
            assertThat(Long.parseLong(row[22])).isGreaterThanOrEqualTo(Long.parseLong(last));
            last = row[22];
            List<String> times = list(row[23]);
            List<String> amounts = list(row[24]);
            int purchases = times.size();
            assertThat(times).isSortedAccordingTo((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)));
            assertThat(Long.parseLong(times.get(0))).isGreaterThanOrEqualTo(Long.parseLong(last));
            assertThat(Long.parseLong(times.get(purchases - 1)) - Long.parseLong(last))
                    .isLessThan(7 * 86_400);
            assertThat(amounts).hasSize(purchases).allMatch(amount -> amount.matches("\\d+\\.\\d|\\d+\\.\\d[1-9]"));
            assertThat(row[25]).isEqualTo(purchases > 1 ? "1" : "0");
            assertThat(row[27]).isEqualTo(Integer.toString(purchases));
            assertThat(list(row[29])).isEqualTo(shifted(last, times));
            assertThat(list(row[28])).isEqualTo(shifted("0.0", amounts));
            assertThat(list(row[26])).hasSize(purchases).startsWith("1").endsWith(Integer.toString(purchases));
        }
    }

    @Test
    void everyFileOfEventsIsInTimeOrderAndInsideItsWindows() throws IOException {
        GenerateReport report = generate(settings(Profile.EVENTS, 20_000, 5, "a"));
        assertThat(EventsRecount.of(folder.resolve("a"), 0).deadLetters().values())
                .containsOnly(0L);
        List<String> refunds = Files.readAllLines(report.files().get(2), StandardCharsets.UTF_8);
        assertThat(refunds.get(0)).isEqualTo("refund_id,purchase_id,click_id,event_time_ms,amount");
        assertThat(refunds).hasSize((int) report.value("refunds") + 1);
    }

    @Test
    void memoryHoldsOnlyEventsWhoseTimeHasNotCome() throws IOException {
        double shortLog = generate(settings(Profile.EVENTS, 30_000, 30, 5, "a")).value("mostWaiting");
        double longLog =
                generate(settings(Profile.EVENTS, 120_000, 120, 5, "b")).value("mostWaiting");
        assertThat(longLog).isLessThan(1.5 * shortLog).isLessThan(1_000);
    }

    @Test
    void progressEndsWithTheTotal() throws IOException {
        List<Long> heard = new ArrayList<>();
        Generator.generate(settings(Profile.CASCADE, 100_000, 5, "a"), (written, total) -> heard.add(written));
        assertThat(heard).isSorted().hasSizeGreaterThan(2).endsWith(100_000L);
    }

    @Test
    void reportReadsAsATable() throws IOException {
        GenerateReport report = generate(settings(Profile.CASCADE, 10, 5, "a"));
        assertThat(report.lines()).anyMatch(line -> line.startsWith("cvr ") && line.endsWith("clicks with a purchase"));
        assertThat(folder.resolve("a/statistics.json")).content().contains("\"distinctIdsPer5000\" : null");
    }

    private static List<String> list(String column) {
        assertThat(column).startsWith("[").endsWith("]");
        return List.of(column.substring(1, column.length() - 1).split(", "));
    }

    private static List<String> shifted(String first, List<String> list) {
        List<String> shifted = new ArrayList<>(list.subList(0, list.size() - 1));
        shifted.add(0, first);
        return shifted;
    }

    private GenerateSettings settings(Profile profile, long clicks, long seed, String name) {
        return settings(profile, clicks, 3, seed, name);
    }

    private GenerateSettings settings(Profile profile, long clicks, int days, long seed, String name) {
        return GenerateSettings.of(profile, clicks, days, seed, folder.resolve(name));
    }

    private static GenerateReport generate(GenerateSettings settings) throws IOException {
        return Generator.generate(settings, ProgressListener.NONE);
    }
}
