package io.afterclick.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.schemas.Outcome;
import io.afterclick.schemas.TrainingSample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class PipelineExampleTest {

    private static final Path SOURCE = Path.of("src/test/java/io/afterclick/ml/PipelineExample.java");
    private static final Path README = Path.of("../README.md");

    @RegisterExtension
    static final TestCluster CLUSTER = new TestCluster();

    @TempDir
    Path folder;

    @Test
    void theExampleScoresEveryClick() throws Exception {
        StreamTableEnvironment tables = CLUSTER.tables(2);
        List<Row> samples = new ShopLog(8, 400).samples();
        tables.createTemporaryView("samples", ShopLog.table(tables, ShopLog.SAMPLES, samples));
        tables.createTemporaryView("outcomes", ShopLog.table(tables, ShopLog.OUTCOMES, ShopLog.outcomes(samples)));
        Table clicks = ShopLog.table(tables, ShopLog.CLICKS, ShopLog.clicks());

        Table scored =
                PipelineExample.run(tables, clicks, folder.resolve("model").toString());

        Map<String, List<Object>> scores = Tables.columns(scored, "click_id", "cvr", "rfr", "netcvr");
        assertThat(scores).hasSize(8);
        scores.values()
                .forEach(each -> assertThat(each)
                        .allSatisfy(score -> assertThat((double) score).isStrictlyBetween(0.0, 1.0)));
    }

    @Test
    void theReadmeShowsTheExampleWordForWord() throws Exception {
        String source = Files.readString(SOURCE);
        int begin = source.indexOf('\n', source.indexOf("// README: begin")) + 1;
        String example = source.substring(begin, source.lastIndexOf('\n', source.indexOf("// README: end")));

        assertThat(Files.readString(README)).contains("```java\n" + example.stripIndent() + "\n```\n");
    }

    @Test
    void columnsAreCalledAsTheCommandSamplesWritesThem() {
        assertThat(names(TrainingSample.getClassSchema()))
                .containsAll(DataType.getFieldNames(ShopLog.SAMPLES))
                .containsAll(DataType.getFieldNames(ShopLog.VALUES));
        assertThat(names(Outcome.getClassSchema())).containsAll(DataType.getFieldNames(ShopLog.OUTCOMES));
    }

    private static List<String> names(Schema schema) {
        return schema.getFields().stream().map(Schema.Field::name).toList();
    }
}
