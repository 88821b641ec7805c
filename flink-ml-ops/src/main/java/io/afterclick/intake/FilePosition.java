package io.afterclick.intake;

/**
 * Where to go on reading a file.
 *
 * @param offset byte of the uncompressed file (container files: of the block; sorted rows: rank of the row)
 * @param line records and headers before it
 * @param skip records of the block that were read already; 0 except in container files
 */
public record FilePosition(long offset, long line, long skip) {

    /** The beginning of a file. */
    public static final FilePosition START = new FilePosition(0, 0, 0);
}
