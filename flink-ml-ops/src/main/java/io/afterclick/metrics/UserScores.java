package io.afterclick.metrics;

import io.afterclick.event.Packing;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;

/**
 * Predicted probabilities of a conversion, what came of them, and whose they were: 16 bytes and a bit for each row in memory,
 * 12 or 16 in store.
 *
 * <p>Order of sums: users ascending, then predictions descending, then label. Rows with all three equal are alike, so metrics
 * and bytes depend on the rows alone, not on how they came together.
 */
public final class UserScores {

    /** Version of the layout that is written. */
    public static final int VERSION = 1;

    private LongColumn users = new LongColumn();
    private DoubleColumn predictions = new DoubleColumn();
    private BitSet converted = new BitSet();
    private boolean ordered;

    /**
     * @param user a number of the user's own; a good 64-bit hash of the user id will do (among ten million users, two share
     *     one with a probability of 3 in a million)
     * @param prediction anything but NaN can be ranked
     */
    public void add(long user, double prediction, boolean converted) {
        this.converted.set(predictions.size(), converted);
        users.add(user);
        predictions.add(prediction);
        ordered = false;
    }

    /** Takes over the rows of another one, which stays as it is. */
    public void merge(UserScores other) {
        int rows = other.predictions.size();
        for (int row = 0; row < rows; row++) {
            converted.set(predictions.size() + row, other.converted.get(row));
        }
        users.addAll(other.users);
        predictions.addAll(other.predictions);
        ordered = false;
    }

    public long rows() {
        return predictions.size();
    }

    public UserMetrics metrics() {
        order();
        long ranked = 0;
        long rankedRows = 0;
        long leftOut = 0;
        double sum = 0;
        int end;
        for (int start = 0; start < predictions.size(); start = end) {
            end = endOfUser(start);
            if (ranking(start, end).auc() instanceof Metric.Value auc) {
                ranked++;
                rankedRows += end - start;
                sum += (end - start) * auc.value();
            } else {
                leftOut++;
            }
        }
        long notANumber = predictions.notANumber();
        return new UserMetrics(rows(), notANumber, ranked, leftOut, mean(sum, rankedRows, notANumber));
    }

    /** The same rows without their users, for the metrics in which users do not matter. */
    public ConversionScores conversions() {
        ConversionScores scores = new ConversionScores();
        for (int row = 0; row < predictions.size(); row++) {
            scores.add(predictions.get(row), converted.get(row));
        }
        return scores;
    }

    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        order();
        predictions.write(out);
        users.write(out);
        Packing.writeBytes(converted.toByteArray(), out);
    }

    /** @throws IOException if the bytes were written by a later release, or are none of ours */
    public static UserScores read(DataInput in) throws IOException {
        Layout.readVersion("user scores", VERSION, in);
        UserScores scores = new UserScores();
        scores.predictions = DoubleColumn.read(in);
        scores.users = LongColumn.read(scores.predictions.size(), in);
        scores.converted = BitSet.valueOf(Packing.readBytes(in));
        if (scores.converted.length() > scores.predictions.size()) {
            throw new IOException("User scores: expected labels of " + scores.predictions.size()
                    + " rows, found one of row " + scores.converted.length());
        }
        return scores;
    }

    private void order() {
        if (!ordered) {
            int[] rows = RowMerge.sorted(predictions.size(), this::byUserThenRank);
            users.arrange(rows);
            predictions.arrange(rows);
            BitSet arranged = new BitSet(rows.length);
            for (int row = 0; row < rows.length; row++) {
                arranged.set(row, converted.get(rows[row]));
            }
            converted = arranged;
            ordered = true;
        }
    }

    private int byUserThenRank(int a, int b) {
        int byUser = Long.compare(users.get(a), users.get(b));
        int byRank = byUser != 0 ? byUser : Double.compare(predictions.get(b), predictions.get(a));
        return byRank != 0 ? byRank : Boolean.compare(converted.get(a), converted.get(b));
    }

    private int endOfUser(int start) {
        int end = start;
        while (end < users.size() && users.get(end) == users.get(start)) {
            end++;
        }
        return end;
    }

    private Ranking ranking(int start, int end) {
        Ranking ranking = new Ranking();
        int tieEnd;
        for (int tie = start; tie < end; tie = tieEnd) {
            long positives = 0;
            tieEnd = tie;
            while (tieEnd < end && Double.compare(predictions.get(tieEnd), predictions.get(tie)) == 0) {
                positives += converted.get(tieEnd) ? 1 : 0;
                tieEnd++;
            }
            ranking.tie(positives, tieEnd - tie - positives);
        }
        return ranking;
    }

    private Metric mean(double sum, long rankedRows, long notANumber) {
        if (rows() == 0) {
            return Metric.missing(MissingReason.NO_ROWS);
        }
        if (notANumber > 0) {
            return Metric.missing(MissingReason.NOT_A_NUMBER);
        }
        return rankedRows == 0 ? Metric.missing(MissingReason.EQUAL_LABELS) : Metric.of(sum / rankedRows);
    }
}
