package io.afterclick.job.backtest;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.job.output.JobVersion;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.settings.TrainerOptions;
import io.afterclick.job.variant.ModelDefaults;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.job.variant.Variants;
import io.afterclick.learn.Pretrainer;
import io.afterclick.learn.matrix.MatrixEngines;
import io.afterclick.model.Model;
import io.afterclick.model.ModelWriter;
import io.afterclick.snapshot.Provenance;
import io.afterclick.trial.Pretraining;
import io.afterclick.trial.Settled;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trains the networks that variants begin from, each kind once, and keeps them as folders. */
final class PretrainedNetworks {

    private final Settings settings;
    private final FeatureSpace features;
    private final ModelDefaults defaults;
    private final Pretraining pretraining;
    private final Path folder;

    /** @param folder in which a folder for each kind is made */
    PretrainedNetworks(
            Settings settings, FeatureSpace features, ModelDefaults defaults, Pretraining pretraining, Path folder) {
        this.settings = settings;
        this.features = features;
        this.defaults = defaults;
        this.pretraining = pretraining;
        this.folder = folder;
    }

    /** Trains what the variants need; folders by kind. */
    Map<String, String> train(List<VariantSpec> variants, List<Settled> settled) throws IOException {
        Map<String, String> folders = new LinkedHashMap<>();
        for (VariantSpec variant : variants) {
            String kind = Variants.networks(variant, defaults);
            if (!folders.containsKey(kind)) {
                Path own = folder.resolve(kind);
                train(variant, settled, own);
                folders.put(kind, own.toAbsolutePath().toString());
            }
        }
        return folders;
    }

    private void train(VariantSpec variant, List<Settled> settled, Path own) throws IOException {
        Trainable trainable = Trainable.of(
                variant, defaults, MatrixEngines.best(), settings.get(TrainerOptions.PRETRAIN_LEARNING_RATE));
        Pretrainer pretrainer = trainable.pretrainer();
        if (pretraining.run(pretrainer, features, settled) == 0) {
            throw new IllegalArgumentException("--pretrain: expected clicks between "
                    + Instant.ofEpochMilli(pretraining.from()) + " and " + Instant.ofEpochMilli(pretraining.to())
                    + " whose labels were complete before the stream, found none");
        }
        Model model = trainable.model();
        Provenance provenance = new Provenance(
                JobVersion.CURRENT,
                settings.get(RunOptions.SEED),
                new TreeMap<>(settings.configuration().toMap()),
                pretraining.from(),
                pretraining.to(),
                0,
                pretrainer.steps());
        new ModelWriter(model, model.kind(), provenance).write(own, 0);
    }
}
