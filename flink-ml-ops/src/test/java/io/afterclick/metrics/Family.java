package io.afterclick.metrics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What all accumulators have in common, so that one test covers them all. */
record Family<A>(
        String name,
        Supplier<A> empty,
        BiConsumer<A, Row> adder,
        BiConsumer<A, A> merger,
        Function<A, Object> metrics,
        Writer<A> writer,
        Reader<A> reader) {

    interface Writer<A> {
        void write(A scores, DataOutput out) throws IOException;
    }

    interface Reader<A> {
        A read(DataInput in) throws IOException;
    }

    static final Family<ConversionScores> CONVERSIONS = new Family<>(
            "conversion scores",
            ConversionScores::new,
            (scores, row) -> scores.add(row.prediction(), row.converted()),
            ConversionScores::merge,
            scores -> List.of(scores.metrics(Convention.PLAIN), scores.metrics(Convention.PUBLISHED)),
            ConversionScores::write,
            ConversionScores::read);

    static final Family<GmvScores> GMV = new Family<>(
            "GMV scores",
            GmvScores::new,
            (scores, row) -> scores.add(row.prediction(), row.label()),
            GmvScores::merge,
            GmvScores::metrics,
            GmvScores::write,
            GmvScores::read);

    static final Family<UserScores> USERS = new Family<>(
            "user scores",
            UserScores::new,
            (scores, row) -> scores.add(row.user(), row.prediction(), row.converted()),
            UserScores::merge,
            scores -> List.of(scores.metrics(), scores.conversions().metrics()),
            UserScores::write,
            UserScores::read);

    static final Family<SegmentScores> SEGMENTS = new Family<>(
            "segment scores",
            SegmentScores::new,
            (scores, row) -> scores.add(Metric.of(row.prediction())),
            SegmentScores::merge,
            SegmentScores::mean,
            SegmentScores::write,
            SegmentScores::read);

    static List<Family<?>> all() {
        return List.of(CONVERSIONS, GMV, USERS, SEGMENTS);
    }

    A of(List<Row> rows) {
        A scores = empty.get();
        add(scores, rows);
        return scores;
    }

    void add(A scores, List<Row> rows) {
        rows.forEach(row -> adder.accept(scores, row));
    }

    /** Both stay as they are. */
    A merged(A first, A second) {
        A merged = empty.get();
        merger.accept(merged, first);
        merger.accept(merged, second);
        return merged;
    }

    byte[] bytes(A scores) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(scores, new DataOutputStream(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    A read(byte[] bytes) throws IOException {
        return reader.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Override
    public String toString() {
        return name;
    }
}
