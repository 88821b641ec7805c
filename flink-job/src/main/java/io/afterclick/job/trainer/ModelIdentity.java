package io.afterclick.job.trainer;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.feature.FieldSpec;
import io.afterclick.trial.Segments;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;

/** What a variant's state was made by: of another model it would make no sense, so that one is refused. */
final class ModelIdentity {

    private final String variant;
    private final SortedMap<String, String> parts;

    ModelIdentity(VariantPlan plan, TrainerSettings settings) throws IOException {
        FeatureSpace features = settings.features();
        Segments segments = settings.segments();
        this.variant = plan.name();
        this.parts = new TreeMap<>(plan.opener().identity());
        parts.put("features", features.keys() + " of " + String.join(" ", texts(features)));
        parts.put("segments", "from " + segments.start() + " ms, " + segments.length() + " ms each");
        if (settings.ageing().isNeeded()) {
            parts.put("ageing", "rows with ages");
        }
        parts.put("closing delay", plan.closingDelay() + " ms");
    }

    private static Iterable<String> texts(FeatureSpace features) {
        return features.fields().stream().map(ModelIdentity::text).toList();
    }

    private static String text(FieldSpec field) {
        return field.buckets() == FieldSpec.UNBOUNDED ? field.name() : field.name() + "/" + field.buckets();
    }

    /**
     * Compares with what the current key's state was made by, or notes it if there is none.
     *
     * @throws IllegalStateException naming the first part that differs
     */
    void requireSame(MapState<String, String> known) throws Exception {
        if (known.isEmpty()) {
            known.putAll(parts);
            return;
        }
        SortedMap<String, String> before = new TreeMap<>();
        known.entries().forEach(entry -> before.put(entry.getKey(), entry.getValue()));
        SortedMap<String, String> all = new TreeMap<>(before);
        all.putAll(parts);
        for (String name : all.keySet()) {
            String expected = before.getOrDefault(name, "none");
            String found = parts.getOrDefault(name, "none");
            if (!expected.equals(found)) {
                throw new IllegalStateException("variant " + variant + ": expected " + name + " " + expected
                        + " as in its state, found " + found + "; a variant of another name begins anew");
            }
        }
    }
}
