package io.afterclick.job.trainer;

import io.afterclick.event.Click;
import io.afterclick.job.record.Predicted;
import io.afterclick.learn.DurableLearner;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.embedding.AgeingRows;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.matrix.MatrixEngines;
import io.afterclick.model.LearnerDigest;
import io.afterclick.trial.TestThenTrain;
import io.afterclick.trial.TrialListener;
import io.afterclick.trial.TrialLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a variant gives when it is trained on the heap, without an engine and without a failure.
 *
 * @param predictions in the order in which they were made
 */
public record Truth(
        List<Predicted> predictions,
        String parametersSha256,
        String optimiserSha256,
        long steps,
        long samples,
        long refused,
        int waiting) {

    /** Trains a variant on what journeys delivered over a whole log. */
    public static Truth of(VariantPlan plan, TrialLog log, TrainerSettings settings) throws IOException {
        Rows kept = new Rows();
        DurableLearner durable = plan.opener().open(MatrixEngines.best(), (layout, origin) -> {
            boolean ages = settings.ageing().isNeeded();
            HeapRows rows = new HeapRows(settings.features().size(), ages ? layout.aged() : layout, origin);
            kept.rows = rows;
            AgeingRows ageing = new AgeingRows(rows, layout, origin, settings.ageing());
            kept.ageing = ageing;
            return ages ? ageing : rows;
        });
        Listener heard = new Listener(plan.name(), kept.ageing);
        String delivery = plan.delivery();
        int waiting = new TestThenTrain(settings.segments(), settings.batchSizes(), settings.features())
                .run(durable.learner(), delivery == null ? List.of() : log.samplesOf(delivery), log.clicks(), heard);
        LearnerDigest digest = new LearnerDigest(durable);
        HeapRows rows = kept.rows;
        if (rows != null) {
            RowLayout layout = rows.layout();
            long end = settings.segments().count() + 1L;
            rows.forEach((field, row, packed) -> {
                if (!settings.ageing().isNeeded() || settings.ageing().isAlive(layout, packed, end)) {
                    digest.add(field, row, packed);
                }
            });
        }
        return new Truth(
                heard.predictions,
                digest.parameters(),
                digest.optimiser(),
                heard.steps,
                heard.samples,
                heard.refused,
                waiting);
    }

    private static final class Rows {
        private @Nullable HeapRows rows;
        private @Nullable AgeingRows ageing;
    }

    private static final class Listener implements TrialListener {
        private final String variant;
        private final @Nullable AgeingRows ageing;
        private final List<Predicted> predictions = new ArrayList<>();
        private long steps;
        private long samples;
        private long refused;

        Listener(String variant, @Nullable AgeingRows ageing) {
            this.variant = variant;
            this.ageing = ageing;
        }

        @Override
        public void begins(long segment) {
            if (ageing != null) {
                ageing.at(segment);
            }
        }

        @Override
        public void scored(long segment, Click click, Scores scores, int place) {
            predictions.add(Predicted.of(variant, click, segment, steps, scores, place));
        }

        @Override
        public void trained(long segment, long batch, int size, StepResult step) {
            if (step.applied()) {
                steps++;
                samples += size;
            } else {
                refused += size;
            }
        }
    }
}
