package io.afterclick.metrics;

import java.io.DataInput;
import java.io.IOException;

/** The version of a layout, the first byte of everything stored. */
final class Layout {

    private Layout() {}

    /** @throws IOException if the bytes were written by a later release, or are none of ours */
    static void readVersion(String of, int expected, DataInput in) throws IOException {
        int version = in.readByte();
        if (version != expected) {
            throw new IOException(
                    "Layout of " + of + ": expected version " + expected + " or earlier, found " + version);
        }
    }
}
