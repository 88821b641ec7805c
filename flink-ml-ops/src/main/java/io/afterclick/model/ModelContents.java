package io.afterclick.model;

import io.afterclick.learn.ModelPart;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the parts of a model consist of, by the file where it stands. What optimisers hold is asked of parts that have one; rows of a
 * part that has none are not trained.
 */
final class ModelContents {

    static final String DENSE_FILE = "dense.safetensors";
    static final String ROWS_FILE = "rows.safetensors";
    static final String OPTIMISER_FILE = "optimiser.safetensors";

    private ModelContents() {}

    static List<Contents> dense(Model model) {
        return each(model, part -> List.of(new DenseContents(part)));
    }

    static List<Contents> rows(Model model) {
        return each(model, part -> List.of(new RowContents(part.table())));
    }

    static List<Contents> optimisers(Model model) {
        return each(model, ModelContents::optimisers);
    }

    private static List<Contents> optimisers(ModelPart part) {
        if (part.optimisers().isEmpty()) {
            return List.of();
        }
        List<Contents> contents = new ArrayList<>();
        contents.add(new MomentContents(part));
        if (part.table().rows().layout().trained()) {
            contents.add(new RowMomentContents(part.table()));
            contents.add(new HistoryContents(part.table()));
        }
        return contents;
    }

    private static List<Contents> each(Model model, Function<ModelPart, List<Contents>> contents) {
        List<Contents> all = new ArrayList<>();
        for (ModelPart part : model.parts()) {
            all.addAll(contents.apply(part));
        }
        return all;
    }
}
