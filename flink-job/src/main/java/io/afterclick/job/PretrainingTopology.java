package io.afterclick.job;

import io.afterclick.event.EventKind;
import io.afterclick.intake.Parsed;
import io.afterclick.job.bytes.PackedType;
import io.afterclick.job.bytes.PackedTypeInfo;
import io.afterclick.job.journey.JourneySettings;
import io.afterclick.job.pretrain.PretrainingOperatorFactory;
import io.afterclick.job.pretrain.PretrainingSettings;
import io.afterclick.job.pretrain.ToNetworks;
import io.afterclick.job.record.Routed;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Pretraining as a Flink graph on bounded input:
 *
 * <pre>
 * events -> {@link LabelTopology} -> lives of clicks -> by networks -> pretraining -> folders of networks
 * </pre>
 */
public final class PretrainingTopology {

    private PretrainingTopology() {}

    /** Builds the whole graph; what is refused or counted here is refused and counted again by the stream's job. */
    public static void build(
            StreamExecutionEnvironment env,
            Map<EventKind, ? extends Source<Parsed, ?, ?>> sources,
            JourneySettings journeys,
            PretrainingSettings pretraining) {
        LabelTopology.labels(env, sources, journeys)
                .journeys()
                .flatMap(new ToNetworks(pretraining))
                .returns(PackedTypeInfo.of(Routed.class, PackedType.ROUTED))
                .name(OperatorId.ROUTE_NETWORKS.title())
                .uid(OperatorId.ROUTE_NETWORKS.uid())
                .keyBy(Routed::variant, Types.STRING)
                .transform(OperatorId.PRETRAINING.title(), Types.STRING, new PretrainingOperatorFactory(pretraining))
                .uid(OperatorId.PRETRAINING.uid())
                .sinkTo(new DiscardingSink<>())
                .name(OperatorId.PRETRAINED.title())
                .uid(OperatorId.PRETRAINED.uid());
    }
}
