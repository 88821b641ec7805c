package io.afterclick.job.trainer;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** Bytes of the trainer's state that begin with the version of their layout. */
final class StoredBytes {

    private StoredBytes() {}

    /**
     * What follows the version.
     *
     * @throws IOException if it is another one
     */
    static DataInputStream after(int version, byte[] stored, String what) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored));
        int found = in.readByte();
        if (found != version) {
            throw new IOException(what + ": expected version " + version + ", found " + found);
        }
        return in;
    }
}
