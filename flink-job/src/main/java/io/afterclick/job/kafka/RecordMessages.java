package io.afterclick.job.kafka;

import io.afterclick.intake.MessageFormat;
import io.afterclick.job.output.RecordMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as messages of a topic. Those of a click have its id as their key, so that they come in the order in which they
 * were made.
 */
final class RecordMessages<T, R extends SpecificRecord> implements KafkaRecordSerializationSchema<T> {

    private static final long serialVersionUID = 1;
    private static final String KEY = "click_id";

    private final String topic;
    private final MessageFormat format;
    private final RecordMapper<T, R> mapper;
    private final String schema;
    private transient @Nullable BinaryMessageEncoder<R> encoder;
    private transient int key;

    RecordMessages(String topic, MessageFormat format, RecordMapper<T, R> mapper, Schema schema) {
        this.topic = topic;
        this.format = format;
        this.mapper = mapper;
        this.schema = schema.toString();
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
        Schema parsed = new Schema.Parser().parse(schema);
        Schema.Field field = parsed.getField(KEY);
        key = field == null ? -1 : field.pos();
        encoder = new BinaryMessageEncoder<>(new SpecificData(), parsed);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T element, KafkaSinkContext context, @Nullable Long timestamp) {
        R record = mapper.map(element);
        Object clickId = key < 0 ? null : record.get(key);
        byte[] keyBytes = clickId == null ? null : clickId.toString().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, keyBytes, bytes(record));
    }

    private byte[] bytes(R record) {
        if (format == MessageFormat.JSON || encoder == null) {
            return record.toString().getBytes(StandardCharsets.UTF_8);
        }
        try {
            ByteBuffer encoded = encoder.encode(record);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
