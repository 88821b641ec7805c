package io.afterclick.cli;

import io.afterclick.job.bench.BenchedReader;
import io.afterclick.job.bench.BenchedTesla;
import io.afterclick.job.bench.TrialPlan;
import io.afterclick.job.settings.DurationText;
import io.afterclick.learn.MeasuredDefaults;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.synthetic.Profile;
import io.afterclick.trial.Days;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is compared; what is not given is as published for the model. */
final class TrialMixin {

    @Option(
            names = "--model",
            defaultValue = "tesla",
            paramLabel = "NAME",
            description = "tesla or reader. Default: ${DEFAULT-VALUE}.")
    private Model model = Model.TESLA;

    @Option(names = "--variants", split = ",", paramLabel = "NAME", description = "Variants to compare. Default: all.")
    private @Nullable List<String> variants;

    @Option(
            names = "--rows",
            split = ",",
            defaultValue = "lazy,deferred",
            paramLabel = "MODE",
            description = "When embedding rows move: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private List<RowMode> rows = List.of();

    @Option(
            names = "--seeds",
            defaultValue = "1",
            paramLabel = "N",
            description = "Runs of each variant, with seeds from 1 on. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(
            names = "--pretrain",
            paramLabel = "A..B",
            description = "Days of pretraining. Default: 0..10, reader 0..50.")
    private @Nullable String pretrain;

    @Option(
            names = "--stream",
            paramLabel = "C..D",
            description = "Days of the stream. Default: 17..24, reader 57..82.")
    private @Nullable String stream;

    @Option(
            names = "--segment",
            paramLabel = "TIME",
            description = "Length of a segment. Default: 0.1 d, reader 0.125 d.")
    private @Nullable String segment;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Samples of a batch at most. Default: 5000, reader 1024.")
    private @Nullable Integer batch;

    @Option(names = "--dimension", paramLabel = "N", description = "Of an embedding. Default: 32, reader 16.")
    private @Nullable Integer dimension;

    @Option(
            names = "--init-std",
            defaultValue = "" + MeasuredDefaults.ROW_INIT_STD,
            paramLabel = "X",
            description = "Standard deviation of initial embeddings. Default: ${DEFAULT-VALUE}; published: 1.")
    private double deviation;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "Of the online step. Default: 0.003, reader 0.01; published: 0.01.")
    private @Nullable Double learningRate;

    @Option(
            names = "--pretrain-learning-rate",
            defaultValue = "" + MeasuredDefaults.TESLA_PRETRAINING_LEARNING_RATE,
            paramLabel = "X",
            description = "Of tesla's pretraining. Default: ${DEFAULT-VALUE}; published: 0.05.")
    private double pretrainRate;

    @Option(
            names = "--clip-norm",
            defaultValue = "" + MeasuredDefaults.READER_CLIP_NORM,
            paramLabel = "X",
            description = "Of reader's gradients. Default: ${DEFAULT-VALUE}; published: Infinity.")
    private double clipNorm;

    @Option(
            names = "--warm-up",
            defaultValue = "" + MeasuredDefaults.READER_WARM_UP_STEPS,
            paramLabel = "N",
            description =
                    "First steps of reader with a smaller learning rate. Default: ${DEFAULT-VALUE}; published: 0.")
    private int warmUp;

    /** Models. */
    enum Model {
        TESLA,
        READER
    }

    boolean isTesla() {
        return model == Model.TESLA;
    }

    Profile profile() {
        return isTesla() ? Profile.CASCADE : Profile.TRACE;
    }

    /** Days of clicks to generate: those behind the stream are scored too, for a segment. */
    int generatedDays() {
        return streamDays().to() + 1;
    }

    private Days streamDays() {
        return Days.parse(stream != null ? stream : isTesla() ? "17..24" : "57..82");
    }

    TrialPlan plan() {
        return new TrialPlan(
                Days.parse(pretrain != null ? pretrain : isTesla() ? "0..10" : "0..50"),
                streamDays(),
                DurationText.parse(segment != null ? segment : isTesla() ? "0.1 d" : "0.125 d"),
                batch != null ? batch : isTesla() ? 5000 : 1024,
                dimension != null ? dimension : isTesla() ? 32 : 16,
                deviation,
                learningRate != null
                        ? learningRate
                        : isTesla() ? MeasuredDefaults.TESLA_LEARNING_RATE : MeasuredDefaults.READER_LEARNING_RATE,
                pretrainRate,
                clipNorm,
                warmUp,
                chosen(),
                rows,
                seeds);
    }

    private List<String> chosen() {
        List<String> known = isTesla() ? BenchedTesla.names() : BenchedReader.names();
        if (variants == null) {
            return known;
        }
        for (String variant : variants) {
            if (!known.contains(variant)) {
                throw new IllegalArgumentException(
                        "--variants: expected some of " + String.join(", ", known) + ", found '" + variant + "'");
            }
        }
        return known.stream().filter(variants::contains).toList();
    }
}
