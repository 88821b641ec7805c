package io.afterclick.ml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.feature.FieldSpec;
import io.afterclick.feature.RowKeys;
import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.SnapshotException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a model is built, so far as its parameters do not say; among the settings of its folder's manifest.
 *
 * @param variant the manifest's model variant
 * @param dimension of an embedding
 * @param rowInitStd standard deviation of an embedding that was never trained
 * @param seed of it
 */
record ModelDesign(FeatureSpace features, String variant, int dimension, double rowInitStd, long seed) {

    private static final String FIELDS = "features.fields";
    private static final String KEYS = "features.keys";
    private static final String DIMENSION = "embedding.dimension";
    private static final String ROW_INIT_STD = "rows.init-std";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The design of a model that such an estimator trains. */
    static ModelDesign of(TrainingParams<?> params, FeatureSpace features, String variant, int dimension) {
        return new ModelDesign(features, variant, dimension, params.getRowInitStd(), params.getSeed());
    }

    /** As settings of a manifest; variant and seed have their own place there. */
    SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>();
        try {
            settings.put(FIELDS, JSON.writeValueAsString(features.fields()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("features: expected fields that JSON can hold, found " + features, e);
        }
        settings.put(KEYS, features.keys().name());
        settings.put(DIMENSION, Integer.toString(dimension));
        settings.put(ROW_INIT_STD, Double.toString(rowInitStd));
        return settings;
    }

    /** @param folder in messages */
    static ModelDesign of(Manifest manifest, String folder) throws SnapshotException {
        Map<String, String> settings = manifest.provenance().settings();
        try {
            FieldSpec[] fields = JSON.readValue(settings.getOrDefault(FIELDS, ""), FieldSpec[].class);
            RowKeys keys = RowKeys.valueOf(settings.getOrDefault(KEYS, ""));
            return new ModelDesign(
                    new FeatureSpace(List.of(fields), keys),
                    manifest.variant(),
                    Integer.parseInt(settings.getOrDefault(DIMENSION, "")),
                    Double.parseDouble(settings.getOrDefault(ROW_INIT_STD, "")),
                    manifest.provenance().seed());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            String keys = String.join(", ", FIELDS, KEYS, DIMENSION, ROW_INIT_STD);
            throw new SnapshotException(
                    folder + ": expected a model trained by a stage, with the settings " + keys + ", found " + settings,
                    e);
        }
    }
}
