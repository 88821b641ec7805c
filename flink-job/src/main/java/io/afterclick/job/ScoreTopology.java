package io.afterclick.job;

import io.afterclick.event.EventKind;
import io.afterclick.intake.Parsed;
import io.afterclick.job.bytes.PackedType;
import io.afterclick.job.bytes.PackedTypeInfo;
import io.afterclick.job.journey.SideOutputs;
import io.afterclick.job.output.OutputSinks;
import io.afterclick.job.record.ClickArrivals;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.score.ScoreOperator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Scoring with a published model as a Flink graph:
 *
 * <pre>
 * clicks -> take in -- by click id --> score --> predictions
 *             |                          '-----> counts
 *             '-> dead letters, counts
 * </pre>
 */
public final class ScoreTopology {

    private ScoreTopology() {}

    /**
     * Builds the whole graph.
     *
     * @param folder of the published model
     * @param letterBytes of refused records that are kept
     */
    public static void build(
            StreamExecutionEnvironment env,
            Source<Parsed, ?, ?> clicks,
            String folder,
            long letterBytes,
            OutputSinks sinks,
            Sink<Predicted> predictions) {
        SingleOutputStreamOperator<ClickArrivals> taken =
                LabelTopology.intake(env, EventKind.CLICK, clicks, letterBytes);
        SingleOutputStreamOperator<Predicted> scored = taken.keyBy(ClickArrivals::clickId, Types.STRING)
                .transform(
                        OperatorId.SCORE.title(),
                        PackedTypeInfo.of(Predicted.class, PackedType.PREDICTED),
                        new ScoreOperator(folder))
                .uid(OperatorId.SCORE.uid());
        LabelTopology.sink(scored, predictions, OperatorId.PREDICTIONS);
        LabelTopology.sink(taken.getSideOutput(SideOutputs.REFUSED), sinks.deadLetters(), OperatorId.DEAD_LETTERS);
        LabelTopology.sink(
                taken.getSideOutput(SideOutputs.TALLIES).union(scored.getSideOutput(SideOutputs.TALLIES)),
                sinks.tallies(),
                OperatorId.TALLIES);
    }
}
