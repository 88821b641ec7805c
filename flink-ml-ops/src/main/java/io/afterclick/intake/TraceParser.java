package io.afterclick.intake;

import io.afterclick.event.EventKind;
import io.afterclick.event.Money;
import io.afterclick.event.RawRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rows of the official TRACE file: features, then the click's time and the lists of its purchases' times and amounts,
 * separated by tabs under a header. Times are seconds from day 0. The columns that repeat these are not read.
 */
public final class TraceParser implements RecordParser {

    private static final String CLICK_TIME = "click_time";
    private static final String PURCHASE_TIMES = "pay_time";
    private static final String AMOUNTS = "dirpay_amt";

    private final EventRules rules;
    private final long epoch;
    private final int columns;
    private final int clickColumn;
    private final int timesColumn;
    private final int amountsColumn;
    private final List<Long> tables;

    /**
     * @param epoch day 0, in milliseconds since 1970-01-01T00:00Z
     * @param tables of a model that is to take the features as row numbers: their sizes; none without one
     * @throws InputException if the header lacks a column
     */
    public TraceParser(EventRules rules, long epoch, String file, List<String> header, List<Long> tables) {
        this.rules = rules;
        this.epoch = epoch;
        this.columns = header.size();
        this.clickColumn = require(file, header, CLICK_TIME);
        this.timesColumn = require(file, header, PURCHASE_TIMES);
        this.amountsColumn = require(file, header, AMOUNTS);
        this.tables = tables;
    }

    /** Reads a header line. */
    public static List<String> header(byte[] line) {
        return List.of(new String(line, StandardCharsets.UTF_8).strip().split("\t", -1));
    }

    /** Names of the features: the columns before the click's time. */
    public static List<String> features(String file, List<String> header) {
        if (header.size() > EventRules.MOST_FIELDS) {
            throw new InputException(
                    file + ":1: expected at most " + EventRules.MOST_FIELDS + " columns, found " + header.size());
        }
        return header.subList(0, require(file, header, CLICK_TIME));
    }

    @Override
    public Parsed parse(RawRecord record) {
        try {
            TsvColumns row = new TsvColumns(record.bytes(), columns);
            row.requireCount(columns);
            return read(record, row);
        } catch (RefusedRecordException e) {
            return Parsed.refused(EventKind.CLICK, e, record);
        }
    }

    private Parsed read(RawRecord record, TsvColumns row) throws RefusedRecordException {
        long click = row.number(CLICK_TIME, clickColumn);
        List<String> times = Brackets.elements(PURCHASE_TIMES, row.text(timesColumn));
        List<String> amounts = Brackets.elements(AMOUNTS, row.text(amountsColumn));
        if (times.size() != amounts.size()) {
            throw RefusedRecordException.malformed(
                    AMOUNTS, times.size() + " amounts for as many purchases", amounts.size() + " amounts");
        }
        long[] seconds = new long[times.size()];
        OfficialRow.Amount[] read = new OfficialRow.Amount[times.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = CascadeParser.seconds(PURCHASE_TIMES, times.get(i));
            read[i] = amount(amounts.get(i));
        }
        // The header is no row: the first one stands in line 2.
        OfficialRow official = new OfficialRow(record, rules, record.origin().line() - 2);
        official.click(epoch + CascadeParser.milliseconds(click), row.rowNumbers(0, clickColumn, tables));
        for (int i = 0; i < seconds.length; i++) {
            official.purchase(i, epoch + CascadeParser.milliseconds(seconds[i]), read[i]);
        }
        return official.parsed();
    }

    /** An amount that is no number is a fault of its purchase alone. */
    private OfficialRow.Amount amount(String text) throws RefusedRecordException {
        if (text.isBlank() || EventRules.isNotFinite(text)) {
            return () -> rules.amount(AMOUNTS, text);
        }
        long micros = micros(text);
        return () -> micros;
    }

    /** Published amounts passed through binary floating point, so they are rounded to the nearest micro unit. */
    private long micros(String text) throws RefusedRecordException {
        try {
            return Money.parse(text);
        } catch (NumberFormatException e) {
            if (text.length() > 40) {
                throw RefusedRecordException.malformed(AMOUNTS, "a decimal amount", text);
            }
        }
        try {
            BigDecimal amount = new BigDecimal(text);
            if (Math.abs((long) amount.scale()) > 40) {
                throw RefusedRecordException.malformed(AMOUNTS, "a decimal amount", text);
            }
            return Money.parse(
                    amount.setScale(Money.DECIMALS, RoundingMode.HALF_EVEN).toPlainString());
        } catch (NumberFormatException e) {
            return rules.amount(AMOUNTS, text);
        }
    }

    private static int require(String file, List<String> header, String column) {
        int at = header.indexOf(column);
        if (at < 0) {
            throw new InputException(file + ":1: expected a header with the column " + column + ", found "
                    + Excerpt.of(String.join(" ", header)));
        }
        return at;
    }
}
