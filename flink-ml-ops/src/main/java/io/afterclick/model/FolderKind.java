package io.afterclick.model;

import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.Provenance;
import io.afterclick.snapshot.SnapshotException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a folder says of the model in it, among the settings of its manifest. */
final class FolderKind {

    private static final String KIND = "model.kind";
    private static final String PARTS = "model.parts";
    private static final String SEPARATOR = ",";
    private static final String NONE = "none";

    private FolderKind() {}

    /** Adds kind and parts to the settings. */
    static Provenance stamp(Provenance provenance, String kind, List<String> parts) {
        SortedMap<String, String> settings = new TreeMap<>(provenance.settings());
        settings.put(KIND, kind);
        settings.put(PARTS, String.join(SEPARATOR, parts));
        return new Provenance(
                provenance.createdBy(),
                provenance.seed(),
                settings,
                provenance.trainedFromMs(),
                provenance.trainedToMs(),
                provenance.segments(),
                provenance.steps());
    }

    /**
     * Refuses a folder of another kind, or one that lacks a part of the model.
     *
     * @return whether the folder holds these parts and no others
     */
    static boolean require(Manifest manifest, String folder, Model model) throws SnapshotException {
        Map<String, String> settings = manifest.provenance().settings();
        String kind = settings.getOrDefault(KIND, NONE);
        if (!kind.equals(model.kind())) {
            throw new SnapshotException(folder + ": expected a model of kind " + model.kind() + ", found kind " + kind);
        }
        List<String> parts = List.of(settings.getOrDefault(PARTS, NONE).split(SEPARATOR, -1));
        if (!parts.containsAll(model.partNames())) {
            throw new SnapshotException(
                    folder + ": expected parts " + model.partNames() + " of " + kind + ", found " + parts);
        }
        return parts.size() == model.parts().size();
    }
}
