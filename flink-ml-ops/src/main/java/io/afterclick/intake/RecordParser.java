package io.afterclick.intake;

import io.afterclick.event.RawRecord;

/** Turns a record of one format into events. Never throws for what the record holds. */
public interface RecordParser {

    Parsed parse(RawRecord raw);
}
