package io.afterclick.job.torture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.intake.InputSpec;
import io.afterclick.job.backtest.BacktestPlan;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import io.afterclick.trial.Days;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real cluster of several processes, killed twice. */
final class TortureRunTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void killedProcessesChangeNothing() throws Exception {
        Path events = folder.resolve("input");
        Generator.generate(GenerateSettings.of(Profile.EVENTS, 6_000, 6, 1, events), ProgressListener.NONE);
        InputSources input = InputSources.of(new InputSpec(InputSpec.Kind.EVENTS, events), false);
        Settings settings = Settings.of(
                InputSpec.Kind.EVENTS,
                null,
                Map.of(
                        "run.checkpoint-interval", "1 s",
                        "run.managed-memory-per-slot", "128 mb",
                        "trainer.cache-size", "8 mb",
                        "trainer.batch-size", "64",
                        "segment.length", "6 h",
                        "journey.conversion-attribution", "12 h",
                        "journey.refund-attribution", "12 h",
                        "journey.gmv-attribution", "12 h",
                        "restart-strategy.fixed-delay.attempts", "1000"));
        BacktestPlan plan =
                new BacktestPlan(VariantSpec.parseAll("tesla,pretrained"), new Days(0, 2), new Days(3, 5), null, true);
        Verdict verdict =
                new TortureRun(input, input.space(), plan, settings, folder.resolve("out"), System.out).run(2, 3);
        assertThat(verdict.isGood()).isTrue();
        assertThat(verdict.killed()).hasSize(2);
        for (String kind : List.of("samples", "predictions", "outcomes")) {
            assertThat(Objects.requireNonNull(verdict.sums().get(kind)).records())
                    .isGreaterThan(1_000);
        }
        JsonNode written =
                new ObjectMapper().readTree(folder.resolve("out/verdict.json").toFile());
        assertThat(written.get("kills").asInt()).isEqualTo(2);
        assertThat(written.get("hashesEqual").asBoolean()).isTrue();
        assertThat(written.get("recoverySeconds").get("worst").asDouble()).isPositive();
    }
}
