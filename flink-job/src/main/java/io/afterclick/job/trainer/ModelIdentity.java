package io.afterclick.job.trainer;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.feature.FieldSpec;
import io.afterclick.trial.Segments;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

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
     * @throws SuppressRestartsException naming the first part that differs: a restart would find the same
     */
    void requireSame(MapState<String, String> known) throws Exception {
        if (known.isEmpty()) {
            known.putAll(parts);
            return;
        }
        Map<String, String> before = new HashMap<>();
        known.entries().forEach(entry -> before.put(entry.getKey(), entry.getValue()));
        String difference = difference(before);
        if (difference != null) {
            throw new SuppressRestartsException(new IllegalStateException(difference));
        }
    }

    /** Says what differs from what the variant's state was made by; null if nothing does. */
    @Nullable
    String difference(Map<String, String> before) {
        SortedSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(parts.keySet());
        for (String name : all) {
            String expected = before.getOrDefault(name, "none");
            String found = parts.getOrDefault(name, "none");
            if (!expected.equals(found)) {
                return "variant " + variant + ": expected " + name + " " + expected + " as in its state, found " + found
                        + "; a variant of another name begins anew";
            }
        }
        return null;
    }

    String variant() {
        return variant;
    }

    Map<String, String> parts() {
        return parts;
    }
}
