package io.afterclick.ml;

import io.afterclick.learn.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * Adds scores to rows, many at once, since a product of one row costs nearly as much as that of hundreds. Rows wait for each
 * other no longer than {@value #LONGEST_WAIT_MS} ms, and never behind a watermark or a checkpoint; so there is no state.
 */
final class ScoreOperator extends AbstractStreamOperator<Row>
        implements OneInputStreamOperator<Row, Row>, BoundedOneInput {

    private static final long serialVersionUID = 1;

    private static final int AT_ONCE = 256;
    private static final long LONGEST_WAIT_MS = 50;

    private final FeatureColumns features;
    private final List<ScoreColumn> columns;
    private final ModelScorer model;

    private transient ClickScorer scorer;
    private transient Scores scores;
    private transient List<StreamRecord<Row>> waiting;
    private transient long[][] keys;
    private transient @Nullable ScheduledFuture<?> timer;

    ScoreOperator(FeatureColumns features, List<ScoreColumn> columns, ModelScorer model) {
        this.features = features;
        this.columns = columns;
        this.model = model;
    }

    @Override
    public void open() throws Exception {
        super.open();
        scorer = model.load();
        scores = new Scores(columns.stream().map(ScoreColumn::quantity).collect(Collectors.toSet()));
        waiting = new ArrayList<>(AT_ONCE);
        keys = new long[AT_ONCE][scorer.features().size()];
    }

    @Override
    public void processElement(StreamRecord<Row> element) {
        Row row = element.getValue();
        scorer.features().rows(features.read(row), keys[waiting.size()], 0);
        waiting.add(element.copy(row));
        if (waiting.size() == AT_ONCE) {
            scoreWaiting();
        } else if (waiting.size() == 1) {
            long due = getProcessingTimeService().getCurrentProcessingTime() + LONGEST_WAIT_MS;
            timer = getProcessingTimeService().registerTimer(due, time -> scoreWaiting());
        }
    }

    private void scoreWaiting() {
        if (waiting.isEmpty()) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        scores.require(waiting.size());
        scorer.score(keys, waiting.size(), scores);
        for (int i = 0; i < waiting.size(); i++) {
            StreamRecord<Row> record = waiting.get(i);
            output.collect(record.copy(scored(record.getValue(), i)));
        }
        waiting.clear();
    }

    private Row scored(Row row, int place) {
        int arity = row.getArity();
        Row scored = Row.withPositions(row.getKind(), arity + columns.size());
        for (int i = 0; i < arity; i++) {
            scored.setField(i, row.getField(i));
        }
        for (int i = 0; i < columns.size(); i++) {
            scored.setField(arity + i, scores.of(columns.get(i).quantity())[place]);
        }
        return scored;
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        scoreWaiting();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        scoreWaiting();
    }

    @Override
    public void endInput() {
        scoreWaiting();
    }
}
