package io.afterclick.intake;

import io.afterclick.event.RawRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events of a CSV file with a header; columns are found by name, in any order. */
public final class CsvParser implements RecordParser {

    private static final int IGNORED = -1;

    private final RecordLayout layout;
    private final EventAssembler assembler;
    private final int[] placeOfColumn;

    /** @throws InputException if the header lacks a column */
    public CsvParser(RecordLayout layout, EventRules rules, String file, List<String> header) {
        layout.requireDeclared(file, header);
        this.layout = layout;
        this.assembler = new EventAssembler(layout, rules);
        Map<String, Integer> places = layout.places();
        this.placeOfColumn = header.stream()
                .mapToInt(name -> places.getOrDefault(name, IGNORED))
                .toArray();
    }

    /**
     * Reads a header line.
     *
     * @throws InputException if it is no CSV, or names two columns alike
     */
    public static List<String> header(String file, byte[] line) {
        try {
            List<String> names =
                    CsvLine.split(Utf8.decode(line)).stream().map(String::strip).toList();
            if (names.size() > EventRules.MOST_FIELDS) {
                throw new InputException(
                        file + ":1: expected at most " + EventRules.MOST_FIELDS + " columns, found " + names.size());
            }
            Set<String> once = new HashSet<>();
            for (String name : names) {
                if (!once.add(name)) {
                    throw new InputException(file + ":1: expected a name of its own for each column, found "
                            + Excerpt.of(name) + " twice");
                }
            }
            return names;
        } catch (RefusedRecordException e) {
            throw new InputException(file + ":1: expected a header line, found none: " + e.detail(), e);
        }
    }

    @Override
    public Parsed parse(RawRecord raw) {
        try {
            List<String> columns = CsvLine.split(Utf8.decode(raw.bytes()));
            if (columns.size() != placeOfColumn.length) {
                throw RefusedRecordException.malformed(
                        "record", placeOfColumn.length + " columns", columns.size() + " columns");
            }
            @Nullable String[] fields = new @Nullable String[layout.names().size()];
            for (int c = 0; c < placeOfColumn.length; c++) {
                if (placeOfColumn[c] != IGNORED) {
                    fields[placeOfColumn[c]] = columns.get(c);
                }
            }
            return assembler.assemble(fields, raw);
        } catch (RefusedRecordException e) {
            return Parsed.refused(layout.kind(), e, raw);
        }
    }
}
