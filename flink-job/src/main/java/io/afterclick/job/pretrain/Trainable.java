package io.afterclick.job.pretrain;

import io.afterclick.job.variant.ModelDefaults;
import io.afterclick.job.variant.ModelKind;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.job.variant.Variants;
import io.afterclick.learn.Pretrainer;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.reader.ReaderNetworks;
import io.afterclick.learn.reader.ReaderOptions;
import io.afterclick.learn.reader.ReaderParts;
import io.afterclick.learn.reader.ReaderPretrainer;
import io.afterclick.learn.tesla.TeslaNetworks;
import io.afterclick.learn.tesla.TeslaParts;
import io.afterclick.learn.tesla.TeslaPretrainer;
import io.afterclick.learn.tesla.TeslaSettings;
import io.afterclick.model.Model;
import java.util.function.Supplier;

/**
 * Networks that are not pretrained yet.
 *
 * @param model what there is to keep once the pretrainer has finished
 */
record Trainable(Pretrainer pretrainer, Supplier<Model> kept) {

    private static final int LEAST_BATCH = 32;

    static Trainable of(VariantSpec variant, ModelDefaults defaults, MatrixEngine engine, double teslaRate) {
        return variant.kind().family() == ModelKind.Family.TESLA
                ? tesla(variant, defaults, engine, teslaRate)
                : reader(variant, defaults, engine);
    }

    private static Trainable tesla(VariantSpec variant, ModelDefaults defaults, MatrixEngine engine, double rate) {
        TeslaSettings settings = Variants.teslaSettings(variant, defaults);
        TeslaNetworks networks =
                TeslaNetworks.begin(engine, settings, defaults.seed(), defaults.deviation(), defaults.rows());
        return new Trainable(
                new TeslaPretrainer(networks, rate, defaults.batchCapacity(), LEAST_BATCH),
                () -> new Model(
                        TeslaParts.kind(settings.variant()), TeslaParts.of(networks.frozen(), defaults.fields())));
    }

    private static Trainable reader(VariantSpec variant, ModelDefaults defaults, MatrixEngine engine) {
        ReaderOptions options = Variants.readerOptions(variant);
        ReaderNetworks networks = ReaderNetworks.begin(
                engine, Variants.readerSettings(defaults), defaults.seed(), defaults.deviation(), defaults.rows());
        return new Trainable(
                new ReaderPretrainer(networks, options),
                () -> new Model(ReaderParts.KIND, ReaderParts.of(networks.frozen(), defaults.fields())));
    }

    Model model() {
        return kept.get();
    }
}
