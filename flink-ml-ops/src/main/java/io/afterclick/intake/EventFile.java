package io.afterclick.intake;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An open file of records, read from first to last. Not thread-safe. */
public interface EventFile extends Closeable {

    /** The next record, or null at the end. */
    @Nullable
    Parsed next() throws IOException;

    /** Where reading goes on after the last record that was returned. */
    FilePosition position();
}
