package io.afterclick.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.learn.MeasuredDefaults;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ExpectedTest {

    @TempDir
    Path folder;

    private static Arguments tesla(String message, Consumer<TeslaEstimator> setting) {
        return Arguments.of(message, (Runnable) () -> setting.accept(new TeslaEstimator()));
    }

    private static Arguments reader(String message, Consumer<ReaderEstimator> setting) {
        return Arguments.of(message, (Runnable) () -> setting.accept(new ReaderEstimator()));
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                tesla("batchSize: expected 2 or more, found 1", stage -> stage.setBatchSize(1)),
                tesla("minBatchSize: expected 1 or more, found 0", stage -> stage.setMinBatchSize(0)),
                tesla("segmentLengthMs: expected 1 or more, found 0", stage -> stage.setSegmentLengthMs(0)),
                tesla("learningRate: expected a number above 0, found 0.0", stage -> stage.setLearningRate(0)),
                tesla("learningRate: expected a number above 0, found NaN", stage -> stage.setLearningRate(Double.NaN)),
                tesla(
                        "pretrainingLearningRate: expected a number above 0, found Infinity",
                        stage -> stage.setPretrainingLearningRate(Double.POSITIVE_INFINITY)),
                tesla("rowInitStd: expected a number of 0 or more, found -1.0", stage -> stage.setRowInitStd(-1)),
                tesla("embeddingDimension: expected 1 or more, found 0", stage -> stage.setEmbeddingDimension(0)),
                tesla(
                        "variant: expected one of shared, separate, hybrid, tesla, found full",
                        stage -> stage.setVariant("full")),
                tesla("weighting: expected one of pretrained, online, found none", stage -> stage.setWeighting("none")),
                tesla("rows: expected one of lazy, deferred, found eager", stage -> stage.setRows("eager")),
                tesla(
                        "rowKeys: expected one of identity, buckets, collisionless, found hash",
                        stage -> stage.setRowKeys("hash")),
                tesla(
                        "buckets: expected one number or one for each feature, 1 or more, found [8, 0]",
                        stage -> stage.setBuckets(8L, 0L)),
                tesla("featuresCol: expected the name of a column, found  ", stage -> stage.setFeaturesCol(" ")),
                tesla(
                        "featureCols: expected names of columns, each once, found [a, a]",
                        stage -> stage.setFeatureCols("a", "a")),
                reader("clipNorm: expected a number above 0 or none, found 0.0", stage -> stage.setClipNorm(0.0)),
                reader("warmUpSteps: expected 0 or more, found -1", stage -> stage.setWarmUpSteps(-1)),
                reader(
                        "minLearningRate: expected a number of 0 or more, found -0.1",
                        stage -> stage.setMinLearningRate(-0.1)),
                reader("attributionMs: expected 1 or more, found 0", stage -> stage.setAttributionMs(0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongValues")
    void wrongValuesAreRefusedInOneLine(String message, Runnable setting) {
        assertThatThrownBy(setting::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter " + message);
    }

    @Test
    void namesOfConstantsMayBeWrittenInAnyCase() {
        assertThat(new TeslaEstimator().setVariant("HYBRID").getVariant()).isEqualTo("HYBRID");
    }

    @Test
    void anEstimatorIsLoadedAsItWasSaved() throws Exception {
        ReaderEstimator saved = new ReaderEstimator()
                .setSeed(-5)
                .setBuckets(3L, 4_000_000_000L)
                .setFeatureCols("a", "b")
                .setRowKeys("identity")
                .setRows("deferred")
                .setLearningRate(0.25)
                .setStartMs(12L)
                .setClipNorm(2.5);
        saved.save(folder.resolve("set").toString());
        new ReaderEstimator().save(folder.resolve("defaults").toString());

        // Loading of an estimator needs no environment.
        ReaderEstimator loaded =
                Stages.load(ReaderEstimator.class, folder.resolve("set").toString());
        ReaderEstimator defaults =
                Stages.load(ReaderEstimator.class, folder.resolve("defaults").toString());

        assertThat(loaded.getParamMap()).usingRecursiveComparison().isEqualTo(saved.getParamMap());
        assertThat(defaults.getStartMs()).isNull();
        assertThat(defaults.getClipNorm()).isEqualTo(MeasuredDefaults.READER_CLIP_NORM);
        assertThat(defaults.getSegmentLengthMs()).isEqualTo(3_600_000);
    }
}
