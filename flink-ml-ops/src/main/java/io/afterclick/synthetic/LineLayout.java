package io.afterclick.synthetic;

import io.afterclick.event.EventKind;

/**
 * Where a line can be broken.
 *
 * @param kind of the records, which for official rows is the click
 * @param timeColumn column of the click's or the event's time, counted from 0
 * @param valueColumn column of an amount or of purchases, or {@link #NONE}
 */
record LineLayout(EventKind kind, char separator, int timeColumn, int valueColumn) {

    static final int NONE = -1;

    static final LineLayout CLICKS = new LineLayout(EventKind.CLICK, ',', 3, NONE);
    static final LineLayout PURCHASES = new LineLayout(EventKind.PURCHASE, ',', 2, 3);
    static final LineLayout REFUNDS = new LineLayout(EventKind.REFUND, ',', 3, 4);
    static final LineLayout CASCADE = new LineLayout(EventKind.CLICK, '\t', 0, 1);
    static final LineLayout TRACE = new LineLayout(EventKind.CLICK, '\t', Fields.COUNT, Fields.COUNT + 2);
}
