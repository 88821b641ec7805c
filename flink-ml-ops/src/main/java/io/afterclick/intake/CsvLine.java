package io.afterclick.intake;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits one line of comma-separated values, quoted as RFC 4180 has it. A record is a line here, so that a dead letter
 * can name its line and byte; a line break inside quotes is malformed.
 */
final class CsvLine {

    private CsvLine() {}

    static List<String> split(String line) throws RefusedRecordException {
        List<String> values = new ArrayList<>();
        int at = 0;
        while (true) {
            if (at < line.length() && line.charAt(at) == '"') {
                int end = closingQuote(line, at + 1);
                values.add(line.substring(at + 1, end).replace("\"\"", "\""));
                at = end + 1;
                if (at < line.length() && line.charAt(at) != ',') {
                    throw RefusedRecordException.malformed(
                            "column " + values.size(), "a comma after the closing quote", line.substring(at));
                }
            } else {
                int comma = line.indexOf(',', at);
                int end = comma < 0 ? line.length() : comma;
                values.add(line.substring(at, end));
                at = end;
            }
            if (at >= line.length()) {
                return values;
            }
            at++;
        }
    }

    private static int closingQuote(String line, int from) throws RefusedRecordException {
        int at = from;
        while (true) {
            int quote = line.indexOf('"', at);
            if (quote < 0) {
                throw RefusedRecordException.malformed("quoted value", "a closing quote", line.substring(from - 1));
            }
            if (quote + 1 >= line.length() || line.charAt(quote + 1) != '"') {
                return quote;
            }
            at = quote + 2;
        }
    }
}
