package io.afterclick.job.journey;

import io.afterclick.event.Origin;
import io.afterclick.intake.Admission;
import io.afterclick.intake.LateGate;
import io.afterclick.intake.LateRecords;
import io.afterclick.intake.Parsed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * Decides what is late in each partition of a topic. Owns an operator state: the greatest time of every partition, known to all
 * instances after a restore, since any of them may be given the partition.
 */
final class PartitionGates {

    private static final ListStateDescriptor<Tuple2<String, Long>> MAXIMA =
            new ListStateDescriptor<>("partition-maxima", Types.TUPLE(Types.STRING, Types.LONG));

    private final long outOfOrderness;
    private final LateRecords late;
    private final ListState<Tuple2<String, Long>> state;
    private final Map<String, Admission> partitions = new HashMap<>();

    PartitionGates(OperatorStateStore store, long outOfOrderness, LateRecords late) throws Exception {
        this.outOfOrderness = outOfOrderness;
        this.late = late;
        this.state = store.getUnionListState(MAXIMA);
        Map<String, Long> maxima = new HashMap<>();
        for (Tuple2<String, Long> before : state.get()) {
            maxima.merge(before.f0, before.f1, Math::max);
        }
        maxima.forEach((partition, maximum) -> partitions.put(partition, admission(maximum)));
    }

    private Admission admission(long maximum) {
        return new Admission(new LateGate(outOfOrderness, maximum), false, late);
    }

    Parsed admit(Parsed parsed) {
        if (parsed.arrivals().isEmpty()) {
            return parsed;
        }
        Origin origin = parsed.arrivals().get(0).raw().origin();
        return partitions
                .computeIfAbsent(
                        origin.source() + "-" + origin.partition(), partition -> admission(LateGate.NOTHING_YET))
                .admit(parsed);
    }

    void store() throws Exception {
        List<Tuple2<String, Long>> maxima = new ArrayList<>();
        partitions.forEach((partition, admission) ->
                maxima.add(Tuple2.of(partition, admission.gate().maximum())));
        state.update(maxima);
    }
}
