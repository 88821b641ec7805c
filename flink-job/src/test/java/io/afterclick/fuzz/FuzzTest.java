package io.afterclick.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever comes, a parser takes it or refuses it as its contract says: no other exception, no endless loop, no memory that the input
 * is not worth. {@code deploy/bin/fuzz} does the same for longer: {@code -Dfuzz.seconds=}, {@code -Dfuzz.seed=}.
 */
final class FuzzTest {

    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 20);
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyParserKeepsItsContract() throws Exception {
        List<FuzzTarget> targets = new ArrayList<>();
        targets.addAll(EventFileTargets.all());
        targets.addAll(MessageTargets.all());
        targets.addAll(TextTargets.all(folder));
        targets.addAll(ModelTargets.all(folder));
        targets.addAll(StateTargets.all());
        long nanos = TimeUnit.SECONDS.toNanos(SECONDS) / targets.size();
        List<FuzzRun.Counts> counts = new ArrayList<>();
        for (FuzzTarget target : targets) {
            counts.add(new FuzzRun(target, SEED, nanos).run());
        }
        write(counts);
        assertThat(counts).allSatisfy(each -> {
            assertThat(each.accepted()).as("accepted by %s", each.name()).isPositive();
            assertThat(each.refused()).as("refused by %s", each.name()).isPositive();
        });
    }

    /** What the command shows. */
    private static void write(List<FuzzRun.Counts> counts) throws IOException {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "seed %d, %d s%n%-24s %12s %12s %12s%n",
                SEED,
                SECONDS,
                "parser",
                "cases",
                "accepted",
                "refused"));
        long cases = 0;
        for (FuzzRun.Counts each : counts) {
            cases += each.cases();
            table.append(String.format(
                    Locale.ROOT,
                    "%-24s %,12d %,12d %,12d%n",
                    each.name(),
                    each.cases(),
                    each.accepted(),
                    each.refused()));
        }
        table.append(String.format(Locale.ROOT, "%-24s %,12d%n", "all", cases));
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("fuzz.txt"), table);
    }
}
