package io.afterclick.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.event.Features;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.feature.RowKeys;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.SampleTask;
import io.afterclick.journey.Trajectory;
import io.afterclick.learn.SettledClick;
import java.util.List;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TableReadingTest {

    @RegisterExtension
    static final TestCluster CLUSTER = new TestCluster();

    private final TeslaEstimator params = new TeslaEstimator();
    private StreamTableEnvironment tables;

    @BeforeEach
    void environment() {
        tables = CLUSTER.tables(1);
    }

    private Table settled(String features, String trajectory) {
        return tables.sqlQuery("SELECT 'c' AS click_id, CAST(7 AS BIGINT) AS click_time_ms, " + features + ", "
                + trajectory + " AS trajectory");
    }

    private Features features(String columns) {
        List<SettledClick> clicks = ConversionTables.settled(settled(columns, "'nConv'"), params);
        return clicks.get(0).click().features();
    }

    @Test
    void aSettledClickIsReadWithHowItEnded() {
        List<SettledClick> clicks =
                ConversionTables.settled(settled("ARRAY['a', 'b'] AS features", "'dConv-iRefund'"), params);

        assertThat(clicks).hasSize(1);
        assertThat(clicks.get(0).trajectory()).isEqualTo(Trajectory.D_CONV_I_REFUND);
        assertThat(clicks.get(0).click().id()).isEqualTo("c");
        assertThat(clicks.get(0).click().time()).isEqualTo(7);
        assertThat(clicks.get(0).click().features().values()).containsExactly("a", "b");
    }

    @Test
    void featuresAreTextsOrWholeNumbersInOneColumnOrInMany() {
        assertThat(features("ARRAY['1', CAST(NULL AS STRING)] AS features").values())
                .containsExactly("1", "");
        assertThat(features("ARRAY[1, 20] AS features").values()).containsExactly("1", "20");
        assertThat(features("ARRAY[CAST(1 AS BIGINT), CAST(4000000000 AS BIGINT)] AS features")
                        .values())
                .containsExactly("1", "4000000000");

        assertThat(features("CAST(NULL AS ARRAY<STRING>) AS features")).isEqualTo(Features.NONE);

        params.setFeaturesCol("all");
        assertThat(features("ARRAY['x'] AS `all`").values()).containsExactly("x");

        params.setFeatureCols("shop", "day");
        assertThat(features("3 AS `day`, 'x' AS shop").values()).containsExactly("x", "3");
    }

    @Test
    void aSpaceHasAFieldForEachFeature() {
        FeatureColumns together =
                FeatureColumns.of(params, new TableColumns("clicks", settled("ARRAY['a'] AS features", "'nConv'")));

        FeatureSpace hashed = together.space(params.setBuckets(10L, 20L), 2);
        assertThat(hashed.keys()).isEqualTo(RowKeys.BUCKETS);
        assertThat(hashed.names()).containsExactly("features_0", "features_1");
        assertThat(hashed.fields().get(1).buckets()).isEqualTo(20);
        assertThat(together.space(params.setRowKeys("collisionless"), 3).keys()).isEqualTo(RowKeys.COLLISIONLESS);
        assertThatThrownBy(() -> together.space(params.setRowKeys("identity"), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter buckets: expected one number or 3, one for each feature of clicks, found 2");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = (char) 1, delimiter = '|', textBlock = """
            'x' AS features, 'iConv' AS trajectory | settled clicks: expected a column click_id of texts, found columns features, trajectory
            1 AS click_id, 'iConv' AS trajectory | settled clicks: expected a column click_id of texts, found INT NOT NULL
            'c' AS click_id, 'iConv' AS trajectory, 'x' AS click_time_ms | settled clicks: expected a column click_time_ms of whole numbers, found CHAR(1) NOT NULL
            'c' AS click_id, 'iConv' AS trajectory, 1 AS click_time_ms, 'x' AS features | settled clicks: expected a column features of arrays of texts or whole numbers, found CHAR(1) NOT NULL
            """)
    void wrongColumnsAreRefusedBeforeAnythingIsRead(String columns, String message) {
        Table table = tables.sqlQuery("SELECT " + columns);

        assertThatThrownBy(() -> params.fit(table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void wrongValuesNameTheirClickAndColumn() {
        assertThatThrownBy(() -> ConversionTables.settled(settled("ARRAY['a'] AS features", "'bought'"), params))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("settled clicks, click c, column trajectory: expected one of nConv, iConv, dConv, "
                        + "iConv-iRefund, iConv-dRefund, dConv-iRefund, dConv-dRefund, found bought");
        assertThatThrownBy(() ->
                        ConversionTables.settled(settled("ARRAY['a'] AS features", "CAST(NULL AS STRING)"), params))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("settled clicks, click c, column trajectory: expected a text, found none");
    }

    @Test
    void aClickCannotBeSettledTwice() {
        Table once = settled("ARRAY['a'] AS features", "'nConv'");

        assertThatThrownBy(() -> params.fit(once.unionAll(once)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("settled clicks: expected each click once, found c twice");
    }

    @Test
    void nothingCannotBeFitted() {
        Table none = settled("ARRAY['a'] AS features", "'nConv'")
                .where(org.apache.flink.table.api.Expressions.$("click_id").isEqual("other"));

        assertThatThrownBy(() -> params.fit(none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("settled clicks: expected at least one settled click, found none");
    }

    private Table sample(String task, String label, String conversionDelay, String refundDelay) {
        return tables.sqlQuery("SELECT 'c' AS click_id, 7 AS click_time_ms, ARRAY['a'] AS features, " + task
                + " AS task, 9 AS delivered_at_ms, 1 AS sequence, " + label + " AS label, CAST(" + conversionDelay
                + " AS BIGINT) AS conversion_delay_ms, CAST(" + refundDelay + " AS BIGINT) AS refund_delay_ms");
    }

    @Test
    void samplesAreReadAsTheyWereDelivered() {
        ConversionSample negative = ConversionTables.samples(sample("'cvr'", "0", "NULL", "NULL"), params)
                .get(0);
        ConversionSample refund =
                ConversionTables.samples(sample("'RFR'", "1", "5", "6"), params).get(0);

        assertThat(negative.task()).isEqualTo(SampleTask.CVR);
        assertThat(negative.label()).isZero();
        assertThat(negative.conversionDelay()).isEqualTo(Delivered.UNKNOWN);
        assertThat(refund.task()).isEqualTo(SampleTask.RFR);
        assertThat(refund.label()).isOne();
        assertThat(refund.deliveredAt()).isEqualTo(9);
        assertThat(refund.sequence()).isOne();
        assertThat(refund.conversionDelay()).isEqualTo(5);
        assertThat(refund.refundDelay()).isEqualTo(6);
    }

    @Test
    void samplesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> ConversionTables.samples(sample("'GMV_PURCHASE'", "0", "1", "1"), params))
                .hasMessage("samples, click c, column task: expected CVR or RFR, found GMV_PURCHASE");
        assertThatThrownBy(() -> ConversionTables.samples(sample("'CVR'", "2", "1", "1"), params))
                .hasMessage("samples, click c, column label: expected 0 or 1, found 2");
        assertThatThrownBy(() -> ConversionTables.samples(sample("'CVR'", "1", "NULL", "1"), params))
                .hasMessage("samples, click c, column conversion_delay_ms: expected a number, found none");
        assertThatThrownBy(() -> ConversionTables.samples(sample("'RFR'", "1", "1", "-1"), params))
                .hasMessage("samples, click c, column refund_delay_ms: expected 0 or more, found -1");
    }
}
