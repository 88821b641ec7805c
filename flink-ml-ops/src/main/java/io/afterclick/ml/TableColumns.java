package io.afterclick.ml;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;

/** The columns of a table, compared with what is expected of them before anything is read. */
final class TableColumns {

    private final String table;
    private final ResolvedSchema schema;

    /** @param name of the table in messages */
    TableColumns(String name, Table table) {
        this.table = name;
        this.schema = table.getResolvedSchema();
    }

    /** Name of the table in messages. */
    String table() {
        return table;
    }

    TableColumns requireText(String... columns) {
        for (String column : columns) {
            require(column, "of texts", TableColumns::isText);
        }
        return this;
    }

    TableColumns requireWholeNumber(String... columns) {
        for (String column : columns) {
            require(column, "of whole numbers", TableColumns::isWholeNumber);
        }
        return this;
    }

    TableColumns requireBytes(String column) {
        return require(column, "of bytes", type -> type.is(LogicalTypeFamily.BINARY_STRING));
    }

    TableColumns requireFeature(String column) {
        return require(column, "of texts or whole numbers", TableColumns::isFeature);
    }

    TableColumns requireFeatures(String column) {
        return require(
                column,
                "of arrays of texts or whole numbers",
                type -> type instanceof ArrayType array && isFeature(array.getElementType()));
    }

    /** @param parameter that names the column to be added */
    TableColumns requireAbsent(String column, String parameter) {
        if (schema.getColumn(column).isPresent()) {
            throw new IllegalArgumentException(table + ": expected no column " + column
                    + " yet, since the scores go there (parameter " + parameter + "), found one");
        }
        return this;
    }

    private TableColumns require(String column, String expected, Predicate<LogicalType> condition) {
        Optional<LogicalType> type =
                schema.getColumn(column).map(Column::getDataType).map(DataType::getLogicalType);
        if (type.isEmpty() || !condition.test(type.get())) {
            throw new IllegalArgumentException(table + ": expected a column " + column + " " + expected + ", found "
                    + type.map(Object::toString).orElseGet(this::names));
        }
        return this;
    }

    private String names() {
        List<String> names = schema.getColumnNames();
        return "columns " + String.join(", ", names);
    }

    private static boolean isFeature(LogicalType type) {
        return isText(type) || isWholeNumber(type);
    }

    private static boolean isText(LogicalType type) {
        return type.is(LogicalTypeFamily.CHARACTER_STRING);
    }

    private static boolean isWholeNumber(LogicalType type) {
        return type.is(LogicalTypeFamily.INTEGER_NUMERIC);
    }
}
