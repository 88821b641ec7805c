package io.afterclick.job.kafka;

import io.afterclick.event.Arrival;
import io.afterclick.event.EventKind;
import io.afterclick.event.Origin;
import io.afterclick.event.RawRecord;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.MessageFormat;
import io.afterclick.intake.Parsed;
import io.afterclick.intake.RecordParser;
import io.afterclick.job.bytes.PackedType;
import io.afterclick.job.bytes.PackedTypeInfo;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Parses and validates the messages of a topic. What they hold never fails the job. */
final class TopicMessages implements KafkaRecordDeserializationSchema<Parsed> {

    private static final long serialVersionUID = 1;

    /** Clocks may differ; an event of a later day than its message would close windows that are still open. */
    private static final long AHEAD_OF_MESSAGE = 86_400_000;

    private static final byte[] NOTHING = {};

    private final EventKind kind;
    private final MessageFormat format;
    private final IntakeSettings settings;
    private transient @Nullable RecordParser parser;

    TopicMessages(EventKind kind, MessageFormat format, IntakeSettings settings) {
        this.kind = kind;
        this.format = format;
        this.settings = settings;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        parser = format.parser(kind, settings);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Parsed> out) {
        byte[] bytes = message.value() == null ? NOTHING : message.value();
        Origin origin =
                new Origin(message.topic(), message.partition(), Origin.NO_LINE, message.offset(), bytes.length);
        out.collect(notAhead(parser().parse(new RawRecord(origin, bytes)), message.timestamp()));
    }

    private RecordParser parser() {
        if (parser == null) {
            throw new IllegalStateException("expected to be opened before the first message");
        }
        return parser;
    }

    private static Parsed notAhead(Parsed parsed, long messageTime) {
        if (parsed.arrivals().isEmpty() || messageTime < 0) {
            return parsed;
        }
        Arrival arrival = parsed.arrivals().get(0);
        long time = arrival.event().time();
        long latest = messageTime + AHEAD_OF_MESSAGE;
        if (time <= latest) {
            return parsed;
        }
        String detail = "time: expected at most one day after its message, " + Instant.ofEpochMilli(latest) + ", found "
                + Instant.ofEpochMilli(time);
        return new Parsed(List.of(), List.of(Refused.of(arrival, RefusalReason.INVALID, detail)));
    }

    @Override
    public TypeInformation<Parsed> getProducedType() {
        return PackedTypeInfo.of(Parsed.class, PackedType.PARSED);
    }
}
