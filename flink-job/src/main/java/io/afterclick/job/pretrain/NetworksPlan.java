package io.afterclick.job.pretrain;

import io.afterclick.job.variant.ModelDefaults;
import io.afterclick.job.variant.ModelKind;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.journey.Delivered.Life;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.trial.Settled;
import java.io.Serializable;

/**
 * Networks of one kind that are to be pretrained.
 *
 * @param kind name of the networks, from which variants find them
 * @param key by which their clicks are sent
 * @param variant one that begins from them
 * @param teslaRate learning rate of TESLA's pretraining
 * @param folder where they are kept
 */
public record NetworksPlan(
        String kind, String key, VariantSpec variant, ModelDefaults defaults, double teslaRate, String folder)
        implements Serializable {

    /** A click as these networks see it: settled once all that they learn from is known. */
    Settled settled(Life life) {
        boolean net = variant.kind().family() == ModelKind.Family.TESLA;
        return Settled.of(life, net ? life.netKnownAt() : life.gmvKnownAt());
    }

    Trainable open(MatrixEngine engine) {
        return Trainable.of(variant, defaults, engine, teslaRate);
    }
}
