package io.afterclick.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.RefusalReason;
import io.afterclick.job.count.CountNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A broken record that is repaired while the job runs comes late: it is refused as such, or counts from now on, as it is set. */
final class LateReplayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long CLICKED = 1_750_000_000_000L;
    private static final long PURCHASED = CLICKED + Duration.ofMinutes(10).toMillis();
    private static final long SOON = CLICKED + Duration.ofHours(2).toMillis();
    private static final long LONG_AFTER = CLICKED + Duration.ofDays(30).toMillis();

    @RegisterExtension
    static final TestCluster CLUSTER = new TestCluster();

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"dead-letter, nConv, 1", "apply, dConv, 0"})
    void lateRecordFollowsTheSetting(String late, String trajectory, long refused) throws Exception {
        Path input = Files.createDirectories(folder.resolve("input"));
        write(input, "purchases-1", "p1,c1," + PURCHASED + ",ten", "p2,nobody," + SOON + ",1");
        write(input, "refunds-1", "r2,p2,nobody," + SOON + ",1");
        write(input, "clicks-1", "c1,u,i," + CLICKED + ",0", "c2,u,i," + SOON + ",0");
        Path out = folder.resolve("out");
        Pipeline live = Pipeline.watching(input, out, "tesla", Map.of("journey.late", late));
        JobID job = CLUSTER.submit(live.job(2));
        await(job, live, content -> !content.samples().isEmpty());

        write(input, "purchases-2", "p1,c1," + PURCHASED + ",10", "p3,nobody," + LONG_AFTER + ",1");
        write(input, "refunds-2", "r3,p3,nobody," + LONG_AFTER + ",1");
        write(input, "clicks-2", "c0,u,i," + CLICKED + ",0", "c3,u,i," + LONG_AFTER + ",0");
        await(job, live, content -> content.outcomes().size() == 2);
        CLUSTER.drain(job, folder.resolve("savepoints"));

        assertThat(live.content().outcomes().get(0)).contains("c1").contains(trajectory);
        long clicksTooLate = 1;
        assertThat(live.summary().count(CountNames.deadLetters(RefusalReason.LATE)))
                .isEqualTo(refused + clicksTooLate);
        assertThat(live.summary().count(CountNames.deadLetters(RefusalReason.MALFORMED)))
                .isEqualTo(1);
    }

    private static void write(Path input, String name, String... lines) throws IOException {
        String header = switch (name.substring(0, 1)) {
            case "c" -> "click_id,user_id,item_id,event_time_ms,feature";
            case "p" -> "purchase_id,click_id,event_time_ms,amount";
            default -> "refund_id,purchase_id,click_id,event_time_ms,amount";
        };
        Path aside = Files.writeString(input.resolve("." + name), header + "\n" + String.join("\n", lines) + "\n");
        Files.move(aside, input.resolve(name + ".csv"));
    }

    private static void await(JobID job, Pipeline live, Predicate<RunContent> enough) throws Exception {
        long start = System.nanoTime();
        while (!(CLUSTER.checkpoint(job) && enough.test(live.content()))) {
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("so far %s", List.of(live.content()))
                    .isLessThan(PATIENCE);
        }
    }
}
