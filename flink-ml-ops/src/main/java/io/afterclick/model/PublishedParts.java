package io.afterclick.model;

import io.afterclick.learn.DenseLayers;
import io.afterclick.learn.EmbeddingTable;
import io.afterclick.learn.ModelPart;
import io.afterclick.learn.RowFormat;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.optimise.StandingRows;
import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.Provenance;
import io.afterclick.snapshot.SnapshotCopy;
import io.afterclick.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a model that was published while it trains consists of: the predictor as far as training moved it, and the frozen networks
 * that it began from, whole, in the folder {@value #FROZEN}, which is a model of its own. A row that is not among the predictor's is
 * the frozen predictor's, and if it is not there either, an initial one. So the digest of its parameters is the trainer's, and
 * frozen networks are written once however often a model is published.
 *
 * @param frozenKind kind of the frozen networks
 * @param format of the predictor's rows, without moments
 * @param frozen folder of the frozen networks
 */
public record PublishedParts(String frozenKind, RowFormat format, Path frozen) {

    private static final String FROZEN = "frozen";
    private static final String PREFIX = "published-";
    private static final String PREDICTOR = "predictor";
    private static final String IDENTITY = "model.frozen-sha256";
    private static final String NONE = "none";

    public PublishedParts {
        RowLayout layout = format.layout();
        format = new RowFormat(format.sets(), format.fields(), new RowLayout(layout.sets(), layout.dimension(), false));
    }

    /** Where the frozen networks of a published model are. */
    static Path frozen(Path folder) {
        return folder.resolve(FROZEN);
    }

    /**
     * Where the frozen networks of a published model are, once they are known to be its own.
     *
     * @throws SnapshotException if they are missing or others
     */
    public static Path requireFrozen(Path folder, Manifest manifest) throws IOException {
        String expected = manifest.provenance().settings().getOrDefault(IDENTITY, NONE);
        String found = SnapshotCopy.identity(frozen(folder));
        if (!found.equals(expected)) {
            throw new SnapshotException(
                    frozen(folder) + ": expected the frozen networks " + expected + ", found " + found);
        }
        return frozen(folder);
    }

    /**
     * A predictor that a published model is to be loaded into.
     *
     * @param rows empty, of the layout without moments, going on from those of the frozen predictor
     */
    public static Model model(String frozenKind, DenseLayers layers, RowFormat format, HeapRows rows) {
        EmbeddingTable table = new EmbeddingTable(format.sets(), format.fields(), rows, StandingRows.INSTANCE);
        return new Model(PREFIX + frozenKind, List.of(ModelPart.frozen(PREDICTOR, layers, table)));
    }

    Provenance stamp(Provenance provenance) throws IOException {
        SortedMap<String, String> settings = new TreeMap<>(provenance.settings());
        settings.put(IDENTITY, SnapshotCopy.identity(frozen));
        return FolderKind.stamp(
                new Provenance(
                        provenance.createdBy(),
                        provenance.seed(),
                        settings,
                        provenance.trainedFromMs(),
                        provenance.trainedToMs(),
                        provenance.segments(),
                        provenance.steps()),
                PREFIX + frozenKind,
                List.of(PREDICTOR));
    }
}
