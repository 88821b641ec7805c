package io.afterclick.job.kafka;

import io.afterclick.event.EventKind;
import io.afterclick.intake.EventFile;
import io.afterclick.intake.EventFiles;
import io.afterclick.intake.FilePosition;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.LocalFiles;
import io.afterclick.intake.Parsed;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of one kind in the order of their files; each has the greatest time read so far, its own included. */
final class EventFeed implements AutoCloseable {

    private final EventKind kind;
    private final Deque<InputFile> left;
    private final IntakeSettings settings;
    private final EventFiles files = new EventFiles(new LocalFiles());
    private @Nullable EventFile open;
    private @Nullable Parsed next;
    private long time = Long.MIN_VALUE;

    EventFeed(EventKind kind, List<InputFile> files, IntakeSettings settings) throws IOException {
        this.kind = kind;
        this.left = new ArrayDeque<>(files);
        this.settings = settings;
        advance();
    }

    EventKind kind() {
        return kind;
    }

    /** The record that comes next; null at the end. */
    @Nullable
    Parsed next() {
        return next;
    }

    /** Time of the next record, in milliseconds. */
    long time() {
        return time;
    }

    /** Goes on to the record after the next one. */
    void advance() throws IOException {
        next = null;
        while (next == null) {
            if (open == null) {
                InputFile file = left.poll();
                if (file == null) {
                    return;
                }
                open = files.open(file, settings, FilePosition.START);
            }
            next = open.next();
            if (next == null) {
                open.close();
                open = null;
            }
        }
        if (!next.arrivals().isEmpty()) {
            time = Math.max(time, next.arrivals().get(0).event().time());
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
