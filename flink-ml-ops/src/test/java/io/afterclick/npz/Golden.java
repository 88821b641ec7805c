package io.afterclick.npz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.snapshot.ElementType;
import io.afterclick.snapshot.TensorSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A golden case: what the published code computed, by name. Arrays are row-major, whole unless {@link #isTruncated}; a gradient
 * that is none because its parameter is not part of the task is {@link #isNone}.
 */
public final class Golden {

    private final String name;
    private final Npz npz;
    private final JsonNode manifest;

    private Golden(String name, Npz npz, JsonNode manifest) {
        this.name = name;
        this.npz = npz;
        this.manifest = manifest;
    }

    /** Opens {@code tesla}, {@code tesla_3step}, {@code tesla_pretrain}, {@code reader} or {@code reader_4step}. */
    public static Golden open(String name) throws IOException {
        try (InputStream arrays = resource(name + ".npz");
                InputStream manifest = resource(name + ".manifest.json")) {
            return new Golden(name, Npz.read(arrays), new ObjectMapper().readTree(manifest));
        }
    }

    /** Names of arrays and scalars alike. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        manifest.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Names of arrays that begin with a prefix. */
    public List<String> arrays(String prefix) {
        return names().stream()
                .filter(array -> array.startsWith(prefix) && isArray(array))
                .toList();
    }

    public boolean isArray(String array) {
        return entry(array).has("dtype");
    }

    /** Whether a gradient does not exist. */
    public boolean isNone(String array) {
        JsonNode entry = entry(array);
        return entry.isTextual() && entry.textValue().equals("None");
    }

    /** Whether only the first 4096 values are here; sums are of all of them. */
    public boolean isTruncated(String array) {
        return entry(array).has("stored");
    }

    /** Shape of the whole array. */
    public List<Long> shape(String array) {
        return StreamSupport.stream(field(array, "shape").spliterator(), false)
                .map(JsonNode::longValue)
                .toList();
    }

    public ElementType type(String array) {
        String dtype = field(array, "dtype").textValue();
        return switch (dtype) {
            case "float32" -> ElementType.F32;
            case "int32" -> ElementType.I32;
            case "int64" -> ElementType.I64;
            default -> throw new IllegalStateException(array + ": expected float32, int32 or int64, found " + dtype);
        };
    }

    /** Values of an array; the first 4096 of one that is truncated. */
    public float[] floats(String array) throws IOException {
        JsonNode drawn = entry(array).get("drawn");
        if (drawn == null) {
            return npz.array(array).floats();
        }
        DrawnWeight weight =
                new DrawnWeight(drawn.get("seed").intValue(), drawn.get("skip").intValue());
        List<Long> shape = shape(array);
        return weight.draw(Math.toIntExact(shape.get(0) * shape.get(1)), shape.get(1));
    }

    /** Whole numbers of an array. */
    public long[] longs(String array) throws IOException {
        return npz.array(array).longs();
    }

    /** Sum of the whole array, in double precision. */
    public double sum(String array) {
        return field(array, "sum").doubleValue();
    }

    /** Sum of the absolute values of an array that is truncated. */
    public double absSum(String array) {
        return field(array, "abs_sum").doubleValue();
    }

    /** A number that stands in the manifest. */
    public double scalar(String scalar) {
        JsonNode entry = entry(scalar);
        if (!entry.isNumber()) {
            throw new IllegalArgumentException(name + ": expected a number as " + scalar + ", found " + entry);
        }
        return entry.doubleValue();
    }

    /** Anything that stands in the manifest. */
    public JsonNode entry(String entry) {
        JsonNode found = manifest.get(entry);
        if (found == null) {
            throw new IllegalArgumentException(name + ": expected " + entry + ", found none");
        }
        return found;
    }

    /** The arrays as tensors. */
    public TensorSource tensors() {
        return new GoldenTensors(this, name);
    }

    private JsonNode field(String array, String field) {
        JsonNode found = entry(array).get(field);
        if (found == null) {
            throw new IllegalArgumentException(name + ": expected " + field + " of " + array + ", found none");
        }
        return found;
    }

    private static InputStream resource(String file) throws IOException {
        InputStream in = Golden.class.getResourceAsStream("/golden/" + file);
        if (in == null) {
            throw new FileNotFoundException("Expected a resource golden/" + file + ", found none");
        }
        return in;
    }
}
