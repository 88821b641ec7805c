package io.afterclick.fuzz;

import io.afterclick.snapshot.ElementType;
import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.ManifestJson;
import io.afterclick.snapshot.Provenance;
import io.afterclick.snapshot.SnapshotException;
import io.afterclick.snapshot.SnapshotReader;
import io.afterclick.snapshot.TensorFileReader;
import io.afterclick.snapshot.TensorSpec;
import io.afterclick.snapshot.pytorch.PublishedModel;
import io.afterclick.snapshot.pytorch.PyTorchImport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Published models: their manifest, their tensors, and those of the published PyTorch code. */
final class ModelTargets {

    private static final Set<Class<? extends Exception>> NO_MODEL = Set.of(SnapshotException.class);
    private static final List<String> FIELDS = List.of("colour", "size");
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private ModelTargets() {}

    static List<FuzzTarget> all(Path folder) throws IOException {
        Path tensors = folder.resolve("some.safetensors");
        Path model = Files.createDirectories(folder.resolve("model"));
        Files.write(model.resolve("dense.safetensors"), tensors(Map.of("weight", 2)));
        byte[] manifest = manifest();
        return List.of(
                new FuzzTarget("manifest.json", List.of(manifest), NO_MODEL, input -> {
                    Manifest read = ManifestJson.read("manifest", input);
                    if (!ManifestJson.read("again", ManifestJson.write(read)).equals(read)) {
                        throw new AssertionError("expected a manifest that is written as it is read, found " + read);
                    }
                    return true;
                }),
                new FuzzTarget("folder of a model", List.of(manifest), NO_MODEL, input -> {
                    Files.write(model.resolve(Manifest.FILE), input);
                    try (SnapshotReader reader = SnapshotReader.openUnverified(model)) {
                        return !reader.location().isEmpty();
                    }
                }),
                new FuzzTarget("safetensors", List.of(tensors(Map.of("a", 2, "b", 3))), NO_MODEL, input -> {
                    Files.write(tensors, input);
                    try (TensorFileReader reader = TensorFileReader.open(tensors)) {
                        readAll(reader);
                        return true;
                    }
                }),
                new FuzzTarget("PyTorch names", List.of(tensors(theirs())), NO_MODEL, input -> {
                    Files.write(tensors, input);
                    try (TensorFileReader reader = TensorFileReader.open(tensors)) {
                        PyTorchImport imported = PyTorchImport.of(PublishedModel.ROUTER, reader, "pre.", FIELDS);
                        for (TensorSpec spec : imported.specs()) {
                            imported.floats(spec.name());
                        }
                        return true;
                    }
                }));
    }

    private static void readAll(TensorFileReader reader) throws IOException {
        for (TensorSpec spec : reader.specs()) {
            if (spec.type() == ElementType.F32) {
                int count = (int) Math.min(1 << 10, spec.elements());
                reader.read(spec.name(), spec.elements() - count, new float[count], 0, count);
            }
        }
    }

    private static Map<String, Integer> theirs() {
        Map<String, Integer> theirs = new TreeMap<>();
        PublishedModel.ROUTER.names(FIELDS).keySet().forEach(name -> theirs.put("pre." + name, 1));
        theirs.put("other.weight", 1);
        return theirs;
    }

    private static byte[] manifest() throws IOException {
        Manifest manifest = Manifest.full(
                "tesla",
                12,
                new Provenance("0.1.0", -5, new TreeMap<>(Map.of("trainer.rows", "lazy", "b", "ü\n")), 1L, 2L, 3, 4),
                DIGEST,
                DIGEST);
        String json = new String(ManifestJson.write(manifest), StandardCharsets.UTF_8);
        return json.replaceFirst("\"files\" : \\{ }", "\"files\" : {\"dense.safetensors\" : \"" + DIGEST + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Tensors of so many floats each. */
    private static byte[] tensors(Map<String, Integer> sizes) {
        StringBuilder header = new StringBuilder("{\"__metadata__\":{\"k\":\"v\"}");
        int end = 0;
        for (Map.Entry<String, Integer> size : new TreeMap<>(sizes).entrySet()) {
            int begin = end;
            end += Float.BYTES * size.getValue();
            header.append(",\"" + size.getKey() + "\":{\"dtype\":\"F32\",\"shape\":[" + size.getValue()
                    + "],\"data_offsets\":[" + begin + "," + end + "]}");
        }
        byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .array());
        out.writeBytes(json);
        out.writeBytes(new byte[end]);
        return out.toByteArray();
    }
}
