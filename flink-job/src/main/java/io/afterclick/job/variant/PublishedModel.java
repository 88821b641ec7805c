package io.afterclick.job.variant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.feature.FieldSpec;
import io.afterclick.feature.RowKeys;
import io.afterclick.learn.DurableLearner;
import io.afterclick.learn.RowFormat;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.model.ModelReader;
import io.afterclick.model.PublishedParts;
import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a published model is built, as the settings of its manifest say; what only training needs is left out.
 *
 * @param model kind and options, such as {@code tesla:weighting=online}
 * @param features of the clicks that it scores
 * @param dimension of an embedding
 * @param deviation of embeddings that were never trained
 * @param gmvAttribution milliseconds in which a purchase counts for a click's value
 */
public record PublishedModel(
        String model, FeatureSpace features, int dimension, double deviation, long gmvAttribution) {

    private static final String MODEL = "model.variant";
    private static final String FIELDS = "features.fields";
    private static final String KEYS = "features.keys";
    private static final String DIMENSION = "embedding.dimension";
    private static final String DEVIATION = "rows.init-std";
    private static final String ATTRIBUTION = "model.gmv-attribution-ms";

    /** Beyond these a manifest is none of ours, and would only ask for memory. */
    private static final int MOST_FIELDS = 1 << 12;

    private static final int LARGEST_DIMENSION = 1 << 12;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A predictor of which nothing is trained any more, and its rows. */
    public record Loaded(Manifest manifest, FeatureSpace features, DurableLearner learner, HeapRows rows) {}

    /** @throws IllegalArgumentException if no model is like that */
    public PublishedModel {
        if (dimension < 1 || dimension > LARGEST_DIMENSION || features.size() > MOST_FIELDS) {
            throw new IllegalArgumentException(
                    "published model: expected 1 to " + LARGEST_DIMENSION + " dimensions and at" + " most "
                            + MOST_FIELDS + " fields, found " + dimension + " and " + features.size());
        }
        if (!Double.isFinite(deviation) || deviation < 0 || gmvAttribution < 1) {
            throw new IllegalArgumentException(
                    "published model: expected a deviation of 0 or more and a window of 1 ms or" + " more, found "
                            + deviation + " and " + gmvAttribution);
        }
    }

    static PublishedModel of(VariantSpec spec, ModelDefaults defaults, FeatureSpace features) {
        return new PublishedModel(
                spec.model(), features, defaults.dimension(), defaults.deviation(), defaults.gmvAttribution());
    }

    /** As settings of a manifest; name and seed have their own place there. */
    SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put(MODEL, model);
        try {
            settings.put(FIELDS, JSON.writeValueAsString(features.fields()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("features: expected fields that JSON can hold, found " + features, e);
        }
        settings.put(KEYS, features.keys().name());
        settings.put(DIMENSION, Integer.toString(dimension));
        settings.put(DEVIATION, Double.toString(deviation));
        settings.put(ATTRIBUTION, Long.toString(gmvAttribution));
        return settings;
    }

    private static PublishedModel of(Manifest manifest, Path folder) throws SnapshotException {
        Map<String, String> settings = manifest.provenance().settings();
        try {
            return new PublishedModel(
                    settings.getOrDefault(MODEL, ""),
                    new FeatureSpace(
                            List.of(JSON.readValue(settings.getOrDefault(FIELDS, ""), FieldSpec[].class)),
                            RowKeys.valueOf(settings.getOrDefault(KEYS, ""))),
                    Integer.parseInt(settings.getOrDefault(DIMENSION, "")),
                    Double.parseDouble(settings.getOrDefault(DEVIATION, "")),
                    Long.parseLong(settings.getOrDefault(ATTRIBUTION, "")));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            String keys = String.join(", ", MODEL, FIELDS, KEYS, DIMENSION, DEVIATION, ATTRIBUTION);
            throw new SnapshotException(
                    folder + ": expected a published model, with the settings " + keys + ", found " + settings.keySet(),
                    e);
        }
    }

    /**
     * Loads a model after comparing all of its files with their digests.
     *
     * @throws SnapshotException if it is not complete, not what it says, or not finite
     */
    public static Loaded load(Path folder, MatrixEngine engine) throws IOException {
        try (ModelReader reader = ModelReader.open(folder)) {
            Manifest manifest = reader.manifest();
            PublishedModel model = of(manifest, folder);
            VariantSpec spec = model.spec(folder);
            ModelDefaults defaults = model.defaults(manifest.provenance().seed());
            String frozen = PublishedParts.requireFrozen(folder, manifest).toString();
            HeapRows[] rows = new HeapRows[1];
            DurableLearner learner = opener(spec, defaults, frozen).openScorer(engine, (layout, origin) -> {
                rows[0] = new HeapRows(model.features.size(), layout, origin);
                return rows[0];
            });
            RowFormat format = learner.format();
            String kind = Variants.networks(spec, defaults);
            reader.load(PublishedParts.model(kind, learner.layers(), format, rows[0]));
            return new Loaded(manifest, model.features, learner, rows[0]);
        }
    }

    private VariantSpec spec(Path folder) throws SnapshotException {
        try {
            return VariantSpec.parse(model);
        } catch (IllegalArgumentException e) {
            throw new SnapshotException(folder + ": expected a published model, found: " + e.getMessage(), e);
        }
    }

    private static VariantOpener opener(VariantSpec spec, ModelDefaults defaults, String folder) {
        return spec.kind().family() == ModelKind.Family.TESLA
                ? new TeslaOpener(spec, defaults, folder)
                : new ReaderOpener(spec, defaults, folder);
    }

    private ModelDefaults defaults(long seed) {
        return new ModelDefaults(
                features.names(), dimension, deviation, null, RowMode.LAZY, false, gmvAttribution, 1, seed);
    }
}
