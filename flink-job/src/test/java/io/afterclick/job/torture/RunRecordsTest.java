package io.afterclick.job.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.RunFiles;
import io.afterclick.job.torture.RunRecords.Difference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunRecordsTest {

    private static final Schema SCHEMA =
            SchemaBuilder.record("Sample").fields().requiredString("id").endRecord();
    private static final String REPORT =
            "{\"variant\":\"tesla\",\"parametersSha256\":\"%s\",\"examplesPerSecond\":%d,\"cost\":{\"nanos\":%d}}%n";

    @TempDir
    private Path folder = Path.of("");

    private RunFiles one = run("one");
    private RunFiles other = run("other");

    private RunFiles run(String name) {
        return new RunFiles(folder.resolve(name), FileFormat.AVRO, List.of());
    }

    @BeforeEach
    void writeTheSameInOtherFiles() throws IOException {
        one = run("one");
        other = run("other");
        write(one, "samples/part-0", "a", "b");
        write(one, "samples/part-1", "b", "c");
        report(one, "ab12", 5);
        write(other, "samples/part-0", "c");
        write(other, "samples/part-1", "b", "a", "b");
        // Nobody has committed it.
        write(other, "samples/.part-2.inprogress", "d");
        report(other, "ab12", 9);
    }

    private static void write(RunFiles run, String file, String... ids) throws IOException {
        Path path = run.folder().resolve(file);
        Files.createDirectories(path.getParent());
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA))) {
            writer.create(SCHEMA, path.toFile());
            for (String id : ids) {
                writer.append(new GenericRecordBuilder(SCHEMA).set("id", id).build());
            }
        }
    }

    private static void report(RunFiles run, String digest, int speed) throws IOException {
        Files.createDirectories(run.reportFolder());
        Files.writeString(run.reportFolder().resolve("part-0"), REPORT.formatted(digest, speed, speed));
    }

    private Difference difference(String kind) throws IOException {
        return Objects.requireNonNull(
                RunRecords.read(one).differences(RunRecords.read(other)).get(kind));
    }

    @Test
    void onlyContentCounts() throws IOException {
        assertThat(RunRecords.read(one).differences(RunRecords.read(other)))
                .allSatisfy(
                        (kind, difference) -> assertThat(difference.isNone()).isTrue())
                .containsEntry("samples", new Difference(4, 0, 0))
                .containsEntry(RunRecords.VARIANTS, new Difference(1, 0, 0));
    }

    @Test
    void lostAndDoubledRecordsAreCounted() throws IOException {
        write(other, "samples/part-1", "b", "b", "b", "e");
        // One "a" is not there; a "b" is there once more, and an "e" at all.
        assertThat(difference("samples")).isEqualTo(new Difference(4, 1, 2));
    }

    @Test
    void anotherDigestIsADifference() throws IOException {
        report(other, "cd34", 5);
        assertThat(difference(RunRecords.VARIANTS)).isEqualTo(new Difference(1, 1, 1));
    }
}
