package io.afterclick.model;

import io.afterclick.snapshot.ParametersDigest;

/** Contents that are small enough to be looked at tensor by tensor. */
sealed interface BlockContents extends Contents permits DenseContents, MomentContents, HistoryContents {

    /** Digests what the part holds now. */
    void digest(ParametersDigest digest);

    /** Plans to write what the part holds now. */
    void plan(TensorPlan plan);
}
