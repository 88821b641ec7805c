package io.afterclick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.job.Repairs;
import io.afterclick.synthetic.DamageSettings;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bad records do to a model: nothing; and what repairing them does: all that they would have done. */
final class DeadLetterBacktestTest {

    private static final Duration BOUND = Duration.ofMinutes(5);

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void backtestOverDamage() throws IOException {
        generate("sound", DamageSettings.NONE);
        generate("damaged", new DamageSettings(0, .05, .02, .02, .01, .001, 11, BOUND, false));
        backtest("damaged");
    }

    private static void generate(String name, DamageSettings damage) throws IOException {
        Generator.generate(
                new GenerateSettings(Profile.EVENTS, 6_000, 6, 3, folder.resolve(name), .25, false, false, damage),
                ProgressListener.NONE);
    }

    private static JsonNode backtest(String input) throws IOException {
        Path out = folder.resolve("of-" + input);
        CommandRun run = CommandRun.of(
                "backtest",
                "--input",
                "events:" + folder.resolve(input),
                "--out",
                out.toString(),
                "--models",
                "tesla",
                "--pretrain",
                "0..2",
                "--stream",
                "4..5",
                "--segment",
                "6 h",
                "-Dtrainer.embedding-dimension=4",
                "-Dtrainer.cache-size=32 mb",
                "-Djourney.conversion-attribution=1 d",
                "-Djourney.refund-attribution=1 d");
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        return tesla(input);
    }

    private static JsonNode tesla(String input) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("of-" + input).resolve("summary.json").toFile())
                .at("/variants/tesla");
    }

    private static void replay(Path repairs, String out) {
        CommandRun run = CommandRun.of(
                "deadletters",
                "replay",
                "--letters",
                folder.resolve("of-damaged").toString(),
                "--input",
                "events:" + folder.resolve("damaged"),
                "--repairs",
                repairs.toString(),
                "--out",
                folder.resolve(out).toString());
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
    }

    private static void assertSameModel(JsonNode found, JsonNode expected) {
        for (String figure : Set.of("parametersSha256", "optimiserSha256", "cvr", "netcvr")) {
            assertThat(found.path(figure)).as(figure).isEqualTo(expected.path(figure));
            assertThat(found.has(figure)).isTrue();
        }
    }

    @Test
    void parametersAreThoseOfTheCleanSubset() throws IOException {
        replay(Repairs.dropping(folder.resolve("of-damaged"), folder.resolve("drop.jsonl")), "clean");
        assertSameModel(backtest("clean"), tesla("damaged"));
    }

    @Test
    void parametersAfterARepairAreThoseOfRecordsThatWereNeverBroken() throws IOException {
        Path repairs = Repairs.restoring(
                folder.resolve("of-damaged"),
                folder.resolve("sound"),
                Set.of("MALFORMED", "INVALID"),
                folder.resolve("repairs.jsonl"));
        replay(repairs, "repaired");
        generate("never-broken", new DamageSettings(0, .05, .02, .02, 0, 0, 11, BOUND, false));
        JsonNode repaired = backtest("repaired");
        assertSameModel(repaired, backtest("never-broken"));
        assertThat(repaired.path("parametersSha256"))
                .isNotEqualTo(tesla("damaged").path("parametersSha256"));
    }
}
