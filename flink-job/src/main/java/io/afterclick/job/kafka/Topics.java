package io.afterclick.job.kafka;

import io.afterclick.event.EventKind;
import io.afterclick.event.Refused;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.Parsed;
import io.afterclick.job.output.AvroRecords;
import io.afterclick.job.output.JudgeSinks;
import io.afterclick.job.output.OutputSinks;
import io.afterclick.job.output.RecordMapper;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.Routed;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Tally;
import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.KafkaOptions;
import io.afterclick.job.settings.LiveOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.journey.Delivered;
import io.afterclick.schemas.DeadLetter;
import io.afterclick.schemas.Outcome;
import io.afterclick.schemas.Prediction;
import io.afterclick.schemas.SegmentMetrics;
import io.afterclick.schemas.TrainingSample;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The topics of a live job. Each sink has transactions of its own, so that a consumer that reads what was committed sees every
 * record once.
 *
 * @param tallies where the operators' counts go
 */
public record Topics(Settings settings, Sink<Tally> tallies) implements OutputSinks, JudgeSinks {

    private static final String ALIGNMENT_GROUP = "events";

    /** The topics that events are read from. */
    public Map<EventKind, Source<Parsed, ?, ?>> sources(IntakeSettings intake) {
        Map<EventKind, Source<Parsed, ?, ?>> sources = new EnumMap<>(EventKind.class);
        for (EventKind kind : EventKind.values()) {
            sources.put(kind, source(kind, intake));
        }
        return sources;
    }

    private TopicSource source(EventKind kind, IntakeSettings intake) {
        KafkaSourceBuilder<Parsed> topic = KafkaSource.<Parsed>builder()
                .setBootstrapServers(settings.get(KafkaOptions.BOOTSTRAP_SERVERS))
                .setTopics(settings.get(topicOf(kind)))
                .setGroupId(settings.get(KafkaOptions.GROUP_ID))
                .setClientIdPrefix(settings.get(KafkaOptions.GROUP_ID) + "-" + kind.plural())
                .setProperties(clientProperties(settings))
                // What was read before is in the checkpoint; of a topic that was never read, nothing is left out.
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(new TopicMessages(kind, settings.get(KafkaOptions.EVENT_FORMAT), intake));
        if (settings.get(KafkaOptions.END_AT) == KafkaOptions.End.LATEST) {
            topic.setBounded(OffsetsInitializer.latest());
        }
        return new TopicSource(
                topic.build(),
                settings.get(JourneyOptions.MAX_OUT_OF_ORDERNESS).toMillis(),
                settings.get(JourneyOptions.LATE),
                ALIGNMENT_GROUP,
                settings.get(LiveOptions.ALIGNMENT));
    }

    /** Which setting names the topic of a kind of event. */
    static ConfigOption<String> topicOf(EventKind kind) {
        return switch (kind) {
            case CLICK -> KafkaOptions.CLICKS;
            case PURCHASE -> KafkaOptions.PURCHASES;
            case REFUND -> KafkaOptions.REFUNDS;
        };
    }

    /** Settings that Kafka's clients are given as they are, such as those of security. */
    static Properties clientProperties(Settings settings) {
        Properties properties = new Properties();
        settings.configuration().toMap().forEach((key, value) -> {
            if (key.startsWith(KafkaOptions.CLIENT_PREFIX)) {
                properties.setProperty(key.substring(KafkaOptions.CLIENT_PREFIX.length()), value);
            }
        });
        return properties;
    }

    @Override
    public Sink<Delivered> samples() {
        return sink(KafkaOptions.SAMPLES, "samples", AvroRecords::sample, TrainingSample.getClassSchema());
    }

    @Override
    public Sink<SettledOutcome> outcomes() {
        return sink(KafkaOptions.OUTCOMES, "outcomes", AvroRecords::outcome, Outcome.getClassSchema());
    }

    @Override
    public Sink<Refused> deadLetters() {
        return sink(KafkaOptions.DEAD_LETTERS, "dead-letters", AvroRecords::deadLetter, DeadLetter.getClassSchema());
    }

    @Override
    public Sink<Routed> deadSamples() {
        return sink(KafkaOptions.DEAD_LETTERS, "dead-samples", AvroRecords::deadSample, DeadLetter.getClassSchema());
    }

    @Override
    public Sink<Predicted> predictions() {
        return sink(KafkaOptions.PREDICTIONS, "predictions", AvroRecords::prediction, Prediction.getClassSchema());
    }

    @Override
    public Sink<SegmentMeasured> segmentMetrics() {
        return sink(KafkaOptions.METRICS, "metrics", AvroRecords::segmentMetrics, SegmentMetrics.getClassSchema());
    }

    private <T, R extends SpecificRecord> Sink<T> sink(
            ConfigOption<String> topic, String name, RecordMapper<T, R> mapper, Schema schema) {
        Properties producer = clientProperties(settings);
        producer.setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(settings.get(KafkaOptions.TRANSACTION_TIMEOUT).toMillis()));
        return KafkaSink.<T>builder()
                .setBootstrapServers(settings.get(KafkaOptions.BOOTSTRAP_SERVERS))
                .setKafkaProducerConfig(producer)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(settings.get(KafkaOptions.TRANSACTIONAL_ID_PREFIX) + "-" + name)
                .setRecordSerializer(new RecordMessages<>(
                        settings.get(topic), settings.get(KafkaOptions.RECORD_FORMAT), mapper, schema))
                .build();
    }
}
