package io.afterclick.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.ml.builder.Pipeline;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.table.api.Expressions;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class ReaderStagesTest {

    private static final int CLICKS = 400;

    @RegisterExtension
    static final TestCluster CLUSTER = new TestCluster();

    @TempDir
    Path folder;

    private StreamTableEnvironment tables;

    @BeforeEach
    void environment() {
        tables = CLUSTER.tables(2);
    }

    private static ReaderEstimator estimator() {
        return new ReaderEstimator()
                .setBuckets(64L)
                .setEmbeddingDimension(4)
                .setBatchSize(20)
                .setMinBatchSize(10);
    }

    private Table settled() {
        return ShopLog.table(tables, ShopLog.VALUES, new ShopLog(4, CLICKS).values("settled-"));
    }

    private Table samples() {
        return ShopLog.table(tables, ShopLog.VALUES, new ShopLog(5, CLICKS).values("click-"));
    }

    private Map<String, List<Object>> scores(Table scored) throws Exception {
        return Tables.columns(scored, "click_id", "gmv");
    }

    private Table clicks() {
        return ShopLog.table(tables, ShopLog.CLICKS, ShopLog.clicks());
    }

    @Test
    void learnsWhoSpendsMoreAndScoresTheSameAfterLoading() throws Exception {
        PipelineModel fitted = new Pipeline(List.of(estimator())).fit(settled(), samples());
        Map<String, List<Object>> scores = scores(fitted.transform(clicks())[0]);

        for (String ware : ShopLog.wares()) {
            assertThat(Tables.number(scores, ware + " gold", 0))
                    .isGreaterThan(3 * Tables.number(scores, ware + " plain", 0));
        }

        fitted.save(folder.resolve("model").toString());
        PipelineModel loaded =
                PipelineModel.load(tables, folder.resolve("model").toString());
        Tables.assertClose(scores(loaded.transform(clicks())[0]), scores);
    }

    @Test
    void samplesMoveWhatWasPretrained() throws Exception {
        Map<String, List<Object>> before = scores(estimator().fit(settled()).transform(clicks())[0]);
        Map<String, List<Object>> after =
                scores(estimator().fit(settled(), samples()).transform(clicks())[0]);

        assertThat(Tables.number(after, "hats gold", 0))
                .isNotCloseTo(Tables.number(before, "hats gold", 0), within(1e-3));
    }

    @Test
    void clicksThatAreNotSettledAreLeftOut() throws Exception {
        List<Row> rows = new ShopLog(4, CLICKS).values("settled-");
        List<Row> open = new ShopLog(6, 50)
                .values("open-").stream()
                        .filter(row -> !"GMV_GROUND_TRUTH".equals(row.getField(3)))
                        .toList();
        List<Row> both = new ArrayList<>(rows);
        both.addAll(open);

        estimator().fit(settled()).save(folder.resolve("settled").toString());
        estimator()
                .fit(ShopLog.table(tables, ShopLog.VALUES, both))
                .save(folder.resolve("both").toString());

        assertThat(folder.resolve("both/data/rows.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("settled/data/rows.safetensors"));
    }

    @Test
    void aSettledClickNeedsAllItsPurchases() {
        List<Row> rows = new ShopLog(4, 1).values("click-");
        int purchases = rows.size() - 1;

        assertThatThrownBy(() -> estimator().fit(ShopLog.table(tables, ShopLog.VALUES, rows.subList(1, rows.size()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("settled samples, click click-0: expected a row for each of its " + purchases
                        + " purchases and one at the close, found rows of purchase_count [");
    }

    @Test
    void samplesOfOtherTasksAreRefused() {
        Table relabelled = settled().addOrReplaceColumns(Expressions.lit("CVR").as("task"));

        assertThatThrownBy(() -> estimator().fit(relabelled))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("settled samples, click settled-\\d+, column task: expected GMV_PURCHASE or "
                        + "GMV_GROUND_TRUTH, found CVR");
    }
}
