package io.afterclick.synthetic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes TRACE rows in the official format. */
final class TraceLog implements LogWriter {

    private final TraceModel model;
    private final RowFile file;
    private final TraceStatistics statistics = new TraceStatistics();
    private final TraceClick click = new TraceClick();
    private final LineBuffer line = new LineBuffer();

    TraceLog(TraceModel model, RowFile file) {
        this.model = model;
        this.file = file;
    }

    static String header() {
        StringBuilder header = new StringBuilder();
        for (int f = 0; f < Fields.COUNT; f++) {
            header.append("feature_").append(f).append('\t');
        }
        return header
                + "click_time\tpay_time\tdirpay_amt\tmulti_tag\tcount\ttotal_counts\tprev_dirpay_amt\tprev_pay_time";
    }

    @Override
    public void write(long index, long time) throws IOException {
        model.draw(index, time, click);
        statistics.add(click);
        long seconds = time / 1000;
        long precedence = file.nextPrecedence();
        boolean unmatched = precedence > 0 && precedence <= seconds;
        if (unmatched) {
            click.purchaseTimes[0] = (seconds - precedence) * 1000;
        }
        putRow(seconds);
        file.write(line, seconds * 1000, new RowFile.Content(click.purchases, 0, unmatched ? 1 : 0));
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

    private void putRow(long seconds) {
        line.clear();
        for (int id : click.ids) {
            line.number(id).put('\t');
        }
        line.number(seconds).put("\t[");
        for (int i = 0; i < click.purchases; i++) {
            separate(i).number(click.purchaseTimes[i] / 1000);
        }
        line.put("]\t[");
        for (int i = 0; i < click.purchases; i++) {
            separate(i).shortMoney(click.cents[i]);
        }
        line.put("]\t").number(click.repurchased() ? 1 : 0).put("\t[");
        for (int i = 0; i < click.purchases; i++) {
            separate(i).number(i + 1);
        }
        line.put("]\t").number(click.purchases).put("\t[");
        for (int i = 0; i < click.purchases; i++) {
            separate(i).shortMoney(i == 0 ? 0 : click.cents[i - 1]);
        }
        line.put("]\t[");
        for (int i = 0; i < click.purchases; i++) {
            separate(i).number(i == 0 ? seconds : click.purchaseTimes[i - 1] / 1000);
        }
        line.put(']');
    }

    private LineBuffer separate(int element) {
        return element == 0 ? line : line.put(',').put(' ');
    }
}
