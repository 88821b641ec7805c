package io.afterclick.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.journey.GoldenCascade.Step;
import io.afterclick.journey.delivery.Deliveries;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The baselines deliver what the published code delivers. */
class GoldenBaselinesTest {

    /** Delivered exactly on the boundary of a segment, where the published code's floating point put them one earlier. */
    private static final Set<Integer> ON_A_BOUNDARY = Set.of(25, 26);

    /** Its purchase comes exactly when attribution closes. */
    private static final int PURCHASE_AT_THE_CLOSE = 8;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"FNC, fnc, 85", "FNW, fnw, 85", "ESDFM, es-dfm, 72", "DEFUSE, defuse, 72", "DEFER, defer, 108"})
    void baselineTrainsThePublishedRowsInThePublishedOrder(String stream, String name, int steps) {
        assertThat(published(stream)).hasSize(steps);
        assertThat(ours(name)).containsExactlyElementsOf(published(stream));
    }

    /** The published DDFM takes a purchase exactly at the close neither as a conversion nor as none; to us it is none. */
    @Test
    void ddfmConfirmsTheNegativeWhosePurchaseComesAtTheClose() {
        List<Step> ours = ours("ddfm");
        Step confirmed =
                new Step(30, PURCHASE_AT_THE_CLOSE, SampleTask.CVR, 0, GoldenLog.millis(1_468_870) + 3 * Moments.DAY);

        assertThat(ours).containsOnlyOnce(confirmed);
        assertThat(published("DDFM")).doesNotContain(confirmed).hasSize(ours.size() - 1);
        assertThat(ours).filteredOn(step -> !step.equals(confirmed)).containsExactlyElementsOf(published("DDFM"));
    }

    private static List<Step> ours(String name) {
        return GoldenCascade.ours(
                GoldenCascade.live(Deliveries.of(name).deliveries().get(0)), ON_A_BOUNDARY);
    }

    /** Where a published row is of both stages, we train the conversions of an instant before its refunds. */
    private static List<Step> published(String stream) {
        return GoldenCascade.published(stream, ON_A_BOUNDARY).stream()
                .sorted(Comparator.comparingLong(Step::at).thenComparing(Step::task))
                .toList();
    }
}
