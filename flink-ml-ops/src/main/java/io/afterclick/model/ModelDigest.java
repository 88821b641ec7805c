package io.afterclick.model;

import io.afterclick.snapshot.ParametersDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Digests of a model as it stands, equal to those in the manifest of a folder that is written of it now. They depend neither on the
 * order in which rows came nor on when deferred rows were last read. Changes nothing; reads every row once.
 */
public final class ModelDigest {

    private ModelDigest() {}

    /** Of all dense parameters and rows, as 64 lower-case hexadecimal digits. */
    public static String parameters(Model model) {
        return digest(ModelContents.dense(model), ModelContents.rows(model));
    }

    /** Of all moments, step counts and step histories. */
    public static String optimiser(Model model) {
        return digest(ModelContents.moments(model), ModelContents.rowMoments(model));
    }

    private static String digest(List<BlockContents> blocks, List<PackedContents> rows) {
        ParametersDigest digest = new ParametersDigest();
        blocks.forEach(each -> each.digest(digest));
        RowPass pass = new RowPass();
        rows.forEach(each -> pass.add(each.table(), each.digesting(digest)));
        try {
            pass.run();
        } catch (IOException e) {
            throw new UncheckedIOException("expected a digest to touch no file", e);
        }
        return digest.hex();
    }
}
