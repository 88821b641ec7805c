package io.afterclick.trial;

import io.afterclick.event.Click;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.SampleTask;
import io.afterclick.learn.OnlineLearner;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A learner that writes down what it is asked for, and predicts how many samples it has seen. */
final class Recorder implements OnlineLearner, TrialListener {

    final List<String> calls = new ArrayList<>();
    final List<String> scored = new ArrayList<>();
    private final List<String> batch = new ArrayList<>();
    private int seen;

    @Override
    public boolean trainsOn(SampleTask task) {
        return task == SampleTask.CVR;
    }

    @Override
    public void add(Sample sample, long[] keys) {
        batch.add(sample.click().id() + "/" + keys[0]);
    }

    @Override
    public int size() {
        return batch.size();
    }

    @Override
    public StepResult train(long segment, long number) {
        calls.add("train " + segment + "." + number + " " + String.join(" ", batch));
        seen += batch.size();
        batch.clear();
        return new StepResult(true, 0, new double[0], 0, 0);
    }

    @Override
    public List<String> lossTerms() {
        return List.of();
    }

    @Override
    public Set<Quantity> quantities() {
        return Set.of(Quantity.CVR);
    }

    @Override
    public void score(long[][] keys, int n, Scores into) {
        into.require(n);
        StringBuilder all = new StringBuilder("score");
        for (int i = 0; i < n; i++) {
            into.of(Quantity.CVR)[i] = seen;
            all.append(' ').append(keys[i][0]);
        }
        calls.add(all.toString());
    }

    @Override
    public void scored(long segment, Click click, Scores scores, int place) {
        scored.add(segment + ":" + click.id() + "=" + (int) scores.of(Quantity.CVR)[place]);
    }

    @Override
    public void trained(long segment, long number, int samples, StepResult step) {
        calls.add("trained " + segment + "." + number + " " + samples);
    }
}
