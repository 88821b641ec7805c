package io.afterclick.job.kafka;

import io.afterclick.intake.LateRecords;
import io.afterclick.intake.Parsed;
import io.afterclick.job.bytes.PackedType;
import io.afterclick.job.bytes.PackedTypeInfo;
import io.afterclick.job.journey.PartitionedSource;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A topic of one kind of event, with what is late in it. */
final class TopicSource implements PartitionedSource<KafkaPartitionSplit, KafkaSourceEnumState> {

    private static final long serialVersionUID = 1;
    private static final Duration ALIGNMENT_UPDATE = Duration.ofMillis(200);

    private final KafkaSource<Parsed> topic;
    private final long outOfOrderness;
    private final LateRecords late;
    private final String alignmentGroup;
    private final Duration alignment;

    /**
     * @param outOfOrderness allowed disorder of a partition, in milliseconds
     * @param alignmentGroup what the topics of a job have in common
     * @param alignment how far a topic may be ahead of the slowest one, in event time
     */
    TopicSource(
            KafkaSource<Parsed> topic,
            long outOfOrderness,
            LateRecords late,
            String alignmentGroup,
            Duration alignment) {
        this.topic = topic;
        this.outOfOrderness = outOfOrderness;
        this.late = late;
        this.alignmentGroup = alignmentGroup;
        this.alignment = alignment;
    }

    /** No partition is ever idle: one that is silent holds the job, which is seen, and closes no windows unseen. */
    @Override
    public WatermarkStrategy<Parsed> watermarks() {
        long bound = outOfOrderness;
        WatermarkStrategy<Parsed> watermarks =
                WatermarkStrategy.forGenerator(context -> new PartitionWatermarks(bound));
        // The connector fails when it is to pause a partition that it has read to its end.
        return getBoundedness() == Boundedness.BOUNDED
                ? watermarks
                : watermarks.withWatermarkAlignment(alignmentGroup, alignment, ALIGNMENT_UPDATE);
    }

    @Override
    public long outOfOrderness() {
        return outOfOrderness;
    }

    @Override
    public LateRecords late() {
        return late;
    }

    @Override
    public Boundedness getBoundedness() {
        return topic.getBoundedness();
    }

    @Override
    public SourceReader<Parsed, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        return topic.createReader(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return topic.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) throws Exception {
        return topic.restoreEnumerator(context, state);
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return topic.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return topic.getEnumeratorCheckpointSerializer();
    }

    @Override
    public TypeInformation<Parsed> getProducedType() {
        return PackedTypeInfo.of(Parsed.class, PackedType.PARSED);
    }
}
