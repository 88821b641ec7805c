package io.afterclick.learn.tesla;

import io.afterclick.learn.StepResult;
import io.afterclick.learn.embedding.BatchIndex;
import java.util.Arrays;
import java.util.List;

/**
 * TESLA's online step: two optimiser steps a batch, refund stage first, then conversion on the shared rows just moved
 * (TESLA, WWW 2026). Both towers see the whole batch, so that batch statistics include the other stage's samples.
 */
public final class TeslaLearner {

    /** The loss terms of a step, in their order. */
    public static final List<String> LOSS_TERMS =
            List.of("refund.debiased", "refund.ranking", "conversion.debiased", "conversion.ranking");

    private final TeslaSettings settings;
    private final TeslaPredictor predictor;
    private final CascadeStep cascade;
    private final DebiasingWeights conversionWeights;
    private final DebiasingWeights refundWeights;
    private final BatchIndex index;
    private final Stage conversionStage = new Stage();
    private final Stage refundStage = new Stage();
    private final RankingLoss conversionRanking =
            new RankingLoss(TeslaSettings.CONVERSION_DRAWS, TeslaSettings.CONVERSION_RANKING);
    private final RankingLoss refundRanking = new RankingLoss(TeslaSettings.REFUND_DRAWS, TeslaSettings.REFUND_RANKING);
    private final int[] all;

    /**
     * @param predictor the online one, mutated
     * @param pretrained the frozen copy that online training began with
     * @param capacity samples of a batch at most
     */
    public TeslaLearner(
            TeslaSettings settings,
            TeslaPredictor predictor,
            TeslaPredictor pretrained,
            DelayModel conversionDelays,
            DelayModel refundDelays,
            int capacity) {
        this.settings = settings;
        this.predictor = predictor;
        this.cascade = new CascadeStep(predictor);
        int fields = settings.fields();
        this.conversionWeights = new DebiasingWeights(pretrained, conversionDelays, false, fields, capacity);
        this.refundWeights = new DebiasingWeights(pretrained, refundDelays, true, fields, capacity);
        this.index = new BatchIndex(fields, capacity);
        this.all = new int[capacity];
        Arrays.setAll(all, i -> i);
    }

    /** Takes the two steps of a batch. */
    public StepResult train(TeslaBatch batch, NegativeSampler sampler) {
        batch.fill(refundStage, true);
        batch.fill(conversionStage, false);
        refundWeights.ask(refundStage, batch.keys());
        conversionWeights.ask(conversionStage, batch.keys());
        index.index(batch.keys(), all, batch.size());
        double[] terms = new double[LOSS_TERMS.size()];
        boolean applied = cascade.take(
                index,
                settings.learningRate(),
                predictor.refund(),
                (logits, gradients) ->
                        loss(refundStage, refundWeights, refundRanking, sampler, logits, gradients, terms, 0),
                predictor.conversion(),
                (logits, gradients) -> loss(
                        conversionStage, conversionWeights, conversionRanking, sampler, logits, gradients, terms, 2));
        if (applied && settings.predictsInTraining()) {
            float[][] rows = predictor.rows().gather(index);
            predictor.conversion().forward(index, rows, true);
            predictor.refund().forward(index, rows, true);
        }
        return new StepResult(applied, cascade.loss(), terms, cascade.gradientNorm(), settings.learningRate());
    }

    private double loss(
            Stage stage,
            DebiasingWeights weights,
            RankingLoss ranking,
            NegativeSampler sampler,
            float[][] logits,
            float[][] gradients,
            double[] terms,
            int firstTerm) {
        if (settings.weighting() == TeslaSettings.Weighting.ONLINE) {
            weights.weighOnline(stage, logits);
        } else {
            weights.weigh(stage);
        }
        double debiased = DebiasedLoss.add(stage, index.samples(), logits, gradients);
        double ranked = settings.variant().ranks() ? ranking.add(stage, logits, gradients, sampler) : 0;
        terms[firstTerm] = debiased;
        terms[firstTerm + 1] = ranked;
        return debiased + ranking.coefficient() * ranked;
    }
}
