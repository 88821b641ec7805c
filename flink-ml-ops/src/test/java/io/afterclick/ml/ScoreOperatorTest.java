package io.afterclick.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.feature.FieldSpec;
import io.afterclick.feature.RowKeys;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.types.RowUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows wait for each other, but never behind anything that must not pass them. */
final class ScoreOperatorTest {

    private static final int AT_ONCE = 256;
    private static final long WAIT_MS = 50;

    private OneInputStreamOperatorTestHarness<Row, Row> harness;

    /** Scores a click by the number of its first row. */
    private record RowNumbers(FeatureSpace features) implements ClickScorer {
        @Override
        public void score(long[][] keys, int n, Scores into) {
            for (int i = 0; i < n; i++) {
                into.of(Quantity.GMV)[i] = keys[i][0];
            }
        }
    }

    private static FeatureSpace rowNumbers() {
        return new FeatureSpace(List.of(new FieldSpec("n", 1000)), RowKeys.IDENTITY);
    }

    @BeforeEach
    void open() throws Exception {
        StreamTableEnvironment tables =
                StreamTableEnvironment.create(StreamExecutionEnvironment.getExecutionEnvironment());
        Table clicks = tables.fromValues(DataTypes.ROW(DataTypes.FIELD("n", DataTypes.INT())), Row.of(1));
        FeatureColumns features =
                FeatureColumns.of(new ReaderModel().setFeatureCols("n"), new TableColumns("clicks", clicks));
        ModelData none = new HeldModel(new ArrayList<>());
        harness = new OneInputStreamOperatorTestHarness<>(new ScoreOperator(
                features,
                List.of(new ScoreColumn(Quantity.GMV, "gmv", "gmvCol")),
                new ModelScorer(none, folder -> new RowNumbers(rowNumbers()))));
        harness.setup(Types.ROW(Types.INT, Types.DOUBLE)
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    /** A click with its number as its only column and its time. */
    private void click(int number) throws Exception {
        LinkedHashMap<String, Integer> positions = new LinkedHashMap<>();
        positions.put("n", 0);
        Row row = RowUtils.createRowWithNamedPositions(RowKind.INSERT, new Object[] {number}, positions);
        harness.processElement(new StreamRecord<>(row, number));
    }

    private List<Row> scored() {
        return harness.extractOutputValues();
    }

    @Test
    void rowsAreScoredOnceThereAreEnough() throws Exception {
        for (int number = 1; number < AT_ONCE; number++) {
            click(number);
        }
        assertThat(scored()).isEmpty();

        click(AT_ONCE);

        assertThat(scored()).hasSize(AT_ONCE);
        assertThat(scored().get(0)).isEqualTo(Row.of(1, 1.0));
        assertThat(scored().get(AT_ONCE - 1)).isEqualTo(Row.of(AT_ONCE, 256.0));
        assertThat(harness.extractOutputStreamRecords())
                .allSatisfy(each -> assertThat(each.getTimestamp())
                        .isEqualTo((int) each.getValue().getField(0)));
    }

    @Test
    void rowsDoNotStayBehindAWatermark() throws Exception {
        click(3);
        click(4);
        harness.processWatermark(5);

        assertThat(harness.getOutput())
                .containsExactly(
                        new StreamRecord<>(Row.of(3, 3.0), 3), new StreamRecord<>(Row.of(4, 4.0), 4), new Watermark(5));
    }

    @Test
    void rowsDoNotStayBehindACheckpoint() throws Exception {
        click(3);
        harness.prepareSnapshotPreBarrier(1);

        assertThat(scored()).containsExactly(Row.of(3, 3.0));
    }

    @Test
    void rowsDoNotStayBehindTheEnd() throws Exception {
        click(3);
        harness.endInput();

        assertThat(scored()).containsExactly(Row.of(3, 3.0));
    }

    @Test
    void rowsDoNotWaitForeverForOthers() throws Exception {
        harness.setProcessingTime(1000);
        click(3);
        harness.setProcessingTime(1000 + WAIT_MS - 1);
        assertThat(scored()).isEmpty();

        harness.setProcessingTime(1000 + WAIT_MS);

        assertThat(scored()).containsExactly(Row.of(3, 3.0));
    }
}
