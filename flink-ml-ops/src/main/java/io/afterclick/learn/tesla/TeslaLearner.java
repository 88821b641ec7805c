package io.afterclick.learn.tesla;

import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.layer.Tower;
import java.util.Arrays;

/**
 * TESLA's online step: two optimiser steps a batch, refund stage first, then conversion on the shared rows just moved
 * (TESLA, WWW 2026). Both towers see the whole batch, so that batch statistics include the other stage's samples.
 */
public final class TeslaLearner {

    private final TeslaSettings settings;
    private final TeslaPredictor predictor;
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
        int fields = settings.fields();
        this.conversionWeights = new DebiasingWeights(pretrained, conversionDelays, false, fields, capacity);
        this.refundWeights = new DebiasingWeights(pretrained, refundDelays, true, fields, capacity);
        this.index = new BatchIndex(fields, capacity);
        this.all = new int[capacity];
        Arrays.setAll(all, i -> i);
    }

    /** Takes the two steps of a batch. */
    public TeslaLosses train(TeslaBatch batch, NegativeSampler sampler) {
        batch.fill(refundStage, true);
        batch.fill(conversionStage, false);
        refundWeights.ask(refundStage, batch.keys());
        conversionWeights.ask(conversionStage, batch.keys());
        index.index(batch.keys(), all, batch.size());
        float[][] rows = predictor.gather(index);
        double[] refund = step(batch, rows, predictor.refund(), refundStage, refundWeights, refundRanking, sampler);
        double[] conversion = step(
                batch, rows, predictor.conversion(), conversionStage, conversionWeights, conversionRanking, sampler);
        predictor.scatter(index);
        return new TeslaLosses(refund[0], refund[1], conversion[0], conversion[1]);
    }

    private double[] step(
            TeslaBatch batch,
            float[][] rows,
            StagedTower staged,
            Stage stage,
            DebiasingWeights weights,
            RankingLoss ranking,
            NegativeSampler sampler) {
        float[][] logits = staged.forward(index, rows, true);
        if (settings.weighting() == TeslaSettings.Weighting.ONLINE) {
            weights.weighOnline(stage, logits);
        } else {
            weights.weigh(stage);
        }
        Tower tower = staged.tower();
        float[][] gradients = tower.logitGradients();
        for (int i = 0; i < batch.size(); i++) {
            gradients[i][0] = 0f;
        }
        double debiased = DebiasedLoss.add(stage, batch.size(), logits, gradients);
        double ranked = settings.variant().ranks() ? ranking.add(stage, logits, gradients, sampler) : 0;
        staged.step(index, rows, settings.learningRate());
        return new double[] {debiased, ranked};
    }
}
