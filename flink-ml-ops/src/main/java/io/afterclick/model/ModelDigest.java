package io.afterclick.model;

import io.afterclick.snapshot.ParametersDigest;
import java.util.List;

/**
 * Digests of a model as it stands, equal to those in the manifest of a folder that is written of it now. They depend neither on the
 * order in which rows came nor on when deferred rows were last read. Changes nothing; reads every row once.
 */
public final class ModelDigest {

    private ModelDigest() {}

    /** Of all dense parameters and rows, as 64 lower-case hexadecimal digits. */
    public static String parameters(Model model) {
        ParametersDigest digest = new ParametersDigest();
        addTo(digest, ModelContents.dense(model));
        addTo(digest, ModelContents.rows(model));
        return digest.hex();
    }

    /** Of all moments, step counts and step histories. */
    public static String optimiser(Model model) {
        ParametersDigest digest = new ParametersDigest();
        addTo(digest, ModelContents.optimisers(model));
        return digest.hex();
    }

    private static void addTo(ParametersDigest digest, List<Contents> contents) {
        contents.forEach(each -> each.digest(digest));
    }
}
