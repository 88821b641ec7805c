package io.afterclick.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Click;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.Delivered.NetOutcome;
import io.afterclick.journey.Trajectory;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;
import io.afterclick.metrics.Metric;
import io.afterclick.metrics.MissingReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SegmentJudgeTest {

    private static final StepResult APPLIED = new StepResult(true, 0, new double[0], 0, 0);
    private static final StepResult REFUSED = new StepResult(false, Double.NaN, new double[0], 0, 0);

    private static Click click(String id) {
        return Given.click(id, 0, 0);
    }

    private static NetOutcome net(String id, Trajectory trajectory) {
        return new NetOutcome(click(id), 0, trajectory, Delivered.UNKNOWN, Delivered.UNKNOWN);
    }

    private static void score(SegmentJudge judge, long segment, String id, double cvr, double rfr) {
        Scores scores = new Scores(EnumSet.of(Quantity.CVR, Quantity.RFR, Quantity.NETCVR));
        scores.require(1);
        scores.of(Quantity.CVR)[0] = cvr;
        scores.of(Quantity.RFR)[0] = rfr;
        scores.of(Quantity.NETCVR)[0] = cvr * (1 - rfr);
        judge.scored(segment, click(id), scores, 0);
    }

    @Test
    void refundedConversionCountsForConversionAlone() {
        SegmentJudge judge = new SegmentJudge(List.of(
                net("kept", Trajectory.D_CONV),
                net("refunded", Trajectory.I_CONV_D_REFUND),
                net("none", Trajectory.N_CONV)));
        score(judge, 1, "kept", 0.5, 0);
        score(judge, 1, "refunded", 0.75, 0.5);
        score(judge, 1, "none", 0.25, 0);
        score(judge, 1, "unknown", 0.9, 0);
        score(judge, 3, "unknown", 0.9, 0);

        TrialResult result = judge.result();

        assertThat(result.segments()).hasSize(2);
        SegmentResult first = result.segments().get(0);
        assertThat(first.scored()).isEqualTo(4);
        assertThat(first.incomplete()).isEqualTo(1);
        assertThat(first.metrics()).containsOnlyKeys(Quantity.CVR, Quantity.NETCVR);
        assertThat(result.mean(Quantity.CVR, Measure.AUC).mean()).isEqualTo(Metric.of(1));
        assertThat(result.mean(Quantity.CVR, Measure.PCOC).mean()).isEqualTo(Metric.of(0.75));
        // One positive, 0.5, against 0.375 and 0.25.
        assertThat(result.mean(Quantity.NETCVR, Measure.AUC).mean()).isEqualTo(Metric.of(1));
        assertThat(result.mean(Quantity.NETCVR, Measure.PCOC).mean()).isEqualTo(Metric.of(1.125));
        // The segment without a known outcome is left out, and counted.
        assertThat(result.mean(Quantity.CVR, Measure.AUC).leftOut()).containsEntry(MissingReason.NO_ROWS, 1L);
        assertThat(result.mean(Quantity.GMV, Measure.AUC).mean()).isEqualTo(Metric.missing(MissingReason.NO_ROWS));
    }

    @Test
    void grossValueIsJudgedOverClicksWithAPurchase() {
        SegmentJudge judge = new SegmentJudge(List.of(
                new GmvOutcome(click("a"), 0, 1, 10_000_000, 0),
                new GmvOutcome(click("b"), 0, 2, 40_000_000, 40_000_000),
                new GmvOutcome(click("c"), 0, 0, 0, 0)));
        for (String id : List.of("a", "b", "c")) {
            Scores scores = new Scores(Set.of(Quantity.GMV));
            scores.require(1);
            scores.of(Quantity.GMV)[0] = id.equals("a") ? 20 : 42;
            judge.scored(2, click(id), scores, 0);
        }
        judge.trained(0, 0, 40, APPLIED);
        judge.trained(0, 1, 39, REFUSED);

        TrialResult result = judge.result();

        assertThat(result.mean(Quantity.GMV, Measure.AUC).mean()).isEqualTo(Metric.of(1));
        assertThat(result.mean(Quantity.GMV, Measure.ACC).mean()).isEqualTo(Metric.of(0.5));
        assertThat(result.mean(Quantity.GMV, Measure.PCOC).mean()).isEqualTo(Metric.of(62.0 / 50));
        assertThat(result.samples()).isEqualTo(40);
        assertThat(result.steps()).isEqualTo(1);
        assertThat(result.refused()).isEqualTo(1);
    }
}
