package io.afterclick.synthetic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes CASCADE rows in the processed or the raw official format. */
final class CascadeLog implements LogWriter {

    private final CascadeModel model;
    private final RowFile file;
    private final boolean raw;
    private final CascadeStatistics statistics = new CascadeStatistics();
    private final CascadeClick click = new CascadeClick();
    private final LineBuffer line = new LineBuffer();

    CascadeLog(CascadeModel model, RowFile file, boolean raw) {
        this.model = model;
        this.file = file;
        this.raw = raw;
    }

    @Override
    public void write(long index, long time) throws IOException {
        model.draw(index, time, click);
        statistics.add(click);
        long seconds = time / 1000;
        long purchase = seconds(click.purchaseTime);
        long refund = seconds(click.refundTime);
        long precedence = file.nextPrecedence();
        // Before day 0 there is only -1, which means none.
        boolean unmatched = click.converted() && precedence > 0 && precedence <= seconds;
        if (unmatched) {
            purchase = seconds - precedence;
        }
        line.clear();
        if (raw) {
            RawCascade.put(line, seconds, purchase, refund, click.ids);
        } else {
            line.number(seconds).put('\t').number(purchase).put('\t').number(refund);
            for (int id : click.ids) {
                line.put('\t').number(id);
            }
        }
        long purchases = click.converted() ? 1 : 0;
        long refunds = click.refunded() ? 1 : 0;
        file.write(line, seconds * 1000, new RowFile.Content(purchases, refunds, unmatched ? purchases + refunds : 0));
    }

    @Override
    public List<Path> files() {
        return List.of(file.path());
    }

    @Override
    public List<Statistic> statistics() {
        return statistics.list();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static long seconds(long ms) {
        return ms == CascadeClick.NEVER ? CascadeClick.NEVER : ms / 1000;
    }
}
