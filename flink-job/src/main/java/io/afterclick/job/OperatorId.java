package io.afterclick.job;

import io.afterclick.event.EventKind;

/**
 * Identity and name of every operator, declared together: the job, its tests and tools that read savepoints use the same
 * constants. A uid is what state is found by, so it never changes.
 */
public enum OperatorId {
    CLICK_SOURCE("source-clicks", "clicks"),
    PURCHASE_SOURCE("source-purchases", "purchases"),
    REFUND_SOURCE("source-refunds", "refunds"),
    CLICK_INTAKE("intake-clicks", "take clicks in"),
    PURCHASE_INTAKE("intake-purchases", "take purchases in"),
    REFUND_INTAKE("intake-refunds", "take refunds in"),
    JOURNEY("journey", "journeys"),
    JUDGE("judge", "judge"),
    SEGMENT_METRICS("segment-metrics", "segment metrics"),
    ROUTE_NETWORKS("route-networks", "send to networks"),
    PRETRAINING("pretraining", "pretrain"),
    PRETRAINED("sink-pretrained", "pretrained networks"),
    ROUTE("route", "send to variants"),
    TRAINER("trainer", "score and train"),
    REPORTS("sink-reports", "reports of variants"),
    SAMPLES_ONLY("samples-only", "samples only"),
    SAMPLES("sink-samples", "samples"),
    OUTCOMES("sink-outcomes", "outcomes"),
    PREDICTIONS("sink-predictions", "predictions"),
    METRICS("sink-metrics", "metrics"),
    DEAD_LETTERS("sink-dead-letters", "dead letters"),
    DEAD_SAMPLES("sink-dead-samples", "dead letters of samples"),
    TALLIES("sink-tallies", "counts"),
    SNAPSHOTS("sink-snapshots", "published models"),
    SCORE("score", "score");

    private final String uid;
    private final String title;

    OperatorId(String uid, String title) {
        this.uid = uid;
        this.title = title;
    }

    public String uid() {
        return uid;
    }

    /** Name for people. */
    public String title() {
        return title;
    }

    static OperatorId sourceOf(EventKind kind) {
        return switch (kind) {
            case CLICK -> CLICK_SOURCE;
            case PURCHASE -> PURCHASE_SOURCE;
            case REFUND -> REFUND_SOURCE;
        };
    }

    static OperatorId intakeOf(EventKind kind) {
        return switch (kind) {
            case CLICK -> CLICK_INTAKE;
            case PURCHASE -> PURCHASE_INTAKE;
            case REFUND -> REFUND_INTAKE;
        };
    }
}
