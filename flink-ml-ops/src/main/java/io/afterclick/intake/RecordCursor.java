package io.afterclick.intake;

import io.afterclick.event.RawRecord;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Cuts a file into records. */
interface RecordCursor extends Closeable {

    /** The next record, or null at the end. */
    @Nullable
    RawRecord next() throws IOException;

    FilePosition position();
}
