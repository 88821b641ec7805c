package io.afterclick.job.publish;

import io.afterclick.job.record.ModelSlice;
import io.afterclick.learn.RowFormat;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.model.PublishedParts;
import io.afterclick.snapshot.Provenance;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the published models of a variant have in common.
 *
 * @param kind of the frozen networks
 * @param sets canonical names of the embedding sets
 * @param fields names of the features
 * @param dimension of an embedding
 * @param frozen folder of the networks that the variant began from
 * @param createdBy version of the code
 * @param seed of the run
 * @param settings by key, for manifests
 */
public record PublishedVariant(
        String kind,
        List<String> sets,
        List<String> fields,
        int dimension,
        String frozen,
        String createdBy,
        long seed,
        SortedMap<String, String> settings)
        implements Serializable {

    public PublishedVariant {
        sets = List.copyOf(sets);
        fields = List.copyOf(fields);
        settings = new TreeMap<>(settings);
    }

    PublishedParts parts() {
        RowLayout layout = new RowLayout(sets.size(), dimension, false);
        return new PublishedParts(kind, new RowFormat(sets, fields, layout), Path.of(frozen));
    }

    Provenance provenance(ModelSlice.Begin begin) {
        return new Provenance(
                createdBy, seed, settings, begin.trainedFrom(), begin.trainedTo(), begin.epoch(), begin.steps());
    }
}
