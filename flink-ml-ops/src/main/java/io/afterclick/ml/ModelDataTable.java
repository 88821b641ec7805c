package io.afterclick.ml;

import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/**
 * A model as a table: a row for each piece of a file, columns {@code file} (text), {@code part} (number of the piece, from 0) and
 * {@code bytes}.
 */
final class ModelDataTable {

    private static final String NAME = "model data";
    private static final String FILE = "file";
    private static final String PART = "part";
    private static final String BYTES = "bytes";

    private ModelDataTable() {}

    static Table of(ModelData data, StreamTableEnvironment environment) {
        DataStream<Row> once = environment.toDataStream(environment.fromValues(0));
        DataStream<Row> rows = once.flatMap(new Chunks(data))
                .returns(Types.ROW_NAMED(
                        new String[] {FILE, PART, BYTES}, Types.STRING, Types.INT, Types.PRIMITIVE_ARRAY(Types.BYTE)))
                .setParallelism(1);
        return environment.fromDataStream(rows);
    }

    private static final class Chunks implements FlatMapFunction<Row, Row> {
        private static final long serialVersionUID = 1;

        private final ModelData data;

        Chunks(ModelData data) {
            this.data = data;
        }

        @Override
        public void flatMap(Row once, Collector<Row> out) throws Exception {
            data.forEachChunk(chunk -> out.collect(Row.of(chunk.file(), chunk.part(), chunk.bytes())));
        }
    }

    /** Reads such a table into memory, by a job of its own. */
    static ModelData read(Table table) {
        new TableColumns(NAME, table).requireText(FILE).requireWholeNumber(PART).requireBytes(BYTES);
        List<ModelChunk> chunks = BoundedRows.read(NAME, table, row -> {
            if (row.getField(FILE) instanceof String file
                    && row.getField(PART) instanceof Number part
                    && row.getField(BYTES) instanceof byte[] bytes) {
                return new ModelChunk(file, part.intValue(), bytes);
            }
            throw new IllegalArgumentException(
                    NAME + ": expected file, part and bytes in every row, found none in one");
        });
        return HeldModel.ofPieces(chunks);
    }
}
