package io.afterclick.snapshot;

import java.io.IOException;

/** A model cannot be read as it stands; the message is one line that names the file, what was expected and what was found. */
public final class SnapshotException extends IOException {

    private static final long serialVersionUID = 1;

    public SnapshotException(String message) {
        super(message);
    }

    public SnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
