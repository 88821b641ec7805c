package io.afterclick.snapshot.pytorch;

import io.afterclick.snapshot.ElementType;
import io.afterclick.snapshot.SnapshotException;
import io.afterclick.snapshot.TensorSink;
import io.afterclick.snapshot.TensorSource;
import io.afterclick.snapshot.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of a published model under our names, read from where they are; memory: the names, and 32 KiB while copying.
 * Several imports may be copied to the same file.
 */
public final class PyTorchImport {

    private static final int CHUNK = 1 << 13;
    private static final int NAMES_IN_MESSAGES = 3;
    private static final String ALPHA = ".alpha";

    private final TensorSource source;
    private final Map<String, String> theirNames;
    private final List<TensorSpec> specs;

    private PyTorchImport(TensorSource source, Map<String, String> theirNames, List<TensorSpec> specs) {
        this.source = source;
        this.theirNames = theirNames;
        this.specs = specs;
    }

    /**
     * Finds a model's tensors in a source, which may hold more under other prefixes.
     *
     * @param prefix what the names begin with, such as {@code pre.}; empty if nothing
     * @param fields names of the features, in their order
     */
    public static PyTorchImport of(PublishedModel model, TensorSource source, String prefix, List<String> fields)
            throws SnapshotException {
        Map<String, String> names = model.names(fields);
        Set<String> missing = new LinkedHashSet<>(names.keySet());
        List<String> unknown = new ArrayList<>();
        Map<String, String> theirNames = new LinkedHashMap<>();
        List<TensorSpec> specs = new ArrayList<>();
        for (TensorSpec spec : source.specs()) {
            String theirs = spec.name().startsWith(prefix) ? spec.name().substring(prefix.length()) : "";
            String ours = names.get(theirs);
            if (ours != null) {
                missing.remove(theirs);
                theirNames.put(ours, spec.name());
                specs.add(renamed(spec, ours, source));
            } else if (!theirs.isEmpty() && !PublishedModel.ignores(theirs)) {
                unknown.add(theirs);
            }
        }
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new SnapshotException(source.location() + ": expected the tensors of " + model + " for "
                    + fields.size() + " fields under \"" + prefix + "\", found " + some(unknown)
                    + " that it does not have, and missed " + some(List.copyOf(missing)));
        }
        return new PyTorchImport(source, theirNames, List.copyOf(specs));
    }

    /** The tensors under our names, shapes as we use them. */
    public List<TensorSpec> specs() {
        return specs;
    }

    /** All values of a tensor of ours. */
    public float[] floats(String ours) throws IOException {
        return source.floats(theirs(ours));
    }

    /** Reads elements of a tensor of ours, counted in row-major order from {@code first}. */
    public void read(String ours, long first, float[] target, int offset, int count) throws IOException {
        source.read(theirs(ours), first, target, offset, count);
    }

    /** Copies a tensor of ours, whose turn it must be. */
    public void copy(TensorSpec spec, TensorSink writer) throws IOException {
        String theirs = theirs(spec.name());
        float[] chunk = new float[CHUNK];
        for (long first = 0; first < spec.elements(); first += CHUNK) {
            int count = (int) Math.min(CHUNK, spec.elements() - first);
            source.read(theirs, first, chunk, 0, count);
            writer.append(spec.name(), chunk, 0, count);
        }
    }

    private String theirs(String ours) throws SnapshotException {
        String theirs = theirNames.get(ours);
        if (theirs == null) {
            throw new SnapshotException(
                    "tensor " + ours + ": expected among those of " + source.location() + ", found none");
        }
        return theirs;
    }

    private static TensorSpec renamed(TensorSpec spec, String ours, TensorSource source) throws SnapshotException {
        if (spec.type() != ElementType.F32) {
            throw new SnapshotException(
                    "tensor " + spec.name() + ": expected F32, found " + spec.type() + " in " + source.location());
        }
        List<Long> shape = spec.shape();
        boolean row = ours.endsWith(ALPHA) && shape.size() == 2 && shape.get(0) == 1;
        return new TensorSpec(ours, spec.type(), row ? shape.subList(1, 2) : shape);
    }

    private static String some(List<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        int shown = Math.min(NAMES_IN_MESSAGES, names.size());
        String text = String.join(", ", names.subList(0, shown));
        return names.size() == shown ? text : text + " and " + (names.size() - shown) + " more";
    }
}
