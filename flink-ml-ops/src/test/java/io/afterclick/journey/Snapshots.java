package io.afterclick.journey;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Bytes of states, and back. */
final class Snapshots {

    private Snapshots() {}

    static byte[] bytes(ClickState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new ClickStateCodec(Windows.BOTH).write(state, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads a state and makes sure that nothing of it was left unread. */
    static ClickState read(String clickId, byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        ClickState state = new ClickStateCodec(Windows.BOTH).read(clickId, in);
        if (in.available() > 0) {
            throw new IOException("State of click " + clickId + ": expected " + (bytes.length - in.available())
                    + " bytes, found " + bytes.length);
        }
        return state;
    }

    /** The state as it is after a failure and restore. */
    static ClickState restored(ClickState state) {
        try {
            return read("c1", bytes(state));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
