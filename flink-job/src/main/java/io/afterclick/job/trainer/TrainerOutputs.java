package io.afterclick.job.trainer;

import io.afterclick.job.bytes.PackedType;
import io.afterclick.job.bytes.PackedTypeInfo;
import io.afterclick.job.record.ModelSlice;
import io.afterclick.job.record.Routed;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.job.record.VariantReport;
import org.apache.flink.util.OutputTag;

/** What a trainer says beside its predictions. */
public final class TrainerOutputs {

    /** Segments whose clicks were scored. */
    public static final OutputTag<SegmentScored> SEGMENTS =
            new OutputTag<>("segments-scored", PackedTypeInfo.of(SegmentScored.class, PackedType.SEGMENT_SCORED));

    /** Samples of batches that changed nothing, since a loss or a gradient was not finite. */
    public static final OutputTag<Routed> NOT_FINITE =
            new OutputTag<>("not-finite", PackedTypeInfo.of(Routed.class, PackedType.ROUTED));

    /** Each variant as it stands at the end of bounded input. */
    public static final OutputTag<VariantReport> REPORTS =
            new OutputTag<>("variant-reports", PackedTypeInfo.of(VariantReport.class, PackedType.VARIANT_REPORT));

    /** Pieces of models that are published. */
    public static final OutputTag<ModelSlice> SLICES =
            new OutputTag<>("model-slices", PackedTypeInfo.of(ModelSlice.class, PackedType.MODEL_SLICE));

    private TrainerOutputs() {}
}
