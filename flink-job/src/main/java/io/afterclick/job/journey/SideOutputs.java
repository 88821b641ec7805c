package io.afterclick.job.journey;

import io.afterclick.event.Refused;
import io.afterclick.job.bytes.PackedType;
import io.afterclick.job.bytes.PackedTypeInfo;
import io.afterclick.job.record.LogEnd;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Tally;
import org.apache.flink.util.OutputTag;

/** What the intake and the journey operator give away beside their main output. */
public final class SideOutputs {

    /** Final labels. */
    public static final OutputTag<SettledOutcome> OUTCOMES =
            new OutputTag<>("outcomes", PackedTypeInfo.of(SettledOutcome.class, PackedType.SETTLED_OUTCOME));

    /** Records that were not applied. */
    public static final OutputTag<Refused> REFUSED =
            new OutputTag<>("refused", PackedTypeInfo.of(Refused.class, PackedType.REFUSED));

    /** Where a bounded source ended, once. */
    public static final OutputTag<LogEnd> LOG_ENDS =
            new OutputTag<>("log-ends", PackedTypeInfo.of(LogEnd.class, PackedType.LOG_END));

    /** What an operator instance has counted, once, at the end of bounded input. */
    public static final OutputTag<Tally> TALLIES =
            new OutputTag<>("tallies", PackedTypeInfo.of(Tally.class, PackedType.TALLY));

    private SideOutputs() {}
}
