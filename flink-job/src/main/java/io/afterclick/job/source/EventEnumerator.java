package io.afterclick.job.source;

import io.afterclick.intake.FilePosition;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.LateGate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the files of one source one by one, in name order, to the one reader of that source: a reader gets its next
 * file only after it has read the last to its end, so records arrive in time order.
 */
final class EventEnumerator implements SplitEnumerator<EventSplit, EnumeratorState> {

    private final SplitEnumeratorContext<EventSplit> context;
    private final FileListing listing;
    private final Duration watchInterval;
    private final Set<String> known;
    private final Deque<EventSplit> waiting;
    private boolean readerWaits;
    private int reader;

    /** @param watchInterval how often to look for new files; zero for never */
    EventEnumerator(
            SplitEnumeratorContext<EventSplit> context,
            FileListing listing,
            Duration watchInterval,
            @Nullable EnumeratorState restored) {
        this.context = context;
        this.listing = listing;
        this.watchInterval = watchInterval;
        this.known = restored == null ? new TreeSet<>() : new TreeSet<>(restored.known());
        this.waiting = restored == null ? new ArrayDeque<>() : new ArrayDeque<>(restored.waiting());
    }

    @Override
    public void start() {
        if (known.isEmpty()) {
            add(listing.list());
        }
        if (!watchInterval.isZero()) {
            context.callAsync(listing::list, this::found, watchInterval.toMillis(), watchInterval.toMillis());
        }
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        reader = subtask;
        readerWaits = true;
        assign();
    }

    @Override
    public void addSplitsBack(List<EventSplit> splits, int subtask) {
        for (int i = splits.size() - 1; i >= 0; i--) {
            waiting.addFirst(splits.get(i));
        }
        readerWaits = false;
    }

    @Override
    public void addReader(int subtask) {
        // It asks for a file when it needs one.
    }

    @Override
    public EnumeratorState snapshotState(long checkpointId) {
        return new EnumeratorState(Set.copyOf(known), List.copyOf(waiting));
    }

    @Override
    public void close() {
        // Nothing is held open here.
    }

    private void found(@Nullable List<InputFile> files, @Nullable Throwable failure) {
        if (failure != null || files == null) {
            throw new IllegalStateException("The input folder could not be listed", failure);
        }
        add(files);
        assign();
    }

    private void add(List<InputFile> files) {
        List<InputFile> fresh = new ArrayList<>(files);
        fresh.removeIf(file -> !known.add(file.path()));
        for (InputFile file : fresh) {
            waiting.add(new EventSplit(file, FilePosition.START, LateGate.NOTHING_YET, false));
        }
    }

    private void assign() {
        if (!readerWaits || !context.registeredReaders().containsKey(reader)) {
            return;
        }
        EventSplit next = waiting.poll();
        if (next != null) {
            context.assignSplit(next, reader);
            readerWaits = false;
        } else if (watchInterval.isZero()) {
            context.signalNoMoreSplits(reader);
            readerWaits = false;
        }
    }
}
