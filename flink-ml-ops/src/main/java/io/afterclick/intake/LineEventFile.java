package io.afterclick.intake;

import io.afterclick.event.EventKind;
import io.afterclick.event.RawRecord;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file whose records are lines. */
final class LineEventFile implements EventFile {

    private final RecordCursor cursor;
    private final RecordParser parser;
    private final EventKind kind;
    private final int longest;

    LineEventFile(RecordCursor cursor, RecordParser parser, EventKind kind, int longest) {
        this.cursor = cursor;
        this.parser = parser;
        this.kind = kind;
        this.longest = longest;
    }

    @Override
    public @Nullable Parsed next() throws IOException {
        RawRecord raw = cursor.next();
        if (raw == null) {
            return null;
        }
        if (raw.origin().length() > raw.bytes().length) {
            return Parsed.refused(
                    kind,
                    RefusedRecordException.malformed(
                            "record",
                            "at most " + longest + " bytes",
                            raw.origin().length() + " bytes"),
                    raw);
        }
        return parser.parse(raw);
    }

    @Override
    public FilePosition position() {
        return cursor.position();
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }
}
