package io.afterclick.event;

import java.util.Comparator;

/**
 * Where a record came from, precisely enough to find it again.
 *
 * @param source file or topic
 * @param partition partition of the topic, or {@link #NO_PARTITION} for files
 * @param line line of the file (for container files: record number) from 1, or {@link #NO_LINE} for topics
 * @param offset byte in the uncompressed file where it begins, or offset in the partition
 * @param length bytes of the record itself, without what ends a line, even where the kept bytes were cut
 */
public record Origin(String source, int partition, long line, long offset, long length) implements Comparable<Origin> {

    /** Partition of a record that came from a file. */
    public static final int NO_PARTITION = -1;

    /** Line of a record that came from a topic. */
    public static final long NO_LINE = -1;

    private static final Comparator<Origin> ORDER = Comparator.comparing(Origin::source)
            .thenComparingInt(Origin::partition)
            .thenComparingLong(Origin::offset);

    /** Origin of a record in a file. */
    public static Origin ofFile(String file, long line, long offset, long length) {
        return new Origin(file, NO_PARTITION, line, offset, length);
    }

    @Override
    public int compareTo(Origin that) {
        return ORDER.compare(this, that);
    }

    /** As messages name it, such as {@code clicks.csv:17 (byte 2048)}. */
    @Override
    public String toString() {
        return partition == NO_PARTITION
                ? source + ":" + line + " (byte " + offset + ")"
                : source + "-" + partition + "@" + offset;
    }
}
