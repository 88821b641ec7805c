package io.afterclick.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.bridge.java.internal.StreamTableEnvironmentImpl;
import org.apache.flink.table.runtime.typeutils.ExternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** Environments and contents of tables. */
final class Tables {

    private Tables() {}

    static Table of(StreamTableEnvironment tables, DataType type, List<Row> rows) {
        StreamExecutionEnvironment environment = ((StreamTableEnvironmentImpl) tables).execEnv();
        return tables.fromDataStream(environment.fromData(rows, ExternalTypeInfo.<Row>of(type)));
    }

    @SuppressWarnings("try") // closing may be interrupted, which fails the test
    static List<Row> rows(Table table) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (CloseableIterator<Row> all = table.execute().collect()) {
            all.forEachRemaining(rows::add);
        }
        return rows;
    }

    /** A number of those columns. */
    static double number(Map<String, List<Object>> columns, String key, int column) {
        List<Object> values = columns.get(key);
        return (double) Objects.requireNonNull(values).get(column);
    }

    /** Scores of a click may depend on its neighbours by a rounding. */
    static void assertClose(Map<String, List<Object>> scores, Map<String, List<Object>> expected) {
        assertThat(scores.keySet()).isEqualTo(expected.keySet());
        scores.forEach((click, values) -> {
            List<Object> others = List.copyOf(expected.getOrDefault(click, List.of()));
            assertThat(values).hasSameSizeAs(others);
            for (int i = 0; i < values.size(); i++) {
                assertThat((double) values.get(i)).isCloseTo((double) others.get(i), withinPercentage(1e-3));
            }
        });
    }

    /** Some columns by the text in another, in its order. */
    static Map<String, List<Object>> columns(Table table, String key, String... columns) throws Exception {
        Map<String, List<Object>> found = new TreeMap<>();
        for (Row row : rows(table)) {
            List<Object> values = new ArrayList<>();
            for (String column : columns) {
                values.add(row.getField(column));
            }
            found.put(String.valueOf(row.getField(key)), values);
        }
        return found;
    }
}
