package io.afterclick.ml;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * A model on its way to a task that asks it.
 *
 * @param kind how it is read
 */
record ModelScorer(ModelData data, Kind kind) implements Serializable {

    /** Reads a folder of this machine. */
    interface Kind extends Serializable {
        ClickScorer read(Path folder) throws IOException;
    }

    ClickScorer load() throws IOException {
        return data.read(kind::read);
    }
}
