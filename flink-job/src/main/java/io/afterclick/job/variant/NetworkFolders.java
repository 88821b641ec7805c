package io.afterclick.job.variant;

import io.afterclick.snapshot.SnapshotFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Folders of the pretrained networks that a run's variants begin from. */
public final class NetworkFolders {

    private NetworkFolders() {}

    /** A variant for each kind of networks that the variants need: the first one that begins from them. */
    public static Map<String, VariantSpec> needed(List<VariantSpec> variants, ModelDefaults defaults) {
        Map<String, VariantSpec> kinds = new LinkedHashMap<>();
        for (VariantSpec variant : variants) {
            kinds.putIfAbsent(Variants.networks(variant, defaults), variant);
        }
        return kinds;
    }

    /**
     * What an earlier run has left: a folder for each kind, or one that is the model itself.
     *
     * @param named what the folder is called by whoever gave it
     */
    public static Map<String, String> find(String named, Path init, Iterable<String> kinds) {
        Map<String, String> folders = new LinkedHashMap<>();
        for (String kind : kinds) {
            Path own = init.resolve(kind);
            Path folder = SnapshotFolder.isModel(own) ? own : init;
            if (!SnapshotFolder.isModel(folder)) {
                throw new IllegalArgumentException(
                        named + ": expected pretrained networks in " + own + " or " + init + ", found none");
            }
            folders.put(kind, folder.toAbsolutePath().toString());
        }
        return folders;
    }
}
