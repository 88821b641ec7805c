package io.afterclick.job.variant;

import io.afterclick.model.Model;
import io.afterclick.model.ModelReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Networks that variants begin from, in a folder.
 *
 * @param path of the folder
 */
record PretrainedFolder(String path) {

    void load(Model model) throws IOException {
        try (ModelReader reader = ModelReader.open(Path.of(path))) {
            reader.load(model);
        }
    }

    /** What makes a model that begins from here what it is. */
    SortedMap<String, String> identity(VariantSpec spec, ModelDefaults defaults) throws IOException {
        SortedMap<String, String> identity = new TreeMap<>();
        identity.put("model", spec.kind().text());
        identity.put("embedding dimension", Integer.toString(defaults.dimension()));
        identity.put("initial deviation", Double.toString(defaults.deviation()));
        identity.put("seed", Long.toString(defaults.seed()));
        try (ModelReader reader = ModelReader.openUnverified(Path.of(path))) {
            identity.put("pretrained networks", reader.manifest().parametersSha256());
        }
        return identity;
    }
}
