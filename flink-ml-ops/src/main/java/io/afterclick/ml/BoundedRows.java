package io.afterclick.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableImpl;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** All rows of a table that ends, brought into this process by a job of their own. */
final class BoundedRows {

    private BoundedRows() {}

    /** The environment that a table belongs to. */
    static StreamTableEnvironment environment(Table table) {
        if (table instanceof TableImpl made
                && made.getTableEnvironment() instanceof StreamTableEnvironment environment) {
            return environment;
        }
        throw new IllegalArgumentException("expected a table of a StreamTableEnvironment, found one of "
                + table.getClass().getName());
    }

    /**
     * Reads a table that holds insertions only, row by row, in whatever order they come.
     *
     * @param name of the table in messages
     */
    @SuppressWarnings("try") // closing may be interrupted, which is passed on
    static <T> List<T> read(String name, Table table, Function<Row, T> reader) {
        List<T> read = new ArrayList<>();
        try (CloseableIterator<Row> rows =
                environment(table).toDataStream(table).executeAndCollect("read " + name)) {
            rows.forEachRemaining(row -> read.add(reader.apply(row)));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException(
                    name + ": expected a table that can be read to its end, found: " + e.getMessage(), e);
        }
        return read;
    }
}
