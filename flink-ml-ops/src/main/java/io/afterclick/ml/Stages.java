package io.afterclick.ml;

import java.io.IOException;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.util.ReadWriteUtils;

/** Loading of what a stage has saved as its metadata. */
final class Stages {

    private Stages() {}

    /** A stage with its parameters, and nothing else. */
    static <S extends Stage<S>> S load(Class<S> type, String path) throws IOException {
        Stage<?> stage = ReadWriteUtils.<S>loadStageParam(path);
        if (!type.isInstance(stage)) {
            throw new IOException(path + ": expected a " + type.getName() + ", found a "
                    + stage.getClass().getName());
        }
        return type.cast(stage);
    }
}
