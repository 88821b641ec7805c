package io.afterclick.synthetic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Applies the rules of official rows: an unreadable row is one record, otherwise each of its events is one. */
final class RowsRecount {

    private final Recount count = new Recount();

    private RowsRecount() {}

    static ExpectedCounts ofCascade(Path file) throws IOException {
        RowsRecount recount = new RowsRecount();
        for (byte[] line : Recount.lines(file)) {
            recount.cascadeRow(Recount.columns(line, "\t"));
        }
        return recount.count.counts();
    }

    static ExpectedCounts ofTrace(Path file) throws IOException {
        RowsRecount recount = new RowsRecount();
        List<byte[]> lines = Recount.lines(file);
        for (byte[] line : lines.subList(1, lines.size())) {
            recount.traceRow(Recount.columns(line, "\t"));
        }
        return recount.count.counts();
    }

    private void cascadeRow(String[] c) {
        count.record("clicks", 1);
        if (c.length != 25 || !isTime(c[0]) || !isTime(c[1]) || !isTime(c[2])) {
            count.dead("MALFORMED", 1);
            return;
        }
        boolean purchased = !c[1].equals("-1") && !c[1].equals("[]");
        boolean refunded = !c[2].equals("-1") && !c[2].equals("[]");
        long following = (purchased ? 1 : 0) + (refunded ? 1 : 0);
        count.record("purchases", purchased ? 1 : 0);
        count.record("refunds", refunded ? 1 : 0);
        boolean stray = purchased && seconds(c[1]) < seconds(c[0]);
        count.dead("UNMATCHED", stray ? following : 0);
        count.applied(1 + (stray ? 0 : following));
    }

    private void traceRow(String[] c) {
        count.record("clicks", 1);
        if (c.length != 30 || !isTime(c[22]) || !c[24].startsWith("[")) {
            count.dead("MALFORMED", 1);
            return;
        }
        count.applied(1);
        for (String time : c[23].substring(1, c[23].length() - 1).split(", ", -1)) {
            count.record("purchases", 1);
            if (Long.parseLong(time) < Long.parseLong(c[22])) {
                count.dead("UNMATCHED", 1);
            } else {
                count.applied(1);
            }
        }
    }

    private static boolean isTime(String text) {
        return text.matches("-?\\d+|\\[\\d*]");
    }

    private static long seconds(String text) {
        return Long.parseLong(text.replaceAll("[\\[\\]]", ""));
    }
}
