package io.afterclick.job.journey;

import io.afterclick.intake.LateRecords;
import io.afterclick.intake.Parsed;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;

/**
 * A source that does not decide itself which records are late: {@link IntakeOperator} does, for each partition that their origins
 * name.
 */
public interface PartitionedSource<S extends SourceSplit, E> extends Source<Parsed, S, E>, ResultTypeQueryable<Parsed> {

    WatermarkStrategy<Parsed> watermarks();

    /** Allowed disorder of a partition, in milliseconds. */
    long outOfOrderness();

    /** What becomes of late records. */
    LateRecords late();
}
