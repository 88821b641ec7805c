package io.afterclick.job.source;

import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.LateRecords;
import io.afterclick.intake.Parsed;
import io.afterclick.job.bytes.PackedType;
import io.afterclick.job.bytes.PackedTypeInfo;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The files of one kind of event as a Flink source of parallelism 1. It emits its own watermarks, so it takes no
 * watermark strategy.
 */
public final class EventSource implements Source<Parsed, EventSplit, EnumeratorState>, ResultTypeQueryable<Parsed> {

    private static final long serialVersionUID = 1;

    private final FileListing listing;
    private final IntakeSettings settings;
    private final long outOfOrderness;
    private final Duration watchInterval;
    private final LateRecords late;

    /**
     * @param outOfOrderness allowed disorder of event files, in milliseconds; official files allow none
     * @param watchInterval how often to look for new files; zero for reading what is there and ending
     */
    public EventSource(FileListing listing, IntakeSettings settings, long outOfOrderness, Duration watchInterval) {
        this(listing, settings, outOfOrderness, watchInterval, LateRecords.DEAD_LETTER);
    }

    private EventSource(
            FileListing listing,
            IntakeSettings settings,
            long outOfOrderness,
            Duration watchInterval,
            LateRecords late) {
        this.listing = listing;
        this.settings = settings;
        this.outOfOrderness = outOfOrderness;
        this.watchInterval = watchInterval;
        this.late = late;
    }

    /** The same source with another fate of late records, which are dead letters otherwise. */
    public EventSource with(LateRecords lateRecords) {
        return new EventSource(listing, settings, outOfOrderness, watchInterval, lateRecords);
    }

    @Override
    public Boundedness getBoundedness() {
        return watchInterval.isZero() ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Parsed, EventSplit> createReader(SourceReaderContext context) {
        return new EventReader(context, settings, outOfOrderness, late);
    }

    @Override
    public SplitEnumerator<EventSplit, EnumeratorState> createEnumerator(SplitEnumeratorContext<EventSplit> context) {
        return new EventEnumerator(context, listing, watchInterval, null);
    }

    @Override
    public SplitEnumerator<EventSplit, EnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<EventSplit> context, EnumeratorState state) {
        return new EventEnumerator(context, listing, watchInterval, state);
    }

    @Override
    public SimpleVersionedSerializer<EventSplit> getSplitSerializer() {
        return new EventSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
        return new EnumeratorStateSerializer();
    }

    @Override
    public TypeInformation<Parsed> getProducedType() {
        return PackedTypeInfo.of(Parsed.class, PackedType.PARSED);
    }
}
