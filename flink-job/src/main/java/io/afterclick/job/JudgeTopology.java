package io.afterclick.job;

import io.afterclick.job.bytes.PackedType;
import io.afterclick.job.bytes.PackedTypeInfo;
import io.afterclick.job.journey.SideOutputs;
import io.afterclick.job.judge.JudgeOperator;
import io.afterclick.job.judge.JudgeSettings;
import io.afterclick.job.judge.SegmentMetricsOperator;
import io.afterclick.job.output.JudgeSinks;
import io.afterclick.job.record.Judged;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Tally;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What comes behind the models as a Flink graph:
 *
 * <pre>
 * predictions ---+-- by click id --> judge -- by variant and segment --> segment metrics
 *                |     ^                                                   ^
 * outcomes ------|-----'                                                   |
 * scored segments|---------------------------------------------------------'
 *                `--> predictions' sink
 * </pre>
 */
public final class JudgeTopology {

    private static final TypeInformation<Tuple2<String, Long>> SEGMENT_KEY = Types.TUPLE(Types.STRING, Types.LONG);

    private JudgeTopology() {}

    /**
     * Adds judge, metrics and their sinks to a graph.
     *
     * @param predictions of all variants; each click once a variant
     * @param scored segments of all variants; each once
     * @param outcomes of all clicks; each once for net conversion and once for GMV, if journeys are followed for it
     * @return what the operators have counted, once, at the end of bounded input
     */
    public static DataStream<Tally> attach(
            DataStream<Predicted> predictions,
            DataStream<SegmentScored> scored,
            DataStream<SettledOutcome> outcomes,
            JudgeSettings settings,
            JudgeSinks sinks) {
        SingleOutputStreamOperator<Judged> judged = judge(predictions, outcomes, settings);
        SingleOutputStreamOperator<SegmentMeasured> measured = segmentMetrics(judged, scored, settings);
        sink(predictions, sinks.predictions(), OperatorId.PREDICTIONS);
        sink(measured, sinks.segmentMetrics(), OperatorId.METRICS);
        return judged.getSideOutput(SideOutputs.TALLIES).union(measured.getSideOutput(SideOutputs.TALLIES));
    }

    private static SingleOutputStreamOperator<Judged> judge(
            DataStream<Predicted> predictions, DataStream<SettledOutcome> outcomes, JudgeSettings settings) {
        return predictions
                .keyBy(Predicted::clickId, Types.STRING)
                .connect(outcomes.keyBy(settled -> settled.outcome().click().id(), Types.STRING))
                .transform(
                        OperatorId.JUDGE.title(),
                        PackedTypeInfo.of(Judged.class, PackedType.JUDGED),
                        new JudgeOperator(settings))
                .uid(OperatorId.JUDGE.uid());
    }

    private static SingleOutputStreamOperator<SegmentMeasured> segmentMetrics(
            DataStream<Judged> judged, DataStream<SegmentScored> scored, JudgeSettings settings) {
        return judged.keyBy(SegmentMetricsOperator::keyOf, SEGMENT_KEY)
                .connect(scored.keyBy(SegmentMetricsOperator::keyOf, SEGMENT_KEY))
                .transform(
                        OperatorId.SEGMENT_METRICS.title(),
                        PackedTypeInfo.of(SegmentMeasured.class, PackedType.SEGMENT_MEASURED),
                        new SegmentMetricsOperator(settings))
                .uid(OperatorId.SEGMENT_METRICS.uid());
    }

    private static <T> void sink(DataStream<T> stream, Sink<T> sink, OperatorId id) {
        stream.sinkTo(sink).uid(id.uid()).name(id.title());
    }
}
