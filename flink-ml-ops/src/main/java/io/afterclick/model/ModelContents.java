package io.afterclick.model;

import io.afterclick.learn.ModelPart;
import java.util.ArrayList;
import java.util.List;

/**
 * What the parts of a model consist of, by the file where it stands. What optimisers hold is asked of parts that have one; rows of a
 * part that has none are not trained.
 */
final class ModelContents {

    static final String DENSE_FILE = "dense.safetensors";
    static final String ROWS_FILE = "rows.safetensors";
    static final String GONE_FILE = "gone.safetensors";
    static final String OPTIMISER_FILE = "optimiser.safetensors";

    private ModelContents() {}

    static List<BlockContents> dense(Model model) {
        List<BlockContents> contents = new ArrayList<>();
        model.parts().forEach(part -> contents.add(new DenseContents(part)));
        return contents;
    }

    static List<PackedContents> rows(Model model) {
        List<PackedContents> contents = new ArrayList<>();
        model.parts().forEach(part -> contents.add(new RowContents(part.table())));
        return contents;
    }

    /** Of the optimisers' file. */
    static List<BlockContents> moments(Model model) {
        List<BlockContents> contents = new ArrayList<>();
        for (ModelPart part : model.parts()) {
            contents.add(new MomentContents(part));
            if (hasTrainedRows(part)) {
                contents.add(new HistoryContents(part.table()));
            }
        }
        return contents;
    }

    /** Of the optimisers' file. */
    static List<PackedContents> rowMoments(Model model) {
        List<PackedContents> contents = new ArrayList<>();
        for (ModelPart part : model.parts()) {
            if (hasTrainedRows(part)) {
                contents.add(new RowMomentContents(part.table()));
            }
        }
        return contents;
    }

    private static boolean hasTrainedRows(ModelPart part) {
        return !part.optimisers().isEmpty() && part.table().rows().layout().trained();
    }
}
