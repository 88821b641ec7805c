package io.afterclick.job;

import io.afterclick.event.EventKind;
import io.afterclick.intake.Parsed;
import io.afterclick.job.bytes.PackedType;
import io.afterclick.job.bytes.PackedTypeInfo;
import io.afterclick.job.journey.JourneySettings;
import io.afterclick.job.judge.JudgeSettings;
import io.afterclick.job.output.JudgeSinks;
import io.afterclick.job.output.OutputSinks;
import io.afterclick.job.record.ModelSlice;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.Routed;
import io.afterclick.job.record.Tally;
import io.afterclick.job.record.VariantReport;
import io.afterclick.job.trainer.Routing;
import io.afterclick.job.trainer.SavepointModels;
import io.afterclick.job.trainer.TrainerOperatorFactory;
import io.afterclick.job.trainer.TrainerOutputs;
import io.afterclick.job.trainer.TrainerSettings;
import io.afterclick.journey.Delivered;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The training job as a Flink graph:
 *
 * <pre>
 * events -> {@link LabelTopology} -> score requests, samples -> by variant -> trainer -> published models
 *                     |                                                        '-> predictions, scored segments
 *                     |                                                                          |
 *                     '-> outcomes ----------------------------------------> {@link JudgeTopology} -> metrics
 * </pre>
 */
public final class TrainingTopology {

    private TrainingTopology() {}

    /**
     * Builds the whole graph.
     *
     * @param samples whether to write what is trained on
     */
    public static void build(
            StreamExecutionEnvironment env,
            Map<EventKind, ? extends Source<Parsed, ?, ?>> sources,
            JourneySettings journeys,
            TrainerSettings trainer,
            JudgeSettings judge,
            OutputSinks sinks,
            boolean samples,
            JudgeSinks judgeSinks,
            Sink<VariantReport> reports,
            Sink<ModelSlice> snapshots) {
        requireAligned(env);
        requireRestorable(env, trainer);
        LabelTopology.Labels labels = LabelTopology.labels(env, sources, journeys);
        SingleOutputStreamOperator<Predicted> predictions = predictions(labels, trainer);
        DataStream<Tally> judged = JudgeTopology.attach(
                predictions, predictions.getSideOutput(TrainerOutputs.SEGMENTS), labels.outcomes(), judge, judgeSinks);
        LabelTopology.sink(predictions.getSideOutput(TrainerOutputs.REPORTS), reports, OperatorId.REPORTS);
        // All pieces of a variant's model to one writer, which has a task of its own.
        LabelTopology.sink(
                predictions.getSideOutput(TrainerOutputs.SLICES).keyBy(ModelSlice::variant, Types.STRING),
                snapshots,
                OperatorId.SNAPSHOTS);
        if (samples) {
            LabelTopology.sink(samplesOf(labels), sinks.samples(), OperatorId.SAMPLES);
        }
        LabelTopology.sink(labels.outcomes(), sinks.outcomes(), OperatorId.OUTCOMES);
        LabelTopology.sink(labels.refused(), sinks.deadLetters(), OperatorId.DEAD_LETTERS);
        LabelTopology.sink(
                predictions.getSideOutput(TrainerOutputs.NOT_FINITE), sinks.deadSamples(), OperatorId.DEAD_SAMPLES);
        LabelTopology.sink(labels.tallies().union(judged), sinks.tallies(), OperatorId.TALLIES);
    }

    private static void requireAligned(StreamExecutionEnvironment env) {
        if (env.getCheckpointConfig().isUnalignedCheckpointsEnabled()) {
            throw new IllegalArgumentException(CheckpointingOptions.ENABLE_UNALIGNED.key()
                    + ": expected false, since a published model must not be on its way across a checkpoint,"
                    + " found true");
        }
    }

    /** A job that could not go on from its savepoint is refused here, and not when its operators open. */
    private static void requireRestorable(StreamExecutionEnvironment env, TrainerSettings trainer) {
        String savepoint = env.getConfiguration().get(StateRecoveryOptions.SAVEPOINT_PATH);
        if (savepoint != null) {
            SavepointModels.read(savepoint, OperatorId.TRAINER.uid()).requireSame(trainer, env.getMaxParallelism());
        }
    }

    private static DataStream<Delivered> samplesOf(LabelTopology.Labels labels) {
        return labels.journeys()
                .filter(Delivered.Sample.class::isInstance)
                .name(OperatorId.SAMPLES_ONLY.title())
                .uid(OperatorId.SAMPLES_ONLY.uid());
    }

    private static SingleOutputStreamOperator<Predicted> predictions(
            LabelTopology.Labels labels, TrainerSettings trainer) {
        return labels.journeys()
                .flatMap(new Routing(trainer.variants()))
                .returns(PackedTypeInfo.of(Routed.class, PackedType.ROUTED))
                .name(OperatorId.ROUTE.title())
                .uid(OperatorId.ROUTE.uid())
                .keyBy(Routed::variant, Types.STRING)
                .transform(
                        OperatorId.TRAINER.title(),
                        PackedTypeInfo.of(Predicted.class, PackedType.PREDICTED),
                        new TrainerOperatorFactory(trainer))
                .uid(OperatorId.TRAINER.uid());
    }
}
