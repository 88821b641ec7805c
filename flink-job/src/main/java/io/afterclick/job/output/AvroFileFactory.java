package io.afterclick.job.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Writes Avro container files. */
final class AvroFileFactory<T, R extends SpecificRecord> implements BulkWriter.Factory<T> {

    private static final long serialVersionUID = 1;
    private static final int SYNC_INTERVAL_BYTES = 1 << 18;

    private final RecordMapper<T, R> mapper;
    private final String schema;

    AvroFileFactory(RecordMapper<T, R> mapper, Schema schema) {
        this.mapper = mapper;
        this.schema = schema.toString();
    }

    @Override
    public BulkWriter<T> create(FSDataOutputStream out) throws IOException {
        Schema parsed = new Schema.Parser().parse(schema);
        DataFileWriter<R> file = new DataFileWriter<>(new SpecificDatumWriter<R>(parsed, new SpecificData()));
        file.setSyncInterval(SYNC_INTERVAL_BYTES);
        file.create(parsed, new Unclosed(out));
        return new Writer<>(mapper, file);
    }

    /** Flink closes its stream itself, after it has made sure of the bytes. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private record Writer<T, R extends SpecificRecord>(RecordMapper<T, R> mapper, DataFileWriter<R> file)
            implements BulkWriter<T> {
        @Override
        public void addElement(T element) throws IOException {
            file.append(mapper.map(element));
        }

        @Override
        public void flush() throws IOException {
            file.flush();
        }

        @Override
        public void finish() throws IOException {
            file.close();
        }
    }
}
