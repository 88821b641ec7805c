package io.afterclick.job.source;

import java.util.List;
import java.util.Set;

/**
 * Which files of a source are known, and which of them wait for a reader.
 *
 * @param known paths of all files that were found
 * @param waiting splits in the order in which they are to be read
 */
record EnumeratorState(Set<String> known, List<EventSplit> waiting) {}
