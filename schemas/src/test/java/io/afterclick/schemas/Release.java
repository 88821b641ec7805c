package io.afterclick.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * One released version: per schema {@code Name.avsc} as it was, {@code Name.avro} with records written by it, and
 * {@code Name.json} with the values of those records.
 */
record Release(int number, SchemaFolder folder) {

    /** All releases, the oldest first; a gap is refused, because it means that a release was deleted. */
    static List<Release> in(Path released) {
        List<Integer> found;
        try (Stream<Path> folders = Files.list(released)) {
            found = folders.filter(Files::isDirectory)
                    .map(folder -> number(folder.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Integer> expected = IntStream.rangeClosed(1, found.size()).boxed().toList();
        if (!found.equals(expected)) {
            throw new IllegalStateException(
                    "%s: expected the versions %s without a gap, found %s".formatted(released, expected, found));
        }
        return found.stream().map(number -> at(released, number)).toList();
    }

    static Release at(Path released, int number) {
        return new Release(number, new SchemaFolder(released.resolve("v" + number)));
    }

    /** The number of a version such as {@code v2}. */
    static int number(String version) {
        if (!version.matches("v[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException("expected a version such as v2, found '" + version + "'");
        }
        return Integer.parseInt(version.substring(1));
    }

    /** The records as a reader sees them whose own schema is the given one; in its generated class, if there is one. */
    List<IndexedRecord> readAs(Schema reader, String name) throws IOException {
        Path file = folder.path().resolve(name + ".avro");
        List<IndexedRecord> records = new ArrayList<>();
        try (DataFileReader<IndexedRecord> bytes =
                new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(reader))) {
            bytes.forEach(records::add);
        }
        return records;
    }

    /** The schema that the container file itself says it was written by. */
    Schema writerOf(String name) throws IOException {
        Path file = folder.path().resolve(name + ".avro");
        try (DataFileReader<IndexedRecord> bytes = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            return bytes.getSchema();
        }
    }

    JsonNode values(String name) throws IOException {
        return PlainJson.parse(folder.text(name + ".json"));
    }

    @Override
    public String toString() {
        return "v" + number;
    }
}
