package io.afterclick.job.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterclick.job.output.CommittedFiles;
import io.afterclick.job.output.RunFiles;
import io.afterclick.job.output.Summary;
import io.afterclick.snapshot.SnapshotFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** All that a run has committed, by kind: how often there is which record, whatever file it is in. */
public final class RunRecords {

    /** Kind of the digests of parameters and optimisers. */
    static final String VARIANTS = "variants";

    private static final List<String> AVRO = List.of("samples", "outcomes", "predictions", "metrics", "dead-letters");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Map<Digest, Integer>> kinds = new LinkedHashMap<>();

    private RunRecords() {}

    /** A record by its content. */
    private record Digest(long high, long low) {}

    /**
     * How two runs differ in a kind of record.
     *
     * @param records of the run that is the measure
     * @param lost what only that one has
     * @param doubled what only the other one has, or more often
     */
    public record Difference(long records, long lost, long doubled) {
        boolean isNone() {
            return lost == 0 && doubled == 0;
        }
    }

    static RunRecords read(RunFiles run) throws IOException {
        RunRecords records = new RunRecords();
        for (String kind : AVRO) {
            records.addAvro(kind, run.folder().resolve(kind));
        }
        records.addReports(run.reportFolder());
        records.addModels(run.folder().resolve("snapshots"));
        // Times and speeds are no part of what must be equal.
        records.add(
                "counts", JSON.writeValueAsBytes(Summary.read(run.tallyFolder()).content(0)));
        return records;
    }

    /** By kind, in both runs. */
    Map<String, Difference> differences(RunRecords other) {
        Map<String, Difference> differences = new LinkedHashMap<>();
        kinds.forEach((kind, own) -> differences.put(kind, difference(own, other.kinds.getOrDefault(kind, Map.of()))));
        return differences;
    }

    private static Difference difference(Map<Digest, Integer> measure, Map<Digest, Integer> other) {
        long records = 0;
        long lost = 0;
        long doubled = 0;
        for (Map.Entry<Digest, Integer> each : measure.entrySet()) {
            int found = other.getOrDefault(each.getKey(), 0);
            records += each.getValue();
            lost += Math.max(0, each.getValue() - found);
            doubled += Math.max(0, found - each.getValue());
        }
        for (Map.Entry<Digest, Integer> each : other.entrySet()) {
            if (!measure.containsKey(each.getKey())) {
                doubled += each.getValue();
            }
        }
        return new Difference(records, lost, doubled);
    }

    private void addAvro(String kind, Path folder) throws IOException {
        kinds.put(kind, new HashMap<>());
        for (Path file : CommittedFiles.of(folder)) {
            try (DataFileReader<GenericRecord> records =
                    new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
                for (GenericRecord record : records) {
                    add(kind, record.toString().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    private void addReports(Path folder) throws IOException {
        for (Path file : CommittedFiles.of(folder)) {
            for (String line : Files.readAllLines(file)) {
                ObjectNode report = (ObjectNode) JSON.readTree(line);
                report.remove(List.of("cost", "examplesPerSecond"));
                add(VARIANTS, JSON.writeValueAsBytes(report));
            }
        }
    }

    private void addModels(Path folder) throws IOException {
        for (Path model : CommittedFiles.of(folder)) {
            if (SnapshotFolder.isModel(model)) {
                MessageDigest digest = sha256();
                digest.update(String.valueOf(model.getFileName()).getBytes(StandardCharsets.UTF_8));
                try (Stream<Path> files = Files.walk(model)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        digest.update(content(file));
                    }
                }
                add("models", digest.digest());
            }
        }
    }

    /** Of a manifest only what says which parameters it is of: it names the run's folders too. */
    private static byte[] content(Path file) throws IOException {
        if (!file.toString().endsWith(".json")) {
            return Files.readAllBytes(file);
        }
        JsonNode manifest = JSON.readTree(Files.readAllBytes(file));
        return JSON.writeValueAsBytes(manifest.findPath("parametersSha256"));
    }

    private void add(String kind, byte[] record) {
        ByteBuffer digest = ByteBuffer.wrap(sha256().digest(record));
        kinds.computeIfAbsent(kind, name -> new HashMap<>())
                .merge(new Digest(digest.getLong(), digest.getLong()), 1, Integer::sum);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
