package io.afterclick.model;

import io.afterclick.learn.EmbeddingTable;
import io.afterclick.snapshot.ParametersDigest;
import io.afterclick.snapshot.TensorSink;
import io.afterclick.snapshot.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** Contents of packed rows, which are looked at row by row: see {@link RowPass}. */
sealed interface PackedContents extends Contents permits RowContents, RowMomentContents {

    EmbeddingTable table();

    /** Tensors of a field of so many rows. */
    List<TensorSpec> specs(int field, long rows);

    /** Rows of a field that have something to say. */
    long count(int field);

    /** Digests every row that has something to say. */
    RowUse digesting(ParametersDigest digest);

    /** Writes every row that has something to say. */
    RowUse writing(TensorSink sink);

    @Override
    default List<TensorSpec> expected() {
        List<TensorSpec> specs = new ArrayList<>();
        for (int field = 0; field < table().fields().size(); field++) {
            specs.addAll(specs(field, TensorSpec.ANY));
        }
        return specs;
    }

    /** Tensors of the rows that there are now. */
    default List<TensorSpec> present() {
        List<TensorSpec> specs = new ArrayList<>();
        for (int field = 0; field < table().fields().size(); field++) {
            specs.addAll(specs(field, count(field)));
        }
        return specs;
    }
}
