package io.afterclick.letter;

import org.jspecify.annotations.Nullable;

/**
 * What shall stand in the place of a record.
 *
 * @param where it was read, as messages name it
 * @param offset byte of the uncompressed source where the record begins
 * @param instead bytes of one line, or null if the record shall be dropped
 */
public record Repair(String where, String source, long offset, byte @Nullable [] instead) {}
