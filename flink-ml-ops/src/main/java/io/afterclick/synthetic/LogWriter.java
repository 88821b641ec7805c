package io.afterclick.synthetic;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Draws and writes the log of one profile, click by click in time order. */
interface LogWriter extends Closeable {

    /** Writes a click, numbered from 0, at a time in milliseconds since day 0. */
    void write(long click, long time) throws IOException;

    /** The files that are written. */
    List<Path> files();

    /** What the log reached; complete once this is closed. */
    List<Statistic> statistics();

    /** Writes what still waits for its time. */
    @Override
    void close() throws IOException;
}
