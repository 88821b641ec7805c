package io.afterclick.intake;

import io.afterclick.event.EventKind;
import io.afterclick.event.RawRecord;
import java.util.Arrays;

/** Refuses records that are too long before anything reads them, and keeps only their beginning. */
final class BoundedParser implements RecordParser {

    private final RecordParser parser;
    private final EventKind kind;
    private final int longest;

    /** @param longest in bytes */
    BoundedParser(RecordParser parser, EventKind kind, int longest) {
        this.parser = parser;
        this.kind = kind;
        this.longest = longest;
    }

    @Override
    public Parsed parse(RawRecord raw) {
        if (raw.bytes().length <= longest) {
            return parser.parse(raw);
        }
        return Parsed.refused(
                kind,
                RefusedRecordException.malformed(
                        "record", "at most " + longest + " bytes", raw.bytes().length + " bytes"),
                new RawRecord(raw.origin(), Arrays.copyOf(raw.bytes(), longest)));
    }
}
