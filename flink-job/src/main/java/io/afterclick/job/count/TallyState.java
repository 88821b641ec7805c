package io.afterclick.job.count;

import io.afterclick.job.bytes.PackedType;
import io.afterclick.job.bytes.PackedTypeInfo;
import io.afterclick.job.record.Tally;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;

/** Owns the counts of an operator instance in operator state; after rescaling every count is held by one instance. */
public final class TallyState {

    private final ListState<Tally> state;

    private TallyState(ListState<Tally> state) {
        this.state = state;
    }

    public static TallyState of(OperatorStateStore store) throws Exception {
        return new TallyState(store.getListState(
                new ListStateDescriptor<>("tally", PackedTypeInfo.of(Tally.class, PackedType.TALLY))));
    }

    /** What was counted before, by one or several instances. */
    public Iterable<Tally> restored() throws Exception {
        return state.get();
    }

    public void store(Tally tally) throws Exception {
        state.update(List.of(tally));
    }
}
