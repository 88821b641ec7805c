package io.afterclick.job.count;

import io.afterclick.event.EventKind;
import io.afterclick.event.RefusalReason;
import io.afterclick.journey.Trajectory;

/** Names of the counters, shared by the operators that count and the summary that adds up. */
public final class CountNames {

    /** Clicks with at least one attributed purchase. */
    public static final String GMV_CLICKS = "gmv.clicks";
    /** Clicks with more than one attributed purchase. */
    public static final String GMV_REPURCHASE_CLICKS = "gmv.repurchaseClicks";
    /** Whole major currency units of final GMV. */
    public static final String GMV_FINAL_UNITS = "gmv.finalUnits";
    /** Micro units of final GMV beyond the whole ones. */
    public static final String GMV_FINAL_MICROS = "gmv.finalMicros";
    /** Samples of GMV at a purchase. */
    public static final String GMV_PURCHASES = "samples.gmvPurchase";
    /** Samples of final GMV. */
    public static final String GMV_GROUND_TRUTHS = "samples.gmvGroundTruth";
    /** Outcomes. */
    public static final String OUTCOMES = "outcomes";
    /** Outcomes that the input's end may have cut short. */
    public static final String INCOMPLETE_OUTCOMES = "outcomes.incomplete";

    /** Clicks that a published model has scored. */
    public static final String SCORED = "score.predictions";

    /** Predictions that were judged, with an outcome or without. */
    public static final String JUDGED = "judge.predictions";
    /** Predictions that were given up because their outcome did not come in time. */
    public static final String EXPIRED_PREDICTIONS = "judge.expiredPredictions";
    /** Clicks whose outcome was given up because a prediction did not come in time. */
    public static final String EXPIRED_OUTCOMES = "judge.expiredOutcomes";

    /** Keys that still held state when the input had ended. */
    public static final String KEYS_AT_END = "stateAtEnd.keys";
    /** Timers that were still set when the input had ended. */
    public static final String TIMERS_AT_END = "stateAtEnd.timers";

    private CountNames() {}

    public static String records(EventKind kind) {
        return "records." + kind.plural();
    }

    /** Greatest event time of a kind, in milliseconds; no count, but what is read of one kind is counted by one instance. */
    public static String logEnd(EventKind kind) {
        return "logEnd." + kind.plural();
    }

    public static String applied(EventKind kind) {
        return "applied." + kind.plural();
    }

    public static String outOfAttribution(EventKind kind) {
        return "outOfAttribution." + kind.plural();
    }

    public static String deadLetters(RefusalReason reason) {
        return "deadLetters." + reason;
    }

    /** Bytes of refused records that were kept, or the bound itself once one has not fitted. */
    public static String letterBytes(EventKind kind) {
        return "letterBytes." + kind.plural();
    }

    /** Dead letters whose record's bytes were not kept. */
    public static String lettersWithoutBytes(EventKind kind) {
        return "lettersWithoutBytes." + kind.plural();
    }

    public static String trajectory(Trajectory trajectory) {
        return "trajectories." + trajectory.label();
    }

    /** Samples of a stage of net conversion by label. */
    public static String conversionSamples(String stage, int label) {
        return "samples." + stage + "." + label;
    }
}
