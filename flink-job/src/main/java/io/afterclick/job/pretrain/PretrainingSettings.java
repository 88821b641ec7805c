package io.afterclick.job.pretrain;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.trial.Pretraining;
import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;

/**
 * How networks are pretrained.
 *
 * @param networks kinds and keys unique
 * @param waitingBytes of clicks that one kind of networks holds in memory, roughly; the rest is in the state backend
 * @param run the run's settings, for the record
 */
public record PretrainingSettings(
        List<NetworksPlan> networks,
        Pretraining pretraining,
        FeatureSpace features,
        long waitingBytes,
        TreeMap<String, String> run)
        implements Serializable {}
