package io.afterclick.job.output;

import io.afterclick.event.Refused;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.Routed;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Tally;
import io.afterclick.job.record.VariantReport;
import io.afterclick.journey.Delivered;
import io.afterclick.schemas.DeadLetter;
import io.afterclick.schemas.Outcome;
import io.afterclick.schemas.Prediction;
import io.afterclick.schemas.SegmentMetrics;
import io.afterclick.schemas.TrainingSample;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * The folders of a run and their sinks. Files appear when the checkpoint that covers them is complete.
 *
 * @param folder of the run
 * @param features names of the features, for CSV headers
 */
public record RunFiles(Path folder, FileFormat format, List<String> features) implements OutputSinks, JudgeSinks {

    private static final String METRICS = "metrics";
    private static final String DEAD_LETTERS = "dead-letters";

    @Override
    public Sink<Delivered> samples() {
        return sink("samples", AvroRecords::sample, TrainingSample.getClassSchema());
    }

    @Override
    public Sink<SettledOutcome> outcomes() {
        return sink("outcomes", AvroRecords::outcome, Outcome.getClassSchema());
    }

    @Override
    public Sink<Refused> deadLetters() {
        return sink(DEAD_LETTERS, AvroRecords::deadLetter, DeadLetter.getClassSchema());
    }

    @Override
    public Sink<Routed> deadSamples() {
        return sink(DEAD_LETTERS, AvroRecords::deadSample, DeadLetter.getClassSchema());
    }

    @Override
    public Sink<Predicted> predictions() {
        return sink("predictions", AvroRecords::prediction, Prediction.getClassSchema());
    }

    /** Avro in any case, for the client, which reads them after the end. */
    @Override
    public Sink<SegmentMeasured> segmentMetrics() {
        return sink(
                METRICS,
                FileFormat.AVRO,
                new AvroFileFactory<>(AvroRecords::segmentMetrics, SegmentMetrics.getClassSchema()));
    }

    @Override
    public Sink<Tally> tallies() {
        return FileSink.forRowFormat(flinkPath(tallyFolder()), new TallyEncoder())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .build();
    }

    /** What trainers say of their variants at the end. */
    public Sink<VariantReport> reports() {
        return FileSink.forRowFormat(flinkPath(reportFolder()), new VariantReportEncoder())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .build();
    }

    /** Where {@link #reports} are written. */
    public Path reportFolder() {
        return workFolder().resolve("reports");
    }

    /** Where the run keeps what only the run itself needs. */
    public Path workFolder() {
        return folder.resolve(".run");
    }

    /** Where the operators' counts are written. */
    public Path tallyFolder() {
        return workFolder().resolve("tallies");
    }

    /** Where metrics of segments are written as they come. */
    public Path metricsFolder() {
        return folder.resolve(METRICS);
    }

    private <T, R extends SpecificRecord> Sink<T> sink(String name, RecordMapper<T, R> mapper, Schema schema) {
        BulkWriter.Factory<T> factory = format == FileFormat.AVRO
                ? new AvroFileFactory<>(mapper, schema)
                : new CsvFileFactory<>(mapper, schema, features);
        return sink(name, format, factory);
    }

    private <T> Sink<T> sink(String name, FileFormat format, BulkWriter.Factory<T> factory) {
        return FileSink.forBulkFormat(flinkPath(folder.resolve(name)), factory)
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("part")
                        .withPartSuffix(format.ending())
                        .build())
                .build();
    }

    private static org.apache.flink.core.fs.Path flinkPath(Path path) {
        return new org.apache.flink.core.fs.Path(path.toUri());
    }
}
