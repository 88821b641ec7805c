package io.afterclick.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.ml.builder.Pipeline;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class TeslaStagesTest {

    private static final int CLICKS = 600;

    @RegisterExtension
    static final TestCluster CLUSTER = new TestCluster();

    private StreamTableEnvironment tables;

    @TempDir
    Path folder;

    @BeforeEach
    void environment() {
        tables = CLUSTER.tables(2);
    }

    private static TeslaEstimator estimator() {
        return new TeslaEstimator()
                .setBuckets(64L)
                .setEmbeddingDimension(4)
                .setBatchSize(100)
                // Rows that a few hundred clicks touch have no time to grow.
                .setRowInitStd(1)
                .setPretrainingLearningRate(5e-3)
                .setLearningRate(1e-3);
    }

    private static Table settled(StreamTableEnvironment tables) {
        return ShopLog.table(tables, ShopLog.SETTLED, new ShopLog(1, CLICKS).settled());
    }

    private static Table samples(StreamTableEnvironment tables) {
        return ShopLog.table(tables, ShopLog.SAMPLES, new ShopLog(2, CLICKS).samples());
    }

    private static Table clicks(StreamTableEnvironment tables) {
        return ShopLog.table(tables, ShopLog.CLICKS, ShopLog.clicks());
    }

    private static Map<String, List<Object>> scores(Table scored) throws Exception {
        return Tables.columns(scored, "click_id", "cvr", "rfr", "netcvr");
    }

    @Test
    void learnsWhatIsBoughtAndWhatIsSentBack() throws Exception {
        TeslaModel model = estimator().fit(settled(tables), samples(tables));

        Map<String, List<Object>> scores = scores(model.transform(clicks(tables))[0]);

        assertThat(scores).hasSize(8);
        for (String member : List.of("gold", "plain")) {
            assertThat(Tables.number(scores, "shoes " + member, 0))
                    .isGreaterThan(2 * Tables.number(scores, "books " + member, 0));
            assertThat(Tables.number(scores, "hats " + member, 1))
                    .isGreaterThan(Tables.number(scores, "shoes " + member, 1));
        }
        scores.values()
                .forEach(each ->
                        assertThat((double) each.get(2)).isEqualTo((double) each.get(0) * (1 - (double) each.get(1))));
    }

    @Test
    void keepsAllColumnsOfTheClicks() {
        TeslaModel model = estimator().setCvrCol("bought").fit(settled(tables));

        Table scored = model.transform(clicks(tables))[0];

        assertThat(scored.getResolvedSchema().toString())
                .isEqualTo("(\n  `click_id` STRING,\n  `features` ARRAY<STRING>,\n  `bought` DOUBLE NOT NULL,\n"
                        + "  `rfr` DOUBLE NOT NULL,\n  `netcvr` DOUBLE NOT NULL\n)");
    }

    @Test
    void samplesMoveWhatWasPretrained() throws Exception {
        Map<String, List<Object>> before =
                scores(estimator().fit(settled(tables)).transform(clicks(tables))[0]);
        Map<String, List<Object>> after =
                scores(estimator().fit(settled(tables), samples(tables)).transform(clicks(tables))[0]);

        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void sameRowsGiveTheSameModelWhateverTheParallelism() throws Exception {
        StreamTableEnvironment alone = CLUSTER.tables(1);
        estimator()
                .fit(settled(tables), samples(tables))
                .save(folder.resolve("two").toString());
        estimator()
                .fit(settled(alone), samples(alone))
                .save(folder.resolve("one").toString());

        for (String file : List.of("dense.safetensors", "rows.safetensors", "manifest.json")) {
            assertThat(folder.resolve("one/data/" + file)).hasSameBinaryContentAs(folder.resolve("two/data/" + file));
        }
    }

    @Test
    void aSavedPipelineScoresTheSame() throws Exception {
        PipelineModel fitted = new Pipeline(List.of(estimator())).fit(settled(tables), samples(tables));
        Map<String, List<Object>> scores = scores(fitted.transform(clicks(tables))[0]);
        fitted.save(folder.resolve("model").toString());

        PipelineModel loaded =
                PipelineModel.load(tables, folder.resolve("model").toString());

        Tables.assertClose(scores(loaded.transform(clicks(tables))[0]), scores);
    }

    @Test
    void aLoadedModelCanBeSavedAgain() throws Exception {
        TeslaModel fitted = estimator().setNetCvrCol("kept").fit(settled(tables));
        fitted.save(folder.resolve("first").toString());

        TeslaModel loaded = TeslaModel.load(tables, folder.resolve("first").toString());
        loaded.save(folder.resolve("second").toString());

        assertThat(loaded.getNetCvrCol()).isEqualTo("kept");
        try (var files = Files.list(folder.resolve("first/data"))) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(file)
                            .hasSameBinaryContentAs(folder.resolve("second/data/" + file.getFileName())));
        }
    }

    @Test
    void modelDataCanBeTakenElsewhere() throws Exception {
        TeslaModel fitted = estimator().fit(settled(tables));

        TeslaModel other = new TeslaModel().setModelData(fitted.getModelData());

        Tables.assertClose(scores(other.transform(clicks(tables))[0]), scores(fitted.transform(clicks(tables))[0]));
    }

    @Test
    void aModelWithoutDataSaysSo() {
        assertThatThrownBy(() -> new TeslaModel().transform(clicks(tables)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("TeslaModel: expected a model that was fitted, loaded or given its data, found none");
    }

    @Test
    void scoresGoToColumnsThatAreNotThere() {
        TeslaModel model = estimator().setRfrCol("click_id").fit(settled(tables));

        assertThatThrownBy(() -> model.transform(clicks(tables)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "clicks: expected no column click_id yet, since the scores go there (parameter rfrCol), found one");
    }

    @Test
    void aFolderWithoutItsManifestIsNoModel() throws Exception {
        estimator().fit(settled(tables)).save(folder.resolve("model").toString());
        Files.delete(folder.resolve("model/data/manifest.json"));

        assertThatThrownBy(() -> TeslaModel.load(tables, folder.resolve("model").toString()))
                .hasMessageEndingWith(
                        "model/data: expected a model with a manifest.json, found none, so it is no complete model");
    }

    @Test
    void aSavedModelIsNotOverwritten() throws Exception {
        TeslaModel model = estimator().fit(settled(tables));
        model.save(folder.resolve("model").toString());

        assertThatThrownBy(() -> model.save(folder.resolve("model").toString()))
                .hasMessageContaining("model/metadata already exists");
    }

    @Test
    void anotherStageIsNotLoadedAsThisOne() throws Exception {
        estimator().save(folder.resolve("stage").toString());

        assertThatThrownBy(() -> TeslaModel.load(tables, folder.resolve("stage").toString()))
                .hasMessageEndingWith(
                        "stage: expected a io.afterclick.ml.TeslaModel, found a io.afterclick.ml.TeslaEstimator");
    }

    @Test
    void clicksOfAnotherShapeAreRefused() {
        TeslaModel model = estimator().fit(settled(tables));
        Table short2 = tables.sqlQuery("SELECT 'a' AS click_id, ARRAY['shoes', 'gold'] AS features");

        assertThatThrownBy(() -> Tables.rows(model.transform(short2)[0]))
                .hasRootCauseMessage("features: expected 3 values, found 2");
    }

    @Test
    void batchesTooSmallToBeCutAreRefused() {
        assertThatThrownBy(() -> estimator().setMinBatchSize(51).fit(settled(tables)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter batchSize: expected at least twice minBatchSize, 102, found 100");
    }

    @Test
    void onlyOneOrTwoTablesAreFitted() {
        assertThatThrownBy(() -> estimator().fit())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected one table, the settled clicks, or two, with the samples, found 0");
    }
}
