package io.afterclick.ml;

import java.util.List;
import org.apache.flink.ml.builder.Pipeline;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** The example of the README, word for word. */
final class PipelineExample {

    private PipelineExample() {}

    /**
     * Trains, saves, loads and scores.
     *
     * @param tables where {@code samples} and {@code outcomes} are registered
     */
    static Table run(StreamTableEnvironment tables, Table clicks, String folder) throws Exception {
        // README: begin
        Table settled = tables.sqlQuery("""
                SELECT s.click_id, s.click_time_ms, s.features, o.trajectory
                FROM samples AS s JOIN outcomes AS o ON s.click_id = o.click_id
                WHERE s.sequence = 0 AND o.task = 'NET_CONVERSION' AND o.complete AND o.decided_at_ms < 1746072000000""");
        Table later = tables.sqlQuery("SELECT * FROM samples WHERE delivered_at_ms >= 1746072000000");

        TeslaEstimator tesla =
                new TeslaEstimator().setBuckets(4096L).setEmbeddingDimension(8).setSeed(7);
        PipelineModel model = new Pipeline(List.of(tesla)).fit(settled, later);
        model.save(folder);

        Table scored = PipelineModel.load(tables, folder).transform(clicks)[0]; // clicks with cvr, rfr and netcvr
        // README: end
        return scored;
    }
}
