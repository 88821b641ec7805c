package io.afterclick.job.torture;

import java.util.Locale;

/** When it is killed. */
public enum Moment {
    ANY,
    CHECKPOINT,
    SAVEPOINT;

    public String label() {
        return this == ANY ? "any moment" : "while a " + name().toLowerCase(Locale.ROOT) + " runs";
    }
}
