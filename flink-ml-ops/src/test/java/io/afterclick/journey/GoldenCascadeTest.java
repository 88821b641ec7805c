package io.afterclick.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.NetOutcome;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.GoldenCascade.Step;
import io.afterclick.journey.delivery.NetOracleDelivery;
import io.afterclick.journey.delivery.NetOutcomeDelivery;
import io.afterclick.journey.delivery.TeslaDelivery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Delivers what the published code delivers, in the order in which it trains. */
class GoldenCascadeTest {

    /** Delivered exactly on the boundary of a segment, where the published code's floating point put it one earlier. */
    private static final Set<Integer> TESLA_ON_A_BOUNDARY = Set.of(26);

    private static final Set<Integer> ORACLE_ON_A_BOUNDARY = Set.of(25);

    @Test
    void teslaTrainsThePublishedRowsInThePublishedOrder() {
        List<Step> published = GoldenCascade.published("TESLA", TESLA_ON_A_BOUNDARY);

        assertThat(published).hasSize(65);
        assertThat(GoldenCascade.ours(GoldenCascade.live(new TeslaDelivery()), TESLA_ON_A_BOUNDARY))
                .containsExactlyElementsOf(published);
    }

    @Test
    void delayedConversionsAreThePublishedOnes() {
        List<Integer> published = new ArrayList<>();
        for (JsonNode row : GoldenLog.rows("tesla_delivery.json", "TESLA")) {
            if (row.get("delay_flag").asInt() == 1) {
                published.add(row.get("id").asInt());
            }
        }
        List<Sample> trained =
                GoldenLog.trained(GoldenCascade.live(new TeslaDelivery()), GoldenCascade.START, Long.MAX_VALUE);

        assertThat(trained)
                .filteredOn(sample -> isDelayedConversion((ConversionSample) sample))
                .extracting(sample ->
                        Integer.parseInt(sample.click().features().values().get(0)))
                .isEqualTo(published);
    }

    /** The published oracle trains its rows in file order, so row 25 stands before the earlier row 26. */
    @Test
    void oracleTrainsThePublishedRowsInTheOrderOfTheirClicks() {
        List<Step> published = GoldenCascade.published("ORACLE", ORACLE_ON_A_BOUNDARY).stream()
                .sorted(Comparator.comparingLong(Step::at))
                .toList();

        assertThat(published).hasSize(27);
        assertThat(GoldenCascade.ours(GoldenCascade.live(new NetOracleDelivery()), ORACLE_ON_A_BOUNDARY))
                .containsExactlyElementsOf(published);
    }

    @Test
    void outcomesAreThePublishedTruth() {
        Map<Integer, String> ours = new HashMap<>();
        for (Delivered delivered : GoldenCascade.live(new NetOutcomeDelivery()).delivered) {
            Trajectory trajectory = ((NetOutcome) delivered).trajectory();
            boolean kept = trajectory.paid() && !trajectory.refunded();
            ours.put(
                    Integer.parseInt(delivered.click().features().values().get(0)),
                    (trajectory.paid() ? 1 : 0) + "," + (kept ? 1 : 0));
        }
        Map<Integer, String> published = new HashMap<>();
        for (String stream : List.of("TESLA", "DEFER", "ORACLE")) {
            for (JsonNode row : GoldenLog.rows("tesla_delivery.json", stream)) {
                published.put(
                        row.get("id").asInt(),
                        row.get("true_pay").asInt() + "," + row.get("true_net").asInt());
            }
        }

        assertThat(ours).hasSize(30).isEqualTo(published);
    }

    private static boolean isDelayedConversion(ConversionSample sample) {
        return sample.task() == SampleTask.CVR
                && sample.paid()
                && sample.conversionDelay() > GoldenCascade.WINDOWS.conversionObservation();
    }
}
