package io.afterclick.job.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the same records as comma-separated values under a header: an absent value is empty, bytes are Base64, and
 * features have a column each.
 */
final class CsvFileFactory<T, R extends SpecificRecord> implements BulkWriter.Factory<T> {

    private static final long serialVersionUID = 1;

    private static final String FEATURES = "features";

    private final RecordMapper<T, R> mapper;
    private final String schema;
    private final List<String> features;

    CsvFileFactory(RecordMapper<T, R> mapper, Schema schema, List<String> features) {
        this.mapper = mapper;
        this.schema = schema.toString();
        this.features = List.copyOf(features);
    }

    @Override
    public BulkWriter<T> create(FSDataOutputStream out) throws IOException {
        List<String> header = new ArrayList<>();
        Schema record = new Schema.Parser().parse(schema);
        for (Schema.Field field : record.getFields()) {
            if (field.name().equals(FEATURES)) {
                // A feature may be called like a field of ours.
                features.forEach(name -> header.add(record.getField(name) == null ? name : "feature:" + name));
            } else {
                header.add(field.name());
            }
        }
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        text.write(row(header));
        return new CsvWriter<>(mapper, text);
    }

    private record CsvWriter<T, R extends SpecificRecord>(RecordMapper<T, R> mapper, Writer text)
            implements BulkWriter<T> {
        @Override
        public void addElement(T element) throws IOException {
            R record = mapper.map(element);
            List<@Nullable Object> values = new ArrayList<>();
            for (Schema.Field field : record.getSchema().getFields()) {
                Object value = record.get(field.pos());
                if (value instanceof List<?> list) {
                    values.addAll(list);
                } else {
                    values.add(value);
                }
            }
            text.write(row(values));
        }

        @Override
        public void flush() throws IOException {
            text.flush();
        }

        @Override
        public void finish() throws IOException {
            text.flush();
        }
    }

    private static String row(List<? extends @Nullable Object> values) {
        StringJoiner row = new StringJoiner(",", "", "\n");
        for (Object value : values) {
            row.add(quoted(text(value)));
        }
        return row.toString();
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return Base64.getEncoder().encodeToString(copy);
        }
        return value.toString();
    }

    private static String quoted(String text) {
        boolean plain =
                text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
