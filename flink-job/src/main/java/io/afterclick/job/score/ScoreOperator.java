package io.afterclick.job.score;

import io.afterclick.event.Arrival;
import io.afterclick.event.Click;
import io.afterclick.job.count.CountNames;
import io.afterclick.job.count.Counts;
import io.afterclick.job.count.TallyState;
import io.afterclick.job.journey.SideOutputs;
import io.afterclick.job.record.ClickArrivals;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.Tally;
import io.afterclick.job.variant.PublishedModel;
import io.afterclick.learn.Scores;
import io.afterclick.learn.matrix.MatrixEngines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Scores every click, many at once: a product of one row costs nearly as much as that of hundreds. Clicks wait for each other no
 * longer than to the next checkpoint, so that its only state is what it has counted.
 */
public final class ScoreOperator extends AbstractStreamOperator<Predicted>
        implements OneInputStreamOperator<ClickArrivals, Predicted>, BoundedOneInput {

    private static final long serialVersionUID = 1;

    /** In place of a segment: there is no stream that is cut. */
    public static final long NO_SEGMENT = -1;

    private static final int AT_ONCE = 256;

    private final String folder;

    private transient PublishedModel.Loaded model;
    private transient Scores scores;
    private transient List<Click> waiting;
    private transient long[][] keys;
    private transient Counts counts;
    private transient TallyState tally;

    /** @param folder of the published model */
    public ScoreOperator(String folder) {
        this.folder = folder;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        counts = new Counts();
        tally = TallyState.of(context.getOperatorStateStore());
        for (Tally before : tally.restored()) {
            counts.add(before);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        model = PublishedModel.load(Path.of(folder), MatrixEngines.best());
        scores = new Scores(model.learner().learner().quantities());
        waiting = new ArrayList<>(AT_ONCE);
        keys = new long[AT_ONCE][model.features().size()];
    }

    @Override
    public void processElement(StreamRecord<ClickArrivals> element) {
        for (Arrival arrival : element.getValue().arrivals()) {
            if (arrival.event() instanceof Click click) {
                model.features().rows(click.features(), keys[waiting.size()], 0);
                waiting.add(click);
                if (waiting.size() == AT_ONCE) {
                    score();
                }
            }
        }
    }

    private void score() {
        model.learner().learner().score(keys, waiting.size(), scores);
        String variant = model.manifest().variant();
        long steps = model.manifest().provenance().steps();
        for (int i = 0; i < waiting.size(); i++) {
            Predicted predicted = Predicted.of(variant, waiting.get(i), NO_SEGMENT, steps, scores, i);
            output.collect(new StreamRecord<>(predicted));
        }
        counts.counter(CountNames.SCORED).add(waiting.size());
        waiting.clear();
    }

    /** Nothing behind it asks for the time. */
    @Override
    public void processWatermark(Watermark mark) {
        // Kept back: clicks that it would have to overtake may be waiting.
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        score();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        tally.store(counts.tally());
    }

    @Override
    public void endInput() {
        score();
        output.collect(SideOutputs.TALLIES, new StreamRecord<>(counts.take()));
    }
}
