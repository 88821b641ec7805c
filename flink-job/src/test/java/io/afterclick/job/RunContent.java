package io.afterclick.job;

import static org.assertj.core.api.Assertions.fail;

import io.afterclick.job.output.CommittedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** What a run has committed, sorted, so that equal content compares as equal however it was written. */
record RunContent(List<String> samples, List<String> outcomes, List<String> deadLetters) {

    static RunContent of(Path folder) throws IOException {
        return new RunContent(
                lines(folder.resolve("samples")),
                lines(folder.resolve("outcomes")),
                lines(folder.resolve("dead-letters")));
    }

    /** Says what is missing and what is too much, and not all there is. */
    void assertSameAs(RunContent expected) {
        assertSame("samples", samples, expected.samples);
        assertSame("outcomes", outcomes, expected.outcomes);
        assertSame("dead letters", deadLetters, expected.deadLetters);
    }

    private static void assertSame(String name, List<String> found, List<String> expected) {
        if (!found.equals(expected)) {
            List<String> tooMuch = new ArrayList<>(found);
            expected.forEach(tooMuch::remove);
            List<String> missing = new ArrayList<>(expected);
            found.forEach(missing::remove);
            fail(
                    "%s: %d missing, such as %s; %d too much, such as %s",
                    name,
                    missing.size(),
                    missing.stream().limit(2).toList(),
                    tooMuch.size(),
                    tooMuch.stream().limit(2).toList());
        }
    }

    private static List<String> lines(Path folder) throws IOException {
        return records(folder).stream()
                .map(GenericRecord::toString)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** The records of all committed Avro files of a folder. */
    static List<GenericRecord> records(Path folder) throws IOException {
        List<GenericRecord> records = new ArrayList<>();
        for (Path file : CommittedFiles.of(folder)) {
            try (DataFileReader<GenericRecord> reader =
                    new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
                reader.forEach(records::add);
            }
        }
        return records;
    }
}
