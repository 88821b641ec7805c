package io.afterclick.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.EventKind;
import io.afterclick.intake.EventFiles;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.LocalFiles;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.Delivered.GmvState;
import io.afterclick.journey.Delivered.NetOutcome;
import io.afterclick.journey.Delivery;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.journey.Trajectory;
import io.afterclick.journey.delivery.GmvOutcomeDelivery;
import io.afterclick.journey.delivery.NetOracleDelivery;
import io.afterclick.journey.delivery.NetOutcomeDelivery;
import io.afterclick.journey.delivery.ReaderDelivery;
import io.afterclick.journey.delivery.TeslaDelivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogReaderTest {

    /** 2025-05-01T00:00Z; the last event comes 20 s later. */
    private static final long START = 1_746_057_600_000L;

    @TempDir
    private Path folder;

    private long refundWindow = 4000;

    @BeforeEach
    void writeEvents() throws IOException {
        // b buys after a second, again after six, and gives the first back after three; c comes too late to be taken.
        write(
                "clicks.csv",
                "click_id,user_id,item_id,event_time_ms,row",
                "a,u,i,0,1",
                "b,u,i,2000,2",
                "d,u,i,20000,3",
                "c,u,i,9000,4");
        write("purchases.csv", "purchase_id,click_id,event_time_ms,amount", "p,b,3000,10", "q,b,8000,30.5");
        write("refunds.csv", "refund_id,purchase_id,click_id,event_time_ms,amount", "r,p,b,6000,10");
    }

    private void write(String name, String header, String... rows) throws IOException {
        StringBuilder text = new StringBuilder(header).append('\n');
        for (String row : rows) {
            String[] fields = row.split(",");
            int time = header.startsWith("refund") ? 3 : header.startsWith("click") ? 3 : 2;
            fields[time] = Long.toString(START + Long.parseLong(fields[time]));
            text.append(String.join(",", fields)).append('\n');
        }
        Files.writeString(folder.resolve(name), text);
    }

    private TrialLog read(Tracked tracked, List<Delivery> deliveries) throws IOException {
        InputSpec input = new InputSpec(InputSpec.Kind.EVENTS, folder);
        List<String> features = new EventFiles(new LocalFiles())
                .declaredFeatures(input.files(EventKind.CLICK).get(0));
        IntakeSettings settings = new IntakeSettings(features, 0, Long.MAX_VALUE, 1 << 20, false);
        return new LogReader(new JourneyWindows(5000, refundWindow, 500, 500, 7000, tracked), deliveries)
                .read(input, settings, 10_000);
    }

    @Test
    void netConversionsAreFollowedToTheEndOfTheLog() throws IOException {
        TrialLog log = read(
                Tracked.NET_CONVERSION,
                List.of(new TeslaDelivery(), new NetOracleDelivery(), new NetOutcomeDelivery()));

        assertThat(log.coveredUntil()).isEqualTo(START + 20_000 - 9000);
        assertThat(log.clicks()).extracting(click -> click.id()).containsExactlyInAnyOrder("a", "b", "d");
        assertThat(log.completeOutcomes())
                .extracting(outcome -> ((NetOutcome) outcome).trajectory())
                .containsExactlyInAnyOrder(Trajectory.N_CONV, Trajectory.D_CONV_D_REFUND);
        // Observed, converted, kept, refunded; the others are observed only.
        assertThat(log.samplesOf(TeslaDelivery.NAME)).hasSize(6);
        assertThat(log.samplesOf(NetOracleDelivery.NAME)).hasSize(3);
        assertThat(log.samplesOf(ReaderDelivery.NAME)).isEmpty();
        assertThat(knownAt(log, "a")).isEqualTo(START + 5000);
        assertThat(knownAt(log, "b")).isEqualTo(START + 6000);
    }

    @Test
    void clickIsJudgedByItsTimeAndNotByItsLabel() throws IOException {
        refundWindow = 15_000;
        TrialLog log = read(Tracked.NET_CONVERSION, List.of(new NetOutcomeDelivery()));

        // The refund of b was decided long before the end of the log, but a conversion kept would not have been.
        assertThat(log.outcomes()).hasSize(3);
        assertThat(log.completeOutcomes())
                .extracting(outcome -> outcome.click().id())
                .containsExactly("a");
    }

    @Test
    void grossValueIsKnownAtTheCloseOfAttribution() throws IOException {
        TrialLog log = read(Tracked.GMV, List.of(new ReaderDelivery(), new GmvOutcomeDelivery()));

        Settled b = settled(log, "b");
        assertThat(b.click().purchases())
                .containsExactly(new GmvState(1000, 1, 10_000_000), new GmvState(6000, 2, 40_500_000));
        assertThat(b.knownAt()).isEqualTo(START + 9000);
        assertThat(log.samplesOf(ReaderDelivery.NAME)).hasSize(3);
        assertThat(log.completeOutcomes())
                .extracting(outcome -> ((GmvOutcome) outcome).grossMicros())
                .containsExactlyInAnyOrder(0L, 40_500_000L);
    }

    private static Settled settled(TrialLog log, String id) {
        return log.settled().stream()
                .filter(one -> one.click().click().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static long knownAt(TrialLog log, String id) {
        return settled(log, id).knownAt();
    }
}
