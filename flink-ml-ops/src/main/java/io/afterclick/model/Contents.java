package io.afterclick.model;

import io.afterclick.snapshot.SnapshotReader;
import io.afterclick.snapshot.TensorSpec;
import java.io.IOException;
import java.util.List;

/** Tensors of one sort that a part of a model consists of: their names, where they come from and where they go. */
sealed interface Contents permits BlockContents, PackedContents {

    /** Tensors that a folder must hold. */
    List<TensorSpec> expected();

    /** Takes over what a folder holds, which has been compared with {@link #expected} before. */
    void load(SnapshotReader folder) throws IOException;
}
