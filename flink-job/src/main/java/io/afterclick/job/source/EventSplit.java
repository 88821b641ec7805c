package io.afterclick.job.source;

import io.afterclick.intake.FilePosition;
import io.afterclick.intake.InputFile;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One file, and how far it was read.
 *
 * @param maximum greatest event time that the source had admitted by then, in milliseconds
 * @param finished whether the file was read to its end; such a split only carries the maximum on to the next file
 */
public record EventSplit(InputFile file, FilePosition position, long maximum, boolean finished) implements SourceSplit {

    @Override
    public String splitId() {
        return file.path();
    }
}
