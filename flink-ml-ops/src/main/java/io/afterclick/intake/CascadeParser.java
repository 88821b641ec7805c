package io.afterclick.intake;

import io.afterclick.event.EventKind;
import io.afterclick.event.Features;
import io.afterclick.event.RawRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of the official CASCADE file: click, first purchase, its refund, then the features, separated by tabs.
 *
 * <p>Processed: seconds from day 0, -1 for none, and integers. Raw: Unix seconds, lists in brackets, and texts. Amounts
 * are not published and count as zero.
 */
public final class CascadeParser implements RecordParser {

    private static final OfficialRow.Amount UNPUBLISHED = () -> 0;
    private static final int TIMES = 3;
    private static final long NONE = -1;
    private static final long SECOND = 1000;
    private static final long MOST_SECONDS = Long.MAX_VALUE / SECOND / 2;

    private final EventRules rules;
    private final long epoch;
    private final int features;
    private final boolean raw;
    private final List<Long> tables;

    /**
     * @param epoch day 0 of processed rows, in milliseconds since 1970-01-01T00:00Z
     * @param features how many feature columns each row has
     * @param raw whether the rows are raw
     * @param tables of a model that is to take the features of processed rows as row numbers: their sizes; none without one
     */
    public CascadeParser(EventRules rules, long epoch, int features, boolean raw, List<Long> tables) {
        this.rules = rules;
        this.epoch = epoch;
        this.features = features;
        this.raw = raw;
        this.tables = tables;
    }

    /** The first of these rows that has as many columns as most of them. */
    public static byte[] typical(List<byte[]> rows) {
        Map<Integer, Integer> votes = new HashMap<>();
        byte[] typical = rows.get(0);
        int most = 0;
        for (byte[] row : rows) {
            most = Math.max(most, votes.merge(TsvColumns.count(row), 1, Integer::sum));
        }
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (votes.getOrDefault(TsvColumns.count(rows.get(i)), 0) == most) {
                typical = rows.get(i);
            }
        }
        return typical;
    }

    /** How many features a row declares. */
    public static int declaredFeatures(String file, byte[] row) {
        int columns = TsvColumns.count(row);
        if (columns <= TIMES) {
            throw new InputException(file + ":1: expected click, purchase and refund time and at least one feature,"
                    + " separated by tabs, found " + columns + " columns");
        }
        if (columns > EventRules.MOST_FIELDS) {
            throw new InputException(
                    file + ":1: expected at most " + EventRules.MOST_FIELDS + " columns, found " + columns);
        }
        return columns - TIMES;
    }

    /** Whether rows are raw: some hold lists in brackets, and most are not numbers alone, so that one damaged row decides nothing. */
    public static boolean areRaw(List<byte[]> rows) {
        int columns = rows.isEmpty() ? 0 : TsvColumns.count(typical(rows));
        int like = 0;
        int numbers = 0;
        boolean lists = false;
        for (byte[] row : rows) {
            if (TsvColumns.count(row) == columns) {
                like++;
                numbers += holdsNumbersAlone(row) ? 1 : 0;
                lists |= looksRaw(row);
            }
        }
        return lists && 2 * numbers <= like;
    }

    private static boolean holdsNumbersAlone(byte[] row) {
        for (byte b : row) {
            if (b != '\t' && b != '-' && (b < '0' || b > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Whether a row is raw: its lists stand in brackets. */
    public static boolean looksRaw(byte[] row) {
        int column = 0;
        for (byte b : row) {
            if (b == '\t') {
                column++;
            } else if (b == '[' && column > 0 && column < TIMES) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Parsed parse(RawRecord record) {
        try {
            TsvColumns columns = new TsvColumns(record.bytes(), TIMES + features);
            columns.requireCount(TIMES + features);
            OfficialRow row = new OfficialRow(record, rules, record.origin().line() - 1);
            if (raw) {
                readRaw(columns, row);
            } else {
                readProcessed(columns, row);
            }
            return row.parsed();
        } catch (RefusedRecordException e) {
            return Parsed.refused(EventKind.CLICK, e, record);
        }
    }

    private void readProcessed(TsvColumns columns, OfficialRow row) throws RefusedRecordException {
        long click = columns.number("click time", 0);
        long purchase = columns.number("purchase time", 1);
        long refund = columns.number("refund time", 2);
        Features values = columns.rowNumbers(TIMES, TIMES + features, tables);
        row.click(sinceEpoch(click), values);
        if (purchase != NONE) {
            row.purchase(0, sinceEpoch(purchase), UNPUBLISHED);
        }
        if (refund != NONE) {
            row.refund(0, sinceEpoch(refund));
        }
    }

    private void readRaw(TsvColumns columns, OfficialRow row) throws RefusedRecordException {
        long click = columns.number("click time", 0);
        long[] purchases = times("purchase time", columns.text(1));
        long[] refunds = times("refund time", columns.text(2));
        row.click(milliseconds(click), columns.texts(TIMES, TIMES + features));
        for (int i = 0; i < purchases.length; i++) {
            row.purchase(i, milliseconds(purchases[i]), UNPUBLISHED);
        }
        for (int i = 0; i < refunds.length; i++) {
            row.refund(i, milliseconds(refunds[i]));
        }
    }

    private static long[] times(String name, String list) throws RefusedRecordException {
        List<String> elements = Brackets.elements(name, list);
        long[] times = new long[elements.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = seconds(name, elements.get(i));
        }
        return times;
    }

    static long seconds(String name, String text) throws RefusedRecordException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw RefusedRecordException.malformed(name, "whole seconds", text);
        }
    }

    private long sinceEpoch(long seconds) {
        return epoch + milliseconds(seconds);
    }

    static long milliseconds(long seconds) {
        // A time that no long can hold is as invalid as one just outside the allowed range.
        return Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, seconds)) * SECOND;
    }
}
